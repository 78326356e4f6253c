package io.sophonevents.receiver;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a sender may keep the reader of its body waiting: a while in any case, and longer by
 * what it has sent. Time in which nobody wanted to read is not counted against it.
 *
 * <p>Safe for use by many threads.
 */
final class BodyDeadline {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int bytesPerSecond;
  private final LongSupplier nanoTime;

  private long nanosLeft; // guarded by this, as is all below
  private boolean waiting;
  private long waitingSince;

  /**
   * A deadline that does not run yet.
   *
   * @param grace how long the reader may wait before anything has come
   * @param bytesPerSecond how many bytes are worth a second more
   * @param nanoTime {@link System#nanoTime}, or a test's own
   */
  BodyDeadline(Duration grace, int bytesPerSecond, LongSupplier nanoTime) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.nanosLeft = grace.toNanos();
  }

  /** The reader wants more than there is. */
  synchronized void waiting() {
    if (!waiting) {
      waiting = true;
      waitingSince = nanoTime.getAsLong();
    }
  }

  /** The reader need not wait any more, for there is something, an end or a failure. */
  synchronized void available() {
    if (waiting) {
      waiting = false;
      nanosLeft -= nanoTime.getAsLong() - waitingSince;
    }
  }

  /** The reader has so many bytes more. */
  synchronized void received(int bytes) {
    nanosLeft += bytes * SECOND_NANOS / bytesPerSecond;
  }

  /** Whether the reader waits, and has waited for too long in all. */
  synchronized boolean isPassed() {
    return waiting && nanoTime.getAsLong() - waitingSince > nanosLeft;
  }
}
