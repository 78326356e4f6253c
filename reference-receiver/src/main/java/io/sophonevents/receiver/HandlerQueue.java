package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.internal.OwnerOnly;
import io.sophonevents.client.internal.ThreadEnd;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored events to an {@link EventHandler}, none left out: how far it is stands in the data
 * folder. One thread, {@code receiver-handler}. Safe for use by many threads.
 */
final class HandlerQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HandlerQueue.class);

  /** The id of the last event that was handled or set aside. */
  static final String POSITION = "handler.position";

  /** A line for each event that was set aside. */
  static final String SET_ASIDE = "handler.set-aside";

  private static final int AT_ONCE = 100;
  private static final long LOOK_MILLIS = 1_000;

  private final EventStore store;
  private final EventHandler handler;
  private final HandlerPolicy policy;
  private final Runnable failed;
  private final Path position;
  private final Path setAside;
  private final Thread thread = new Thread(this::run, "receiver-handler");

  private final Object lock = new Object();
  private boolean woken; // guarded by lock
  private boolean closed; // guarded by lock
  private volatile long last;

  private HandlerQueue(
      Path folder, EventStore store, EventHandler handler, HandlerPolicy policy, Runnable failed) {
    this.failed = failed;
    this.store = store;
    this.handler = handler;
    this.policy = policy;
    this.position = folder.resolve(POSITION);
    this.setAside = folder.resolve(SET_ASIDE);
  }

  /**
   * Goes on where an earlier one stopped, or with the oldest event.
   *
   * @param folder the data folder, which is there
   * @param failed is run after each attempt that failed
   * @throws SophonException if it cannot be told how far an earlier one was
   */
  static HandlerQueue open(
      Path folder, EventStore store, EventHandler handler, HandlerPolicy policy, Runnable failed) {
    HandlerQueue queue = new HandlerQueue(folder, store, handler, policy, failed);
    // the newest ones may be lost with a damaged disk, and their ids are given again then
    queue.last = Math.min(queue.readPosition(), store.newestId());
    queue.thread.start();
    return queue;
  }

  private long readPosition() {
    try {
      String text = Files.exists(position) ? Files.readString(position).strip() : "0";
      if (text.matches("\\d{1,18}")) {
        return Long.parseLong(text);
      }
      throw new SophonException(
          position + ": expected the id of an event but was another text; delete it to begin anew");
    } catch (IOException e) {
      throw new SophonException(position + " cannot be read", e);
    }
  }

  /** Something is on disk. Without it, it is noticed within a second. Never blocks. */
  void stored() {
    synchronized (lock) {
      woken = true;
      lock.notifyAll();
    }
  }

  /** The id of the last event that was handled or set aside. */
  long position() {
    return last;
  }

  private void run() {
    while (awaitMore()) {
      long before = last;
      try {
        store.visit(last, AT_ONCE, this::handle);
        if (last > before) {
          writePosition();
          stored(); // there may be more
        }
      } catch (StoppedException e) {
        break;
      } catch (SophonException | IOException e) {
        log.error("not handled, tried again in a second problem=\"{}\"", e.getMessage());
      }
    }
    try {
      writePosition();
    } catch (IOException e) {
      log.error("how far the handler is was not written: its last events will come again");
    }
  }

  /** False once it is closed. */
  private boolean awaitMore() {
    synchronized (lock) {
      try {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        while (!woken && !closed && System.nanoTime() < until) {
          lock.wait(LOOK_MILLIS);
        }
      } catch (InterruptedException e) {
        closed = true; // nobody but us has this thread
      }
      woken = false;
      return !closed;
    }
  }

  private void handle(StoredEvent event) {
    for (int attempt = 1; ; attempt++) {
      if (isClosed()) {
        throw new StoppedException();
      }
      try {
        handler.handle(event);
        last = event.id();
        return;
      } catch (InterruptedException e) {
        throw new StoppedException();
      } catch (Exception | LinkageError | OutOfMemoryError problem) {
        failed.run();
        String name = problem.getClass().getName();
        if (attempt >= policy.attempts()) {
          setAside(event, attempt, name);
          return;
        }
        // not its message, which may quote the event
        log.warn("not handled id={} attempt={} error={}", event.id(), attempt, name);
        pause(policy.pauseAfter(attempt).toNanos());
      }
    }
  }

  private void setAside(StoredEvent event, int attempts, String error) {
    String line = event.id() + " " + Instant.now() + " " + attempts + " attempts " + error + "\n";
    try {
      append(setAside, line);
    } catch (IOException e) {
      throw new SophonException("event " + event.id() + " cannot be set aside", e);
    }
    log.error("set aside id={} attempts={} error={}", event.id(), attempts, error);
    last = event.id();
  }

  private void pause(long nanos) {
    long until = System.nanoTime() + nanos;
    synchronized (lock) {
      try {
        for (long left = nanos; left > 0 && !closed; left = until - System.nanoTime()) {
          lock.wait(left / 1_000_000 + 1);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private void writePosition() throws IOException {
    try (FileChannel channel = OwnerOnly.open(position, StandardOpenOption.WRITE)) {
      // as many digits each time: what is half written is not taken for another id
      String text = String.format(Locale.ROOT, "%018d%n", last);
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), 0);
      channel.force(true);
    }
  }

  private static void append(Path file, String line) throws IOException {
    try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
      channel.force(true);
    }
  }

  /** Returns when the handler has returned. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    ThreadEnd.await(thread);
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
