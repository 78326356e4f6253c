package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device, or a list of them: the vendor's table of {@code device_info} says list, its samples
 * have one object.
 *
 * <p>Immutable. Source: docs/protocol.md, section 1.18.
 */
public final class MediaDevices {
  static final WireType<MediaDevices> WIRE =
      new WireType<>("object") {
        @Override
        boolean fits(@Nullable Object value) {
          WireType<Object> device = Layout.of(MediaDevice.V2R6.class);
          return device.fits(value) || WireType.listOf(device).fits(value);
        }

        @Override
        MediaDevices read(Object value, Decoding in) {
          WireType<Object> device = Layout.of(MediaDevice.V2R6.class);
          return value instanceof List
              ? new MediaDevices(typed(WireType.listOf(device).read(value, in)), true)
              : of((MediaDevice.V2R6) device.read(value, in));
        }

        @Override
        void write(MediaDevices value, JsonGenerator out) throws IOException {
          WireType<Object> device = Layout.of(MediaDevice.V2R6.class);
          if (value.sentAsList) {
            WireType.listOf(device).write(List.copyOf(value.devices), out);
          } else {
            device.write(value.devices.get(0), out);
          }
        }
      };

  private final List<MediaDevice.V2R6> devices;
  private final boolean sentAsList;

  private MediaDevices(List<MediaDevice.V2R6> devices, boolean sentAsList) {
    this.devices = devices;
    this.sentAsList = sentAsList;
  }

  /** One device, written as an object. */
  public static MediaDevices of(MediaDevice.V2R6 device) {
    return new MediaDevices(List.of(device), false);
  }

  /** All of them. */
  public List<MediaDevice.V2R6> all() {
    return devices;
  }

  private static List<MediaDevice.V2R6> typed(List<Object> devices) {
    return devices.stream().map(MediaDevice.V2R6.class::cast).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MediaDevices that && devices.equals(that.devices);
  }

  @Override
  public int hashCode() {
    return devices.hashCode();
  }

  @Override
  public String toString() {
    return "MediaDevices" + devices;
  }
}
