package io.sophonevents.client.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an endpoint that is in trouble from being asked by everybody: after {@value #FAILURES}
 * attempts in a row without a usable answer it lets one through every {@link #PROBES} only, until
 * one is answered. The first of them comes after any time up to that, so that many senders probe
 * evenly.
 *
 * <p>Not safe for use by many threads.
 */
final class CircuitBreaker {
  static final int FAILURES = 5;
  static final Duration PROBES = Duration.ofSeconds(30);

  private final Duration probes;
  private final RandomGenerator random;
  private BreakerState state;
  private int failures;
  private Instant nextProbe;
  private boolean probing;

  CircuitBreaker(Duration probes, RandomGenerator random) {
    this.probes = probes;
    this.random = random;
    this.state = BreakerState.CLOSED;
    this.nextProbe = Instant.EPOCH;
  }

  BreakerState state() {
    return state;
  }

  /** Whether an attempt may be made now; in doubt the asker is the probe. */
  boolean admits(Instant now) {
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> !probing && !now.isBefore(nextProbe);
      case STOPPED -> false;
    };
  }

  /** When the next attempt may be made, null for now or never. */
  @Nullable Instant nextProbe() {
    return state == BreakerState.OPEN && !probing ? nextProbe : null;
  }

  /** An attempt begins. */
  void begin() {
    probing = state == BreakerState.OPEN;
  }

  /** The attempt that began is not made after all. */
  void notMade() {
    probing = false;
  }

  /** An attempt has ended. */
  void end(Delivery delivery, Instant now) {
    boolean probe = probing;
    probing = false;
    if (state == BreakerState.STOPPED) {
      return;
    }
    if (!RetryPolicy.isOutage(delivery)) {
      failures = 0;
      state = BreakerState.CLOSED;
      return;
    }
    failures++;
    Duration asked =
        delivery instanceof Delivery.Deferred deferred && deferred.retryAfter() != null
            ? deferred.retryAfter()
            : Duration.ZERO;
    if (state == BreakerState.CLOSED && failures >= FAILURES) {
      state = BreakerState.OPEN;
      nextProbe = now.plus(asked).plusNanos(random.nextLong(probes.toNanos() + 1));
    } else if (probe) {
      nextProbe = now.plus(asked.compareTo(probes) > 0 ? asked : probes);
    }
  }

  /** Admits nothing until {@link #resume}. */
  void stop() {
    state = BreakerState.STOPPED;
  }

  /** Begins anew. */
  void resume() {
    state = BreakerState.CLOSED;
    failures = 0;
    probing = false;
  }

  /** What is kept over a restart. */
  String remembered() {
    return state + " " + failures + " " + nextProbe.toEpochMilli();
  }

  /** Takes up what was kept; what it does not know it leaves. */
  void restore(String remembered) {
    String[] parts = remembered.split(" ", -1);
    try {
      BreakerState was = BreakerState.valueOf(parts[0]);
      failures = Integer.parseInt(parts[1]);
      nextProbe = Instant.ofEpochMilli(Long.parseLong(parts[2]));
      state = was;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
      resume();
    }
  }
}
