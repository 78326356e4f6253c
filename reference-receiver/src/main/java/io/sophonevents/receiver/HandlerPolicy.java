package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What happens with an event that an {@link EventHandler} could not handle: it is tried again after
 * a pause that doubles each time, and the events after it wait; after the last attempt it is set
 * aside, which is noted in the data folder, and the next one has its turn. It stays stored.
 *
 * <p>Immutable.
 *
 * @param attempts how often an event is tried, at least once
 * @param firstPause before the second attempt
 * @param longestPause before any attempt
 */
public record HandlerPolicy(int attempts, Duration firstPause, Duration longestPause) {
  /** Ten attempts within about two minutes. */
  public static final HandlerPolicy USUAL =
      new HandlerPolicy(10, Duration.ofMillis(250), Duration.ofSeconds(30));

  /** As many attempts as it takes: an event is never set aside. */
  public static final HandlerPolicy UNTIL_HANDLED =
      new HandlerPolicy(Integer.MAX_VALUE, Duration.ofMillis(250), Duration.ofSeconds(30));

  public HandlerPolicy {
    requireNonNull(firstPause, "firstPause");
    requireNonNull(longestPause, "longestPause");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: expected at least 1 but was " + attempts);
    }
    if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "pauses: expected the longest to be at least the first, and none to be negative");
    }
  }

  /** The pause after so many failed attempts. */
  Duration pauseAfter(int failed) {
    Duration pause = firstPause;
    for (int i = 1; i < failed && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
