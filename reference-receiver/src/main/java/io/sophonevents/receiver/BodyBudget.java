package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bodies that are in memory at once to a part of it: who comes beyond it is told to come
 * again, instead of an {@link OutOfMemoryError} for all.
 *
 * <p>Safe for use by many threads.
 */
final class BodyBudget {
  /**
   * A body is there up to four times: as received, its pictures decoded, as an event, and copied.
   */
  private static final int COPIES = 4;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  private BodyBudget(long most) {
    this.most = most;
  }

  /**
   * The budget for the heap that this process may have; one body of the largest size fits always.
   */
  static BodyBudget ofThisMachine() {
    return of(Runtime.getRuntime().maxMemory() / COPIES);
  }

  /** A budget of so many bytes, or one body of the largest size. */
  static BodyBudget of(long bytes) {
    return new BodyBudget(Math.max(EventCodec.MAX_BODY_BYTES, bytes));
  }

  /**
   * Takes room for a body.
   *
   * @return to be closed when the body is done with; null if there is none, now
   */
  @Nullable Share take(long bytes) {
    Share share = new Share();
    return share.grow(bytes) ? share : null;
  }

  /** How many bytes are taken. */
  long taken() {
    return taken.get();
  }

  /** What one body has taken; used by one thread at a time. */
  final class Share implements AutoCloseable {
    private long own;

    /** Takes more; false if there is no room for it, and what it had it keeps. */
    boolean grow(long bytes) {
      if (taken.addAndGet(bytes) > most) {
        taken.addAndGet(-bytes);
        return false;
      }
      own += bytes;
      return true;
    }

    /** May be called twice. */
    @Override
    public void close() {
      taken.addAndGet(-own);
      own = 0;
    }
  }
}
