package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;

/** Adds a capture device to a box, or changes one. */
public sealed interface DeviceRegistration extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_REGISTRATION;
  }

  /** The device. */
  MediaDevice device();

  /**
   * The body of V2R6 and V5: POST adds, PUT changes. Name, type, address, gallery and permission
   * group are required; without an id the box makes one.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param device the fields
   */
  record V2R6(@JsonValue MediaDevice.V2R6 device) implements DeviceRegistration {
    public V2R6 {
      requireNonNull(device, "device");
    }
  }
}
