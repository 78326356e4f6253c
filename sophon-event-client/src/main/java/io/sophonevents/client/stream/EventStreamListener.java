package io.sophonevents.client.stream;

import io.sophonevents.event.EventFormatException;
import java.time.Instant;

/**
 * What an {@link EventStream} tells; called on the stream's own thread, one call at a time. What it
 * throws is logged, and the next call is made.
 */
@FunctionalInterface
public interface EventStreamListener {
  /** An event came. */
  void onEvent(ReceivedEvent event);

  /**
   * A message came that is no event of the stream; the stream goes on.
   *
   * @param message what came, UTF-8 if it was a text
   */
  default void onUnreadable(byte[] message, EventFormatException problem) {}

  /** The box has been sent the subscription, at first or once more. */
  default void onConnect() {}

  /** The connection broke; the stream connects again by itself. */
  default void onDisconnect(String reason) {}

  /**
   * The stream is subscribed again and lacks what happened in between. Called once for each
   * interruption. If it has the box's history, the events of the gap follow.
   *
   * @param from when the box was last heard, in the box's clock as far as its events tell it
   * @param to when it was subscribed to again, in the same clock
   */
  default void onGap(Instant from, Instant to) {}

  /** All that the box remembers of a gap has been handed over. */
  default void onGapFilled(Instant from, Instant to) {}

  /**
   * Events were dropped because this listener was too far behind. Called before the event that
   * comes after them.
   *
   * @param count how many since the last such call
   */
  default void onDrop(long count) {}
}
