package io.sophonevents.client.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a box's events tell of its clock. One event may have a wrong time, so the last few are
 * asked; before the first, the box's clock is taken to be this machine's.
 *
 * <p>Safe for use by many threads.
 */
final class BoxClock {
  private static final int ASKED = 8;

  private final Deque<Duration> ahead = new ArrayDeque<>(); // guarded by this, as is all below
  private @Nullable Instant last;

  /** A live event came. */
  synchronized void heard(Instant eventTime, Instant receivedAt) {
    if (ahead.size() == ASKED) {
      ahead.removeFirst();
    }
    ahead.addLast(Duration.between(receivedAt, eventTime));
    last = eventTime;
  }

  /** A time of this machine in the box's clock, rather too early than too late. */
  synchronized Instant earliest(Instant ours) {
    return ahead.isEmpty() ? ours : ours.plus(Collections.min(ahead));
  }

  /** One that the box's clock has not passed at that time, be its last event an old one. */
  synchronized Instant latest(Instant ours) {
    Duration most = ahead.isEmpty() ? Duration.ZERO : Collections.max(ahead);
    return most.isNegative() ? ours : ours.plus(most);
  }

  /** The time before which every event was received, if the box was last heard then. */
  synchronized Instant complete(Instant lastHeard) {
    Instant heard = earliest(lastHeard);
    return last != null && last.isBefore(heard) ? last : heard;
  }
}
