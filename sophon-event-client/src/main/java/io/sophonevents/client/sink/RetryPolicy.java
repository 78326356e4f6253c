package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.FullJitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an event is sent again, and when no more. The table of statuses is in docs/sinks.md.
 *
 * <p>The n-th wait is any time from nothing to {@code first} doubled n times, {@code longest} at
 * most: full jitter, so that many senders do not come back together. A receiver's {@code
 * Retry-After} comes before it.
 *
 * <p>Immutable.
 *
 * @param first the longest first wait
 * @param longest the longest wait
 * @param slow what is added to each wait after 401, 403 and 404, which somebody has to mend
 * @param mostAnswers how often a receiver that is there may refuse one event before it counts as
 *     one that it will never take; an outage does not count
 * @param giveUpAfter how long after its first attempt an event is given up, whatever the reason
 */
public record RetryPolicy(
    Duration first, Duration longest, Duration slow, int mostAnswers, Duration giveUpAfter) {

  /** A second at first, an hour at most, 5 minutes more where slow, 10 answers, 75 hours. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          10,
          Duration.ofHours(75));

  private static final int GONE = 410;
  private static final Set<Integer> SLOWLY = Set.of(401, 403, 404);

  /** Statuses that speak of the way to the receiver, or of its load, and not of the event. */
  private static final Set<Integer> OUTAGE = Set.of(408, 425, 429, 502, 503, 504);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a duration or the number of answers is not positive
   */
  public RetryPolicy {
    for (Duration each : new Duration[] {first, longest, slow, giveUpAfter}) {
      if (requireNonNull(each, "duration").isNegative() || each.isZero()) {
        throw new IllegalArgumentException(
            "retry policy: expected positive durations but one is " + each);
      }
    }
    if (mostAnswers < 1) {
      throw new IllegalArgumentException(
          "retry policy: expected at least 1 answer but was " + mostAnswers);
    }
  }

  /** The same, giving up after another time. */
  public RetryPolicy givingUpAfter(Duration time) {
    return new RetryPolicy(first, longest, slow, mostAnswers, time);
  }

  /** The same with other waits. */
  public RetryPolicy waiting(Duration firstWait, Duration longestWait) {
    return new RetryPolicy(firstWait, longestWait, slow, mostAnswers, giveUpAfter);
  }

  /**
   * What has been tried with an event.
   *
   * @param made attempts
   * @param answered those of them that a receiver which was there refused
   * @param first when the first one was made, null if none was
   */
  public record Attempts(int made, int answered, @Nullable Instant first) {
    /** None. */
    public static final Attempts NONE = new Attempts(0, 0, null);

    Attempts and(Delivery delivery, Instant now) {
      return new Attempts(
          made + 1, answered + (isAboutTheEvent(delivery) ? 1 : 0), first == null ? now : first);
    }
  }

  /** What is to be done after an attempt. */
  sealed interface Step {
    /** Nothing: the receiver has it. */
    record Done() implements Step {}

    /** Another attempt, not before this time. */
    record Again(Instant notBefore) implements Step {}

    /** No other attempt. */
    record GiveUp(String reason) implements Step {}

    /** No other attempt at anything: the endpoint says that it is gone for good. */
    record Stop() implements Step {}
  }

  /**
   * The next step.
   *
   * @param attempts with the one that went like this
   */
  Step after(Delivery delivery, Attempts attempts, Instant now, RandomGenerator random) {
    if (delivery instanceof Delivery.Accepted || delivery instanceof Delivery.Queued) {
      return new Step.Done();
    }
    if (delivery instanceof Delivery.Rejected rejected) {
      if (rejected.status() == GONE) {
        return new Step.Stop();
      }
      if (!SLOWLY.contains(rejected.status())) {
        return new Step.GiveUp("rejected with " + rejected.status());
      }
    }
    Instant end = requireNonNull(attempts.first()).plus(giveUpAfter);
    if (!now.isBefore(end)) {
      return new Step.GiveUp("not delivered for " + giveUpAfter.toHours() + " hours");
    }
    if (attempts.answered() >= mostAnswers) {
      return new Step.GiveUp("refused " + attempts.answered() + " times");
    }
    Instant next = now.plus(FullJitter.after(attempts.made(), first, longest, random));
    if (delivery instanceof Delivery.Rejected) {
      next = next.plus(slow);
    } else if (delivery instanceof Delivery.Deferred deferred && deferred.retryAfter() != null) {
      next = next.plus(deferred.retryAfter());
    }
    return new Step.Again(next.isAfter(end) ? end : next);
  }

  /** Whether the receiver is there and says this of the event. */
  static boolean isAboutTheEvent(Delivery delivery) {
    return delivery instanceof Delivery.Rejected
        || (delivery instanceof Delivery.Deferred deferred && !OUTAGE.contains(deferred.status()));
  }

  /** Whether the receiver, or the way to it, is in trouble. */
  static boolean isOutage(Delivery delivery) {
    return delivery instanceof Delivery.Unreachable
        || delivery instanceof Delivery.NotQueued
        || (delivery instanceof Delivery.Deferred deferred && OUTAGE.contains(deferred.status()));
  }
}
