package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A capture device and how it is, as a box reports it. */
public sealed interface CaptureDeviceStatus {
  /** Its name. */
  @Nullable String name();

  /** Its address. */
  @Nullable String ip();

  /** {@code online} or {@code offline}. */
  @Nullable Code status();

  /** What it is, as a word or as one of the codes of {@link DeviceType}. */
  @Nullable Code type();

  /**
   * An element of {@code sub_devices}, V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address
   * @param locationId a uuid
   * @param type 0 to 4 in reports of a box, {@code photo}, {@code rtsp}, {@code file} or {@code
   *     gb28181} in those about devices alone
   * @param url of its stream, where it has one; from V2R2 on
   * @param extension V2R1 only: typed as a text, described as an object
   */
  record V2R1(
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("ep_name") @Nullable String name,
      @JsonProperty("ep_ip") @Nullable String ip,
      @JsonProperty("ep_status") @Nullable Code status,
      @JsonProperty("ep_location") @Nullable String locationId,
      @JsonProperty("ep_type") @Nullable Code type,
      @JsonProperty("ep_url") @Nullable String url,
      @JsonProperty("ep_ext_data") @Nullable Object extension,
      Map<String, @Nullable Object> unknownFields)
      implements CaptureDeviceStatus {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * An element of {@code sub_devices}, V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param deviceId the one that stream subscriptions name
   */
  record V6R1(
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_name") @Nullable String name,
      @JsonProperty("media_device_url") @Nullable String url,
      @JsonProperty("media_device_ip") @Nullable String ip,
      @JsonProperty("media_device_status") @Nullable Code status,
      @JsonProperty("media_device_type") @Nullable Code type,
      @JsonProperty("permission_id") @Nullable String permissionId,
      Map<String, @Nullable Object> unknownFields)
      implements CaptureDeviceStatus {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
