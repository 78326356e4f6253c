package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the capture devices of a box are, without the box itself. */
public sealed interface MediaDeviceStatus extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.MEDIA_DEVICE_STATUS;
  }

  /** The licence code of the box. */
  @Nullable String licenceCode();

  /** The capture devices and how each of them is. */
  List<? extends CaptureDeviceStatus> captureDevices();

  /**
   * The report of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record V5R7(
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty(value = "sub_devices", required = true)
          List<CaptureDeviceStatus.V2R1> captureDevices,
      Map<String, @Nullable Object> unknownFields)
      implements MediaDeviceStatus {
    public V5R7 {
      requireNonNull(captureDevices, "captureDevices");
      captureDevices = List.copyOf(captureDevices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The report of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param captureDevices named as in the sample; the table's {@code media_devices} is read too
   */
  record V6R1(
      @JsonProperty("mq_license_key") @Nullable String licenceCode,
      @JsonProperty(value = "sub_devices", required = true) @JsonAlias("media_devices")
          List<CaptureDeviceStatus.V6R1> captureDevices,
      Map<String, @Nullable Object> unknownFields)
      implements MediaDeviceStatus {
    public V6R1 {
      requireNonNull(captureDevices, "captureDevices");
      captureDevices = List.copyOf(captureDevices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
