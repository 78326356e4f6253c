package io.sophonevents.client.stream;

import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a box remembers, by which an {@link EventStream} finds its capture devices and fills the
 * gaps that interruptions left. Called on threads that may wait, never on a network thread; a
 * failure is an exception, after which the stream asks again.
 */
public interface EventHistory {
  /** The ids of the capture devices that the box has now, as subscriptions name them. */
  List<String> deviceIds();

  /**
   * The events that this subscription would have been sent: of its devices, with the pictures that
   * it wants, in the layout of its generation. Each event once, those of one device in the order of
   * their times. Read lazily and closed by the caller; reading it may throw, too.
   *
   * @param from the first time, in the box's clock, inclusive
   * @param to the last time, in the box's clock, inclusive
   */
  Stream<StreamEvent> between(Instant from, Instant to, StreamSubscription subscription);
}
