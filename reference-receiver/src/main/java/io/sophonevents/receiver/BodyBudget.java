package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bodies that are in memory at once to a part of it, so that many large ones wait for
 * each other instead of ending in an {@link OutOfMemoryError}.
 *
 * <p>Safe for use by many threads.
 */
final class BodyBudget {
  /** A body is there a few times over while it is read: as bytes, as a tree, as an event. */
  private static final int COPIES = 10;

  private static final int UNIT_BYTES = 1024;
  private static final int LARGEST = EventCodec.MAX_BODY_BYTES / UNIT_BYTES;
  private static final long WAIT_SECONDS = 5;

  private final Semaphore units;

  private BodyBudget(int units) {
    this.units = new Semaphore(units, true);
  }

  /**
   * The budget for the heap that this process may have; one body of the largest size fits always.
   */
  static BodyBudget ofThisMachine() {
    long units = Runtime.getRuntime().maxMemory() / COPIES / UNIT_BYTES;
    return new BodyBudget((int) Math.max(LARGEST, Math.min(units, Integer.MAX_VALUE)));
  }

  /**
   * Waits until there is room for a body.
   *
   * @param bytes its size, negative if it is not known before the end
   * @return to be closed when the body is done with; null if there is no room for too long
   */
  @Nullable Share take(long bytes) {
    int wanted = bytes < 0 ? LARGEST : (int) Math.min(LARGEST, bytes / UNIT_BYTES + 1);
    try {
      return units.tryAcquire(wanted, WAIT_SECONDS, TimeUnit.SECONDS)
          ? new Share(units, wanted)
          : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** What one body has taken. */
  record Share(Semaphore units, int taken) implements AutoCloseable {
    @Override
    public void close() {
      units.release(taken);
    }
  }
}
