package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Makes one write, and one wait for the disk, of all that many threads want written at that moment.
 * One thread writes; while it waits for the disk, the next group gathers.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> implements AutoCloseable {
  private final Writer<T> writer;
  private final Thread thread;

  private final Object lock = new Object();
  private List<Waiting<T>> queue = new ArrayList<>(); // guarded by lock
  private boolean closed; // guarded by lock

  /** Writes groups; called by one thread. */
  interface Writer<T> {
    /** Writes all of it or nothing; on return it is durable. */
    void write(List<T> group) throws Exception;
  }

  private record Waiting<T>(T item, CompletableFuture<Boolean> written) {}

  GroupCommit(String threadName, Writer<T> writer) {
    this.writer = requireNonNull(writer, "writer");
    this.thread = new Thread(this::run, threadName);
    thread.start();
  }

  /**
   * Returns once the item is durable. Many callers share one write, in the order of their calls.
   *
   * @throws ExecutionException with what the writer threw; the item's group is not written
   * @throws IllegalStateException if it is closed
   */
  void write(T item) throws ExecutionException, InterruptedException {
    Waiting<T> waiting = new Waiting<>(item, new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      queue.add(waiting);
      lock.notifyAll();
    }
    waiting.written.get();
  }

  /** How many callers wait for a group of their own. */
  int waiting() {
    synchronized (lock) {
      return queue.size();
    }
  }

  private void run() {
    for (List<Waiting<T>> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
      try {
        writer.write(group.stream().map(Waiting::item).toList());
        group.forEach(waiting -> waiting.written.complete(true));
      } catch (Throwable problem) { // an OutOfMemoryError too: nobody may wait for ever
        group.forEach(waiting -> waiting.written.completeExceptionally(problem));
      }
    }
  }

  /** All that wait; empty once it is closed and nothing waits any more. */
  private List<Waiting<T>> nextGroup() {
    synchronized (lock) {
      while (queue.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          closed = true; // nobody but us has this thread, and we do not interrupt it
        }
      }
      List<Waiting<T>> group = queue;
      queue = new ArrayList<>();
      return group;
    }
  }

  /** Takes nothing more, writes what waits, and returns when it is written. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
