package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.sink.RetryPolicy.Attempts;
import io.sophonevents.client.sink.RetryPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Delivery NO_ANSWER = new Delivery.Unreachable("timed out");

  private final CircuitBreaker breaker = new CircuitBreaker(CircuitBreaker.PROBES, new Random(1));

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.begin();
      breaker.end(NO_ANSWER, NOW);
    }
  }

  @Test
  void itOpensAfterFiveFailuresInARowAndNotAfterFour() {
    fail(4);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    breaker.end(new Delivery.Accepted(), NOW);
    fail(4);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.nextProbe()).isBetween(NOW, NOW.plusSeconds(30));
  }

  @Test
  void anAnswerAboutAnEventIsNoFailureOfTheEndpoint() {
    for (int i = 0; i < 10; i++) {
      breaker.begin();
      breaker.end(new Delivery.Deferred(500, null), NOW);
      breaker.begin();
      breaker.end(new Delivery.Rejected(400), NOW);
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void whenOpenOneProbeAtATimeIsLetThroughUntilOneIsAnswered() {
    fail(5);
    Instant probe = java.util.Objects.requireNonNull(breaker.nextProbe());
    assertThat(breaker.admits(probe.minusMillis(1))).isFalse();
    assertThat(breaker.admits(probe)).isTrue();
    breaker.begin();
    assertThat(breaker.admits(probe.plusSeconds(99))).isFalse();
    breaker.end(NO_ANSWER, probe);
    assertThat(breaker.admits(probe.plusSeconds(29))).isFalse();
    assertThat(breaker.admits(probe.plusSeconds(30))).isTrue();
    breaker.begin();
    breaker.end(new Delivery.Accepted(), probe);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aProbeComesNoSoonerThanTheReceiverAsksFor() {
    fail(5);
    breaker.begin();
    breaker.end(new Delivery.Deferred(503, Duration.ofMinutes(10)), NOW);
    assertThat(breaker.nextProbe()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void itsStateIsKeptOverARestart() {
    fail(5);
    CircuitBreaker next = new CircuitBreaker(CircuitBreaker.PROBES, new Random(2));
    next.restore(breaker.remembered());
    assertThat(next.remembered()).isEqualTo(breaker.remembered()).startsWith("OPEN 5 ");
    breaker.stop();
    next.restore(breaker.remembered());
    assertThat(next.admits(NOW.plusSeconds(1_000_000))).isFalse();
    next.resume();
    assertThat(next.admits(NOW)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OPEN", "OPEN x y", "AJAR 1 2", "OPEN 1 99999999999999999999"})
  void whatIsNoStateIsAClosedOne(String garbage) {
    breaker.restore(garbage);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.admits(NOW)).isTrue();
  }

  private static final class Sender {
    private final CircuitBreaker breaker;
    private Attempts attempts = Attempts.NONE;
    private Instant due;

    Sender(Random random) {
      breaker = new CircuitBreaker(CircuitBreaker.PROBES, random);
      due = NOW;
    }
  }

  /** All fail at the same moment; ten minutes later the receiver is there again. */
  @Test
  void aThousandSendersDoNotComeBackTogether() {
    Random random = new Random(1000);
    Instant end = NOW.plusSeconds(600);
    PriorityQueue<Sender> senders = new PriorityQueue<>(Comparator.comparing(each -> each.due));
    for (int i = 0; i < 1000; i++) {
      senders.add(new Sender(random));
    }
    int[] perSecond = new int[120];
    int last = 0;
    while (!senders.isEmpty()) {
      Sender sender = senders.remove();
      Instant now = sender.due;
      boolean up = !now.isBefore(end);
      Delivery delivery = up ? new Delivery.Accepted() : NO_ANSWER;
      sender.breaker.begin();
      sender.breaker.end(delivery, now);
      sender.attempts = sender.attempts.and(delivery, now);
      if (up) {
        last = (int) Duration.between(end, now).toSeconds();
        perSecond[last]++;
      } else {
        Step.Again again =
            (Step.Again) RetryPolicy.DEFAULT.after(delivery, sender.attempts, now, random);
        Instant probe = sender.breaker.nextProbe();
        sender.due = probe == null ? again.notBefore() : probe;
        senders.add(sender);
      }
    }
    double mean = 1000.0 / (last + 1);
    assertThat(last).isBetween(25, 31);
    for (int i = 0; i <= last; i++) {
      assertThat(perSecond[i] / mean).as("second %d", i).isLessThanOrEqualTo(2);
    }
  }
}
