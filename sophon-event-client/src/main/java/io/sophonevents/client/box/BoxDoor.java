package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Code;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventActionAnswer;
import io.sophonevents.event.GateControllerMode;
import io.sophonevents.event.GateControllerModeAnswer;
import java.time.Duration;
import java.util.Map;

/**
 * The doors behind a box: network relays that it switches.
 *
 * <p>Nothing here asks whether somebody may come in; the example OpenADoorSafely does. Safe for use
 * by many threads. Source: docs/protocol.md, section 5.11; the V6 pages have the same calls.
 */
public final class BoxDoor {
  /** The longest time that a door can be held open: 255 would mean for ever and does not work. */
  public static final Duration LONGEST = Duration.ofSeconds(254);

  private static final String ACTION = "/SophonFogSys/api/EventAction";
  private static final String MODE = "/SophonFogSys/api/GateControllerMode";

  private final BoxConnection box;

  BoxDoor(BoxConnection box) {
    this.box = box;
  }

  /**
   * Opens a door for a while.
   *
   * @param relayIp the address of the device at the door
   * @param relayPort its port
   * @param door its number on the relay, 0 for all of them
   * @param time whole seconds, from 1 to 254
   * @throws IllegalArgumentException if it is another time, or no port or door
   */
  public void open(String relayIp, int relayPort, int door, Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0
        || time.compareTo(LONGEST) > 0
        || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
      throw new IllegalArgumentException(
          "door: expected a time of 1 to 254 whole seconds but was " + time);
    }
    if (relayPort < 1 || relayPort > 65535 || door < 0) {
      throw new IllegalArgumentException(
          "door: expected a port from 1 to 65535 and a door from 0 on but were "
              + relayPort
              + " and "
              + door);
    }
    act(
        EventAction.V2R1.of(
            EventAction.Action.openDoor(
                requireNonNull(relayIp, "relayIp"), relayPort, time.toSeconds(), door)));
  }

  /** Does something at one or more doors. */
  public EventActionAnswer act(EventAction.V2R1 action) {
    return box.ask(BoxRequest.put(ACTION, action), EventActionAnswer.V2R1.class);
  }

  /** What the box does when a face matches: {@code opendoor}, {@code alarm}, … */
  public Code whenMatched() {
    return box.ask(BoxRequest.get(MODE), GateControllerModeAnswer.V2R2.class).settings().mode();
  }

  /** Says what the box is to do when a face matches. */
  public void setWhenMatched(Code mode) {
    box.command(BoxRequest.post(MODE, new GateControllerMode.V2R2(mode, Map.of())));
  }
}
