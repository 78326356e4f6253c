package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The camera, gate or reader that saw a face. */
public sealed interface CaptureDevice {

  /**
   * {@code ep_info} of the flat history layout.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V5R4 to V5R7.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address
   * @param type {@code photo} gate or grabber, {@code rtsp} stream, {@code card} ID check
   * @param ip the device's address
   * @param name the device's name
   * @param deviceId a uuid, the one that stream subscriptions name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record V5R4(
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("ep_type") @Nullable String type,
      @JsonProperty("ep_ip") @Nullable String ip,
      @JsonProperty("ep_name") @Nullable String name,
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements CaptureDevice {
    public V5R4 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }
  }
}
