package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a box or platform answers to a request that it refuses. */
public sealed interface ErrorAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.ERROR_ANSWER;
  }

  /** Why. */
  Problem problem();

  /**
   * The error object of V2 to V5, with a number and a word.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.19.
   */
  record V2R1(
      @JsonProperty(value = "error", required = true) Problem problem,
      Map<String, @Nullable Object> unknownFields)
      implements ErrorAnswer {
    public V2R1 {
      requireNonNull(problem, "problem");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The error object of V6, with a word.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.19.
   */
  record V6R1(
      @JsonProperty(value = "error", required = true) Problem problem,
      Map<String, @Nullable Object> unknownFields)
      implements ErrorAnswer {
    public V6R1 {
      requireNonNull(problem, "problem");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * Why a request was refused.
   *
   * <p>Immutable. The code is an open set: docs/protocol.md, section 4.
   *
   * @param code a number in V2 to V5, a word such as {@code MISSING_ARGUMENTS} in V6
   * @param message for people to read; in V6 at times the name of the field in question
   * @param status the word for the code, V2 to V5 only; it need not be the documented one (row
   *     2.37), so show it but do not branch on it
   */
  record Problem(
      @JsonProperty("code") @Nullable Code code,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("status") @Nullable Code status,
      Map<String, @Nullable Object> unknownFields) {
    public Problem {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
