package io.sophonevents.client.stream;

import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.SophonEvent;

/** What an {@link EventStream} tells; called on the stream's own thread, one call at a time. */
@FunctionalInterface
public interface EventStreamListener {
  /** An event came. */
  void onEvent(SophonEvent event);

  /**
   * A message came that is no event; the stream goes on.
   *
   * @param message what came, UTF-8 if it was a text
   */
  default void onUnreadable(byte[] message, EventFormatException problem) {}

  /** The connection broke; nothing more comes. Not called after {@link EventStream#close()}. */
  default void onDisconnect(String reason) {}
}
