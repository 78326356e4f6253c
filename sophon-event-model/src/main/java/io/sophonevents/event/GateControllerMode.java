package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a box what to do at the door when a face matches. */
public sealed interface GateControllerMode extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.GATE_CONTROLLER_MODE;
  }

  /**
   * The body of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   *
   * @param mode {@code opendoor} unless it is set, {@code alarm}, {@code avoid}, …
   */
  record V2R2(
      @JsonProperty(value = "controller_mode", required = true) Code mode,
      Map<String, @Nullable Object> unknownFields)
      implements GateControllerMode {
    public V2R2 {
      requireNonNull(mode, "mode");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
