package io.sophonevents.client.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a box's events tell of its clock: the median of how far the last ones were ahead of this
 * machine's, since an event now and then has a time of its own. Before the first, the box's clock
 * is taken to be this machine's.
 *
 * <p>Safe for use by many threads.
 */
final class BoxClock {
  private static final int ASKED = 8;
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final Deque<Duration> ahead = new ArrayDeque<>(); // guarded by this, as is all below
  private @Nullable Instant last;

  /** A live event came. */
  synchronized void heard(Instant eventTime, Instant receivedAt) {
    if (ahead.size() == ASKED) {
      ahead.removeFirst();
    }
    Duration difference = Duration.between(receivedAt, eventTime);
    ahead.addLast(difference);
    if (difference.minus(median()).abs().compareTo(BELIEVED) <= 0) {
      last = eventTime;
    }
  }

  private Duration median() {
    return ahead.stream().sorted().skip(ahead.size() / 2).findFirst().orElse(Duration.ZERO);
  }

  /** A time of this machine in the box's clock. */
  synchronized Instant at(Instant ours) {
    return ours.plus(median());
  }

  /** One that the box's clock has not passed at that time, be its last events late ones. */
  synchronized Instant latest(Instant ours) {
    return median().isNegative() ? ours : at(ours);
  }

  /** The time before which every event was received, if the box was last heard then. */
  synchronized Instant complete(Instant lastHeard) {
    Instant heard = at(lastHeard);
    return last != null && last.isBefore(heard) ? last : heard;
  }
}
