package io.sophonevents.client.box.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a {@link BoxServer} reads requests on and answers them. The JDK's server knows
 * no limit of its own that a program may set: here a request that takes too long is interrupted,
 * which closes its connection if it waits for the caller, and one too many is ended at once.
 */
final class RequestThreads implements Executor, AutoCloseable {
  static final int THREADS = 8;
  static final int WAITING = 64;
  private static final long LIMIT_SECONDS = 30;

  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          LIMIT_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          daemons("sophon-box-"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemons("sophon-box-clock-"));
  private final long limitMillis;

  RequestThreads() {
    this(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
  }

  RequestThreads(long limitMillis) {
    this.limitMillis = limitMillis;
    workers.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** How many requests are answered, or wait. */
  int held() {
    return workers.getActiveCount() + workers.getQueue().size();
  }

  @Override
  public void execute(Runnable exchange) {
    try {
      workers.execute(() -> runInTime(exchange));
    } catch (RejectedExecutionException tooMany) {
      // interrupted, the exchange fails at its first read, and closes its connection
      Thread.currentThread().interrupt();
      exchange.run();
      Thread.interrupted();
    }
  }

  private void runInTime(Runnable exchange) {
    Limit limit = new Limit(Thread.currentThread());
    Future<?> end;
    try {
      end = clock.schedule(limit, limitMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      return;
    }
    try {
      exchange.run();
    } finally {
      end.cancel(false);
      limit.over();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    clock.shutdownNow();
  }

  /** Interrupts a thread, but not after the request is over. */
  private static final class Limit implements Runnable {
    private @Nullable Thread worker;

    Limit(Thread worker) {
      this.worker = worker;
    }

    @Override
    public synchronized void run() {
      if (worker != null) {
        worker.interrupt();
      }
    }

    synchronized void over() {
      worker = null;
      Thread.interrupted();
    }
  }
}
