package io.sophonevents.receiver;

import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.AccessEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who listen what has been stored: the stream from a thread of its own, {@code
 * receiver-stream}, and the {@link EventFeed}, which reads it from the store again. Who stores
 * never waits for them, and pays nothing while nobody listens.
 *
 * <p>At most {@value #MAX_WAITING_EVENTS} events or {@value #MAX_WAITING_BYTES} bytes of bodies
 * wait for the stream. Beyond that they are left out of it, counted and said; they are stored all
 * the same, and the feed has them.
 *
 * <p>Safe for use by many threads.
 */
final class LiveEvents implements AutoCloseable {
  static final int MAX_WAITING_EVENTS = 1024;
  static final int MAX_WAITING_BYTES = 24 << 20;

  private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

  private final EventStreamServer stream;
  private final EventFeed feed;
  private final @Nullable HandlerQueue handler;
  private final Thread thread = new Thread(this::run, "receiver-stream");

  private final Object lock = new Object();
  private final Queue<Waiting> queue = new ArrayDeque<>(); // guarded by lock
  private long waitingBytes; // guarded by lock
  private long leftOut; // guarded by lock
  private boolean closed; // guarded by lock

  private record Waiting(AccessEvent event, String kind, int bytes) {}

  LiveEvents(EventStreamServer stream, EventFeed feed, @Nullable HandlerQueue handler) {
    this.stream = stream;
    this.feed = feed;
    this.handler = handler;
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the stream has a listener, who wants whole events. */
  boolean isHeard() {
    return stream.subscribers() > 0;
  }

  /** Something is on disk. Never blocks, and never throws. */
  void stored() {
    feed.stored();
    if (handler != null) {
      handler.stored();
    }
  }

  /** Passes an event that is on disk to the stream. Never blocks, and never throws. */
  void pass(ReceivedEvent event) {
    if (isHeard() && event.event() instanceof AccessEvent seen) {
      offer(new Waiting(seen, event.kind(), event.body().length));
    }
  }

  private void offer(Waiting event) {
    synchronized (lock) {
      boolean fits =
          queue.isEmpty()
              || (queue.size() < MAX_WAITING_EVENTS
                  && waitingBytes + event.bytes <= MAX_WAITING_BYTES);
      if (closed || !fits) {
        leftOut++;
        return;
      }
      queue.add(event);
      waitingBytes += event.bytes;
      lock.notifyAll();
    }
  }

  /** How many events the stream was too far behind for, since the last time that it caught up. */
  long leftOut() {
    synchronized (lock) {
      return leftOut;
    }
  }

  private void run() {
    for (Waiting event = next(); event != null; event = next()) {
      try {
        stream.publish(event.event);
      } catch (RuntimeException e) { // one event that cannot be written ends nothing
        log.warn("not streamed kind={} error={}", event.kind, e.getClass().getSimpleName());
      } catch (OutOfMemoryError e) {
        log.error("not streamed kind={} error=OutOfMemoryError", event.kind);
      }
    }
  }

  /** The next event, once there is one; null when it is closed. */
  private @Nullable Waiting next() {
    synchronized (lock) {
      while (queue.isEmpty() && !closed) {
        if (leftOut > 0) {
          log.warn("the stream was behind leftOut={}", leftOut);
          leftOut = 0;
        }
        try {
          lock.wait();
        } catch (InterruptedException e) {
          closed = true; // nobody but us has this thread, and we do not interrupt it
        }
      }
      Waiting event = closed ? null : queue.remove();
      if (event != null) {
        waitingBytes -= event.bytes;
      }
      return event;
    }
  }

  /**
   * Ends the feed's clients, the handler and the thread; the stream is its opener's. May be called
   * twice.
   */
  @Override
  public void close() {
    feed.close();
    if (handler != null) {
      handler.close();
    }
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
