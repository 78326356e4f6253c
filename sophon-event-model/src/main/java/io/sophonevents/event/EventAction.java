package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a box to open a door, or to do something else at it. */
public sealed interface EventAction extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_ACTION;
  }

  /**
   * The body of every version. It acts on door openers on the network.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   */
  record V2R1(
      @JsonProperty(value = "action", required = true) List<Action> actions,
      Map<String, @Nullable Object> unknownFields)
      implements EventAction {
    public V2R1 {
      requireNonNull(actions, "actions");
      actions = List.copyOf(actions);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** At all of these door openers. */
    public static V2R1 of(Action... actions) {
      return new V2R1(List.of(actions), Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What to do at one door opener.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.11.
   *
   * @param ip of the device at the door
   * @param port a text: {@code 5555}
   * @param mode {@code opendoor}, {@code closedoor}, {@code alarm}, …
   * @param durationSeconds for {@code opendoor}, 5 if absent; 255, to hold it open, does not work
   * @param doorPort 0, or absent: all doors
   */
  record Action(
      @JsonProperty("action_ip") @Nullable String ip,
      @JsonProperty("action_port") @Nullable Code port,
      @JsonProperty("action_mode") @Nullable Code mode,
      @JsonProperty("action_duration") @Nullable SentNumber durationSeconds,
      @JsonProperty("logic_port") @Nullable SentNumber doorPort,
      Map<String, @Nullable Object> unknownFields) {
    public Action {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** At all doors of the opener, for as long as the box does it by default. */
    public static Action of(String ip, int port, String mode) {
      return new Action(ip, Code.of(Integer.toString(port)), Code.of(mode), null, null, Map.of());
    }

    /** Opens one door, or with 0 all of them. */
    public static Action openDoor(String ip, int port, long durationSeconds, long doorPort) {
      return new Action(
          ip,
          Code.of(Integer.toString(port)),
          Code.of("opendoor"),
          SentNumber.of(durationSeconds),
          SentNumber.of(doorPort),
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
