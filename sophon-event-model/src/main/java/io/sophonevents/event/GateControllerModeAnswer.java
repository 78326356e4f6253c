package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a box does when a face matches: its answer when that was set, or asked. */
public sealed interface GateControllerModeAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.GATE_CONTROLLER_MODE_ANSWER;
  }

  /**
   * The answer of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   *
   * @param settings what is set now
   */
  record V2R2(
      @JsonProperty(value = "data", required = true) GateControllerMode.V2R2 settings,
      Map<String, @Nullable Object> unknownFields)
      implements GateControllerModeAnswer {
    public V2R2 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
