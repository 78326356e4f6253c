package io.sophonevents.event;

import java.util.Arrays;
import java.util.List;

/**
 * A message that was read: the event, what deviated in it, and its bytes.
 *
 * <p>Immutable.
 */
public final class Decoded implements BatchElement {
  private final SophonEvent event;
  private final List<Deviation> deviations;
  private final byte[] body;
  private final int from;
  private final int to;

  Decoded(SophonEvent event, List<Deviation> deviations, byte[] body, int from, int to) {
    this.event = event;
    this.deviations = deviations;
    this.body = body;
    this.from = from;
    this.to = to;
  }

  /** The event. */
  public SophonEvent event() {
    return event;
  }

  /** What the vendor's description does not have, in the order of the message; mostly none. */
  public List<Deviation> deviations() {
    return deviations;
  }

  /**
   * The JSON of this event just as it was received, an element of a batch without the others; of a
   * form, the JSON that is written for the event.
   */
  @Override
  public byte[] bytes() {
    return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
  }

  @Override
  public String toString() {
    return "Decoded[" + event + ", " + deviations.size() + " deviations]";
  }
}
