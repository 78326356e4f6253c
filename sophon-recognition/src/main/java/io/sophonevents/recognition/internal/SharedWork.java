package io.sophonevents.recognition.internal;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does the pieces of one caller's work on its own thread and on whatever thread of the common pool
 * is idle: each takes the next piece that nobody has begun. With many callers each does its own.
 */
public final class SharedWork {
  private SharedWork() {}

  /**
   * What the work gives for each piece, in the order of the pieces.
   *
   * @param work throws unchecked exceptions only; the first one comes out of here
   */
  public static <T, R> List<R> map(Collection<T> pieces, Function<T, R> work) {
    List<FutureTask<R>> tasks = begin(pieces, work);
    tasks.forEach(FutureTask::run);
    return tasks.stream().map(SharedWork::resultOf).toList();
  }

  /**
   * The same one by one, for a caller who does more with each of them: meanwhile helpers begin with
   * the second. The stream is to be used once, by the caller.
   */
  public static <T, R> Stream<R> ahead(Collection<T> pieces, Function<T, R> work) {
    return begin(pieces, work).stream()
        .map(
            task -> {
              task.run();
              return resultOf(task);
            });
  }

  /**
   * Has helpers run what nobody has begun, as running a task again does nothing. The first piece
   * stays for the caller, who is there already.
   */
  private static <T, R> List<FutureTask<R>> begin(Collection<T> pieces, Function<T, R> work) {
    List<FutureTask<R>> tasks =
        pieces.stream().map(piece -> new FutureTask<>(() -> work.apply(piece))).toList();
    Runnable allButTheFirst = () -> tasks.stream().skip(1).forEach(FutureTask::run);
    for (int helper = 0; helper < helpersFor(tasks.size()); helper++) {
      ForkJoinPool.commonPool().execute(allButTheFirst);
    }
    return tasks;
  }

  private static int helpersFor(int pieces) {
    int others =
        Math.min(
            Runtime.getRuntime().availableProcessors() - 1,
            ForkJoinPool.getCommonPoolParallelism());
    return Math.min(others, pieces - 1);
  }

  /**
   * Waits for a piece that a helper has begun: milliseconds, so an interruption is kept for later.
   */
  private static <R> R resultOf(FutureTask<R> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failure) {
          throw unchecked(failure);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("a piece of work threw a checked exception", failure);
  }
}
