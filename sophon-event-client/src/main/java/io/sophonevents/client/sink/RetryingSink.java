package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.SophonEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Makes attempts at another sink until it has the event or the policy gives up; the caller waits.
 * An event that is under way when the process ends is lost: an {@link Outbox} keeps it.
 *
 * <p>Safe for use by many threads, who share the breaker.
 */
public final class RetryingSink implements EventSink {
  private final EventSink sink;
  private final RetryPolicy policy;
  private final Time time;
  private final Object lock = new Object();
  private final CircuitBreaker breaker; // guarded by lock
  private boolean closed; // guarded by lock

  /** What time it is, and waiting for another; a test has its own. */
  interface Time extends InstantSource {
    /** Waits on a lock that is held, for so long at most. */
    void await(Object lock, Duration time) throws InterruptedException;

    /** What jitter is made of. */
    RandomGenerator random();
  }

  private static final class RealTime implements Time {
    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    public void await(Object lock, Duration time) throws InterruptedException {
      lock.wait(time.toMillis() + 1);
    }

    @Override
    public RandomGenerator random() {
      return ThreadLocalRandom.current();
    }
  }

  private RetryingSink(EventSink sink, RetryPolicy policy, Time time) {
    this.sink = requireNonNull(sink, "sink");
    this.policy = requireNonNull(policy, "policy");
    this.time = time;
    this.breaker = new CircuitBreaker(CircuitBreaker.PROBES, time.random());
  }

  /** Wraps a sink, which stays its opener's to close. */
  public static RetryingSink of(EventSink sink, RetryPolicy policy) {
    return of(sink, policy, new RealTime());
  }

  static RetryingSink of(EventSink sink, RetryPolicy policy, Time time) {
    return new RetryingSink(sink, policy, time);
  }

  /**
   * Returns the outcome of the last attempt. It is not the last possible one if the thread is
   * interrupted, which it stays, if this is closed, or if the endpoint is gone.
   */
  @Override
  public Delivery send(SophonEvent event, String id) {
    RetryPolicy.Attempts attempts = RetryPolicy.Attempts.NONE;
    Delivery delivery = new Delivery.Unreachable("not tried");
    Instant notBefore = time.instant();
    Instant end = notBefore.plus(policy.giveUpAfter());
    while (admitted(notBefore, end)) {
      delivery = sink.send(event, id);
      Instant now = time.instant();
      attempts = attempts.and(delivery, now);
      RetryPolicy.Step step = policy.after(delivery, attempts, now, time.random());
      synchronized (lock) {
        breaker.end(delivery, now);
        if (step instanceof RetryPolicy.Step.Stop) {
          breaker.stop();
        }
        lock.notifyAll();
      }
      if (!(step instanceof RetryPolicy.Step.Again again)) {
        return delivery;
      }
      notBefore = again.notBefore();
    }
    return delivery;
  }

  /** Waits for the time and for the breaker; false if there is nothing to wait for. */
  private boolean admitted(Instant notBefore, Instant end) {
    synchronized (lock) {
      while (!closed && breaker.state() != BreakerState.STOPPED) {
        Instant now = time.instant();
        boolean open = breaker.state() == BreakerState.OPEN;
        if (breaker.admits(now) && (open || !now.isBefore(notBefore))) {
          breaker.begin();
          return true;
        }
        if (now.isAfter(end)) {
          return false;
        }
        Instant probe = breaker.nextProbe();
        Instant until =
            open ? (probe == null ? now.plus(CircuitBreaker.PROBES) : probe) : notBefore;
        try {
          time.await(lock, Duration.between(now, until));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return false;
    }
  }

  /** Whether the endpoint is asked. */
  public BreakerState breaker() {
    synchronized (lock) {
      return breaker.state();
    }
  }

  /** Ends what waits; an attempt that is made is finished. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
