package io.sophonevents.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same work on every picture, shared among the processors; says how far it is. */
final class EachPicture {
  private static final int PROGRESS_LINES = 20;
  private static final int SHORT_WORK = 50;

  private EachPicture() {}

  /**
   * Does the work on each picture.
   *
   * @param progress gets some 20 lines, none if there are few pictures
   * @return what the work gave, in the order of the pictures
   */
  static <T> List<T> run(List<String> images, Function<String, T> work, PrintWriter progress)
      throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), task -> new Thread(task, "evaluation"));
    try {
      List<Future<T>> running =
          images.stream().map(image -> pool.submit(() -> work.apply(image))).toList();
      int step = Math.max(SHORT_WORK, images.size() / PROGRESS_LINES);
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(resultOf(one));
        if (results.size() % step == 0) {
          progress.println(results.size() + " of " + images.size() + " pictures");
          progress.flush();
        }
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T resultOf(Future<T> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
