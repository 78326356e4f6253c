package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether name and password were right. */
public sealed interface BoxLoginAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.BOX_LOGIN_ANSWER;
  }

  /** Whether they were right; false also if the answer does not say. */
  boolean isRight();

  /**
   * The answer of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   */
  record V5R7(
      @JsonProperty(value = "data", required = true) Result result,
      Map<String, @Nullable Object> unknownFields)
      implements BoxLoginAnswer {
    public V5R7 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isRight() {
      return result.success() != null && result.success().isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code data} of V5.
   *
   * <p>Immutable.
   */
  record Result(
      @JsonProperty("success") @Nullable SentFlag success,
      Map<String, @Nullable Object> unknownFields) {
    public Result {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.13.
   */
  record V6R1(
      @JsonProperty(value = "result", required = true) SentFlag result,
      Map<String, @Nullable Object> unknownFields)
      implements BoxLoginAnswer {
    public V6R1 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isRight() {
      return result.isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
