package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which items of its configuration a box took; a V6 box answers with {@link Configs.V6R1}. */
public sealed interface ConfigsChangeAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.CONFIGS_CHANGE_ANSWER;
  }

  /**
   * The answer of {@code /SophonConfig/api/Configs}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9.
   */
  record V5R7(
      @JsonProperty(value = "data", required = true) Result result,
      Map<String, @Nullable Object> unknownFields)
      implements ConfigsChangeAnswer {
    public V5R7 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * Names of items.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9.
   */
  record Result(
      @JsonProperty("failed_configs") @Nullable List<String> failed,
      @JsonProperty("success_configs") @Nullable List<String> succeeded,
      Map<String, @Nullable Object> unknownFields) {
    public Result {
      failed = failed == null ? null : List.copyOf(failed);
      succeeded = succeeded == null ? null : List.copyOf(succeeded);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
