package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the platform answers to a {@link DeviceSync}. */
public sealed interface DeviceSyncAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_SYNC_ANSWER;
  }

  /**
   * The answer of every version. Its null for {@code data} tells it from an {@link
   * AccessRecordAnswer}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.16.
   *
   * @param status 0 for success
   * @param data always null, and written
   */
  record V2R1(
      @JsonProperty(value = "status", required = true) Integer status,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("data") @JsonInclude @Nullable Object data,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceSyncAnswer {
    public V2R1 {
      requireNonNull(status, "status");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** The devices were taken. */
    public static V2R1 success(String message) {
      return new V2R1(0, requireNonNull(message, "message"), null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
