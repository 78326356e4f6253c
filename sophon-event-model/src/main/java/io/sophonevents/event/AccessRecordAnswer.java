package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receiver answers to an access record, and may answer to every other event. */
public sealed interface AccessRecordAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.ACCESS_RECORD_ANSWER;
  }

  /** 0 for success. */
  Integer status();

  /**
   * The answer of every version.
   *
   * <p>Immutable. Source: vendor page "1 way of reporting", V2R6 to V6R2.
   *
   * @param message {@code SUCCESS}, or what went wrong
   * @param status 0 for success
   */
  record V2R2(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty(value = "status", required = true) Integer status,
      Map<String, @Nullable Object> unknownFields)
      implements AccessRecordAnswer {
    /** The event was taken. */
    public static final V2R2 SUCCESS = new V2R2("SUCCESS", 0, Map.of());

    public V2R2 {
      requireNonNull(status, "status");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** The event was not taken. */
    public static V2R2 failure(String message) {
      return new V2R2(requireNonNull(message, "message"), 1, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
