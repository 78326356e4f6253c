package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a box posts events as they happen: its answer when that was set, or asked. */
public sealed interface EventServerUrlAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_SERVER_URL_ANSWER;
  }

  /**
   * The answer of every version that has it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.12: V2R1, V2R2 and branch {@code fog} of
   * V2R3.
   *
   * @param settings what is set now
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) EventServerUrl.V2R1 settings,
      Map<String, @Nullable Object> unknownFields)
      implements EventServerUrlAnswer {
    public V2R1 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
