package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The camera, gate or reader that saw a face. */
public sealed interface CaptureDevice {
  /** {@code photo} gate or grabber, {@code rtsp} stream, {@code file}, {@code card} ID check. */
  @Nullable Code type();

  /** Its address. */
  @Nullable String ip();

  /** Its name. */
  @Nullable String name();

  /** The id that stream subscriptions name. */
  @Nullable String deviceId();

  /**
   * {@code ep_info} of the flat history layout.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V5R4 to V5R7.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address
   * @param deviceId a uuid
   */
  record V5R4(
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("ep_type") @Nullable Code type,
      @JsonProperty("ep_ip") @Nullable String ip,
      @JsonProperty("ep_name") @Nullable String name,
      @JsonProperty("device_id") @Nullable String deviceId,
      Map<String, @Nullable Object> unknownFields)
      implements CaptureDevice {
    private static final String BETWEEN_PARTS = "__";

    public V5R4 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** What stands before the first two underscores of the endpoint id, empty without them. */
    public String boxPart() {
      int between = endpointId == null ? -1 : endpointId.indexOf(BETWEEN_PARTS);
      return endpointId == null || between < 0 ? "" : endpointId.substring(0, between);
    }

    /** What stands behind the first two underscores of the endpoint id, all of it without them. */
    public String addressPart() {
      if (endpointId == null) {
        return "";
      }
      int between = endpointId.indexOf(BETWEEN_PARTS);
      return between < 0 ? endpointId : endpointId.substring(between + BETWEEN_PARTS.length());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code media_device_info} of V6.
   *
   * <p>Immutable. Source: vendor page "5 history event", V6R1.
   *
   * @param deviceId the one that stream subscriptions name
   * @param type {@code photo}, {@code rtsp} or {@code file}
   * @param ip the device's address
   * @param name the device's name
   * @param url of its stream; required by the table, missing in the sample
   */
  record V6R1(
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_type") @Nullable Code type,
      @JsonProperty("media_device_ip") @Nullable String ip,
      @JsonProperty("media_device_name") @Nullable String name,
      @JsonProperty("media_device_url") @Nullable String url,
      Map<String, @Nullable Object> unknownFields)
      implements CaptureDevice {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
