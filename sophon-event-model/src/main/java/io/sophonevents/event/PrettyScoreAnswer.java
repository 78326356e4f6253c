package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a box spreads its scores: its answer when that was set, or asked. */
public sealed interface PrettyScoreAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PRETTY_SCORE_ANSWER;
  }

  /**
   * The answer of every version that has it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9: V2R6, V5R3 to V5R7 and branch {@code fog}.
   *
   * @param settings what is set now
   */
  record V5R3(
      @JsonProperty(value = "data", required = true) PrettyScore.V5R3 settings,
      Map<String, @Nullable Object> unknownFields)
      implements PrettyScoreAnswer {
    public V5R3 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
