package io.sophonevents.client.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Makes one write, and one wait for the disk, of all that many threads want written at that moment.
 * One thread writes; while it waits for the disk, the next group gathers.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> what is written
 */
public final class GroupCommit<T> implements AutoCloseable {
  private static final long PATIENCE_NANOS = 50_000_000;

  private final Writer<T> writer;
  private final Executor teller;
  private final int most;
  private final Thread thread;

  private final Object lock = new Object();
  private List<Waiting<T>> queue = new ArrayList<>(); // guarded by lock
  private boolean urgent; // guarded by lock
  private long dueAt; // guarded by lock
  private boolean closed; // guarded by lock

  /** Writes groups; called by one thread. */
  public interface Writer<T> {
    /** Writes all of it or nothing; on return it is durable. */
    void write(List<T> group) throws Exception;
  }

  private record Waiting<T>(T item, CompletableFuture<T> written) {}

  /**
   * Starts its thread.
   *
   * @param teller runs what waits for an item, so that the writer need not
   * @param most how many items one group has at most
   */
  public GroupCommit(String threadName, int most, Executor teller, Writer<T> writer) {
    this.writer = requireNonNull(writer, "writer");
    this.teller = requireNonNull(teller, "teller");
    this.most = most;
    this.thread = new Thread(this::run, threadName);
    thread.start();
  }

  /**
   * Completes with the item once it is durable, with what the writer threw if its group is not
   * written, with an {@link IllegalStateException} if this is closed. Items are written in the
   * order of the calls. Never blocks.
   */
  public CompletionStage<T> write(T item) {
    return write(item, true);
  }

  /**
   * The same for what nobody waits for: it goes with the next that somebody does, or after 50 ms
   * with what came in the meantime.
   */
  public CompletionStage<T> writeWithOthers(T item) {
    return write(item, false);
  }

  private CompletionStage<T> write(T item, boolean now) {
    Waiting<T> waiting = new Waiting<>(item, new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("closed"));
      }
      if (queue.isEmpty()) {
        dueAt = System.nanoTime() + PATIENCE_NANOS;
      }
      queue.add(waiting);
      if ((now && !urgent) || queue.size() == 1) {
        urgent |= now;
        lock.notifyAll();
      }
    }
    return waiting.written;
  }

  /** How many items wait for a group of their own. */
  public int waiting() {
    synchronized (lock) {
      return queue.size();
    }
  }

  private void run() {
    for (List<Waiting<T>> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
      List<Waiting<T>> done = group;
      try {
        writer.write(group.stream().map(Waiting::item).toList());
        tell(() -> done.forEach(waiting -> waiting.written.complete(waiting.item)));
      } catch (Throwable problem) { // an OutOfMemoryError too: nobody may wait for ever
        tell(() -> done.forEach(waiting -> waiting.written.completeExceptionally(problem)));
      }
    }
  }

  private void tell(Runnable outcome) {
    try {
      teller.execute(outcome);
    } catch (RuntimeException | Error busy) { // or stopped: told all the same
      outcome.run();
    }
  }

  /** Those that wait longest; empty once it is closed and nothing waits any more. */
  private List<Waiting<T>> nextGroup() {
    synchronized (lock) {
      while (!isDue() && !closed) {
        try {
          lock.wait(queue.isEmpty() ? 0 : (dueAt - System.nanoTime()) / 1_000_000 + 1);
        } catch (InterruptedException e) {
          closed = true; // nobody but us has this thread, and we do not interrupt it
        }
      }
      List<Waiting<T>> group = queue;
      queue = new ArrayList<>();
      urgent = false;
      if (group.size() > most) {
        queue.addAll(group.subList(most, group.size()));
        urgent = true;
        group = new ArrayList<>(group.subList(0, most));
      }
      return group;
    }
  }

  private boolean isDue() {
    return !queue.isEmpty() && (urgent || dueAt - System.nanoTime() <= 0);
  }

  /** Takes nothing more, writes what waits, and returns when it is written. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    ThreadEnd.await(thread);
  }
}
