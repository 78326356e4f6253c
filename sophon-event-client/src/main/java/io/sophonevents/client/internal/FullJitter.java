package io.sophonevents.client.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits after failures that keep many clients from coming back together.
 *
 * <p>Safe for use by many threads.
 */
public final class FullJitter {
  private static final int MOST_DOUBLINGS = 30;

  private FullJitter() {}

  /**
   * Any time from nothing to {@code first} doubled with each failure after the first one, {@code
   * longest} at most.
   *
   * @param failures at least 1
   */
  public static Duration after(
      int failures, Duration first, Duration longest, RandomGenerator random) {
    long most = longest.toNanos();
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    if (first.toNanos() <= most >> doublings) {
      most = first.toNanos() << doublings;
    }
    return Duration.ofNanos(random.nextLong(most + 1));
  }
}
