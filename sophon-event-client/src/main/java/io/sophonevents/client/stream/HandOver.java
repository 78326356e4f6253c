package io.sophonevents.client.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener, one call at a time, on a thread of its own. What is live goes first: what was
 * caught up has its turn while nothing live waits.
 *
 * <p>Safe for use by many threads.
 */
final class HandOver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final int MOST_CAUGHT_UP = 16;

  private final int mostEvents;
  private final long mostBytes;
  private final WhenBehind whenBehind;
  private final LongConsumer onDrop;
  private final Thread thread;

  private final Object lock = new Object();
  private final Deque<Call> live = new ArrayDeque<>(); // guarded by lock, as is all below
  private final Deque<Runnable> caughtUp = new ArrayDeque<>();
  private long liveBytes;
  private long dropped;
  private long announced;
  private boolean closed;

  /**
   * A call that waits.
   *
   * @param bytes what it holds
   * @param isEvent whether it may be dropped
   */
  private record Call(Runnable call, long bytes, boolean isEvent) {}

  /**
   * Nothing is called before {@link #start}.
   *
   * @param onDrop is told how many events were dropped, on the thread that calls the listener
   */
  HandOver(int mostEvents, long mostBytes, WhenBehind whenBehind, LongConsumer onDrop) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
    this.whenBehind = whenBehind;
    this.onDrop = onDrop;
    this.thread = new Thread(this::run, "sophon-event-stream");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Puts a live event in its place, or drops one. Waits only if the policy says so. */
  void event(long bytes, Runnable call) {
    synchronized (lock) {
      while (!closed && isFull(bytes)) {
        if (whenBehind == WhenBehind.DROP_NEWEST
            || (whenBehind == WhenBehind.DROP_OLDEST && !dropOldest())) {
          dropped++;
          return;
        }
        if (whenBehind == WhenBehind.WAIT && !waitForRoom()) {
          return;
        }
      }
      add(new Call(call, bytes, true));
    }
  }

  /** Puts something that must be told between the events. Waits if there is no room at all. */
  void notice(Runnable call) {
    synchronized (lock) {
      while (!closed && live.size() >= mostEvents) {
        if ((whenBehind != WhenBehind.DROP_OLDEST || !dropOldest()) && !waitForRoom()) {
          return;
        }
      }
      add(new Call(call, 0, false));
    }
  }

  /**
   * Has something told when its turn comes, after what is live. Waits while much waits already.
   *
   * @return false if the stream was closed meanwhile
   */
  boolean afterLive(Runnable call) throws InterruptedException {
    synchronized (lock) {
      while (!closed && caughtUp.size() >= MOST_CAUGHT_UP) {
        lock.wait();
      }
      caughtUp.addLast(call);
      lock.notifyAll();
      return !closed;
    }
  }

  /** How many events were dropped so far. */
  long dropped() {
    synchronized (lock) {
      return dropped;
    }
  }

  private boolean isFull(long bytes) {
    return !live.isEmpty() && (live.size() >= mostEvents || liveBytes + bytes > mostBytes);
  }

  private void add(Call call) {
    live.addLast(call);
    liveBytes += call.bytes;
    lock.notifyAll();
  }

  private boolean dropOldest() {
    for (Iterator<Call> each = live.iterator(); each.hasNext(); ) {
      Call call = each.next();
      if (call.isEvent) {
        each.remove();
        liveBytes -= call.bytes;
        dropped++;
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private boolean waitForRoom() {
    try {
      lock.wait();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    while (true) {
      Runnable call = next();
      if (call == null) {
        return;
      }
      try {
        call.run();
      } catch (Throwable e) { // whatever a listener throws, the next call is made
        log.error("the stream's listener failed error={}", e.getClass().getName());
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (lock) {
      while (!closed && live.isEmpty() && caughtUp.isEmpty()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          log.debug("a listener left its thread interrupted"); // close() sets closed
        }
      }
      if (closed) {
        return null;
      }
      if (dropped > announced) {
        long count = dropped - announced;
        announced = dropped;
        return () -> onDrop.accept(count);
      }
      lock.notifyAll();
      Call call = live.pollFirst();
      if (call == null) {
        return caughtUp.pollFirst();
      }
      liveBytes -= call.bytes;
      return call.call;
    }
  }

  /** What is not handed over yet is forgotten; a call that is being made is interrupted. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      live.clear();
      caughtUp.clear();
      lock.notifyAll();
    }
    if (Thread.currentThread() != thread) {
      thread.interrupt();
    }
  }
}
