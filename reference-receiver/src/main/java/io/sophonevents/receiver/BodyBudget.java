package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bodies that are in memory at once to a part of it: who comes beyond it is told to come
 * again, instead of an {@link OutOfMemoryError} for all. One address gets three quarters of it at
 * most, so that a sender who fills its part and stays leaves something for the others.
 *
 * <p>Safe for use by many threads.
 */
final class BodyBudget {
  /**
   * A body is there up to four times: as received, its pictures decoded, as an event, and copied.
   */
  private static final int COPIES = 4;

  private final long most;
  private final long mostOfOne;

  private final Map<InetAddress, Long> takenBy = new HashMap<>(); // guarded by this
  private long taken; // guarded by this

  private BodyBudget(long most) {
    this.most = most;
    this.mostOfOne = Math.max(EventCodec.MAX_BODY_BYTES, most / 4 * 3);
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
   * @param sender whose it is, null if that has no address
   * @return to be closed when the body is done with; null if there is none, now
   */
  @Nullable Share take(@Nullable InetAddress sender, long bytes) {
    Share share = new Share(sender == null ? InetAddress.getLoopbackAddress() : sender);
    return share.grow(bytes) ? share : null;
  }

  /** How many bytes are taken. */
  synchronized long taken() {
    return taken;
  }

  private synchronized boolean change(InetAddress sender, long bytes, boolean isAsked) {
    long own = takenBy.getOrDefault(sender, 0L) + bytes;
    if (isAsked && (taken + bytes > most || own > mostOfOne)) {
      return false;
    }
    taken += bytes;
    if (own == 0) {
      takenBy.remove(sender);
    } else {
      takenBy.put(sender, own);
    }
    return true;
  }

  /** What one body has taken; used by one thread at a time. */
  final class Share implements AutoCloseable {
    private final InetAddress sender;
    private long own;

    private Share(InetAddress sender) {
      this.sender = sender;
    }

    /** Takes more; false if there is no room for it, and what it had it keeps. */
    boolean grow(long bytes) {
      boolean fits = change(sender, bytes, true);
      own += fits ? bytes : 0;
      return fits;
    }

    /** May be called twice. */
    @Override
    public void close() {
      change(sender, -own, false);
      own = 0;
    }
  }
}
