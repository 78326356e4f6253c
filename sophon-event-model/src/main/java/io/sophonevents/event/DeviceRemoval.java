package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delete a device from a box. */
public sealed interface DeviceRemoval extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_REMOVAL;
  }

  /** Which; {@code all} for all of them, absent (inferred) in {@code deletemediadevices}. */
  @Nullable String deviceId();

  /**
   * {@code delete_device}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V5R7(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "device_id", required = true) String deviceId,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceRemoval {
    public V5R7 {
      requireNonNull(method, "method");
      requireNonNull(deviceId, "deviceId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code deletemediadevice} or {@code deletemediadevices}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param deviceId one device, or {@code all}
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("media_device_id") @Nullable String deviceId,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceRemoval {
    public V6R1 {
      requireNonNull(method, "method");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
