package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a box answers to an {@link EventAction}. */
public sealed interface EventActionAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_ACTION_ANSWER;
  }

  /**
   * The answer of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) Result result,
      Map<String, @Nullable Object> unknownFields)
      implements EventActionAnswer {
    public V2R1 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What was done.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   *
   * @param mode {@code opendoor}, {@code closedoor}, {@code alarm}, …
   */
  record Result(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("action_mode") @Nullable Code mode,
      Map<String, @Nullable Object> unknownFields) {
    public Result {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
