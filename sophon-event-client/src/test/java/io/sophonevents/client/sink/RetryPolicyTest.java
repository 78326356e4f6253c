package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.client.sink.RetryPolicy.Attempts;
import io.sophonevents.client.sink.RetryPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;

  /** Jitter that is always the longest. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private static Step first(Delivery delivery) {
    return POLICY.after(delivery, Attempts.NONE.and(delivery, NOW), NOW, LONGEST);
  }

  @Test
  void whatWasTakenIsDone() {
    assertThat(first(new Delivery.Accepted())).isEqualTo(new Step.Done());
    assertThat(first(new Delivery.Queued("msg_1"))).isEqualTo(new Step.Done());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308, 400, 413, 415, 422, 402, 405, 451, 501, 505})
  void theseAreGivenUpAtOnce(int status) {
    assertThat(first(new Delivery.Rejected(status)))
        .isEqualTo(new Step.GiveUp("rejected with " + status));
  }

  @Test
  void goneStopsTheEndpoint() {
    assertThat(first(new Delivery.Rejected(410))).isEqualTo(new Step.Stop());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 200})
  void theseAreTriedAgainAfterTheirBackoff(int status) {
    assertThat(first(new Delivery.Deferred(status, null)))
        .isEqualTo(new Step.Again(NOW.plusSeconds(1)));
    assertThat(first(new Delivery.Deferred(status, Duration.ofSeconds(9))))
        .isEqualTo(new Step.Again(NOW.plusSeconds(10)));
  }

  @Test
  void noAnswerIsTriedAgain() {
    assertThat(first(new Delivery.Unreachable("timed out")))
        .isEqualTo(new Step.Again(NOW.plusSeconds(1)));
    assertThat(first(new Delivery.NotQueued("full"))).isEqualTo(new Step.Again(NOW.plusSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void theseAreTriedAgainSlowlyAndThenGivenUp(int status) {
    Delivery delivery = new Delivery.Rejected(status);
    Attempts attempts = Attempts.NONE;
    for (int i = 1; i < POLICY.mostAnswers(); i++) {
      attempts = attempts.and(delivery, NOW);
      Duration wait = Duration.ofMinutes(5).plusSeconds(1L << (i - 1));
      assertThat(POLICY.after(delivery, attempts, NOW, LONGEST))
          .isEqualTo(new Step.Again(NOW.plus(wait)));
    }
    attempts = attempts.and(delivery, NOW);
    assertThat(POLICY.after(delivery, attempts, NOW, LONGEST))
        .isEqualTo(new Step.GiveUp("refused 10 times"));
  }

  @ParameterizedTest
  @CsvSource({
    "500, true",
    "200, true",
    "408, false",
    "425, false",
    "429, false",
    "502, false",
    "503, false",
    "504, false"
  })
  void onlyAnAnswerAboutTheEventCountsAgainstIt(int status, boolean counts) {
    Delivery delivery = new Delivery.Deferred(status, null);
    Attempts attempts = Attempts.NONE;
    for (int i = 0; i < POLICY.mostAnswers(); i++) {
      attempts = attempts.and(delivery, NOW);
    }
    assertThat(POLICY.after(delivery, attempts, NOW, LONGEST) instanceof Step.GiveUp)
        .isEqualTo(counts);
    assertThat(RetryPolicy.isOutage(delivery)).isNotEqualTo(counts);
  }

  @Test
  void waitsDoubleUpToTheLongest() {
    Delivery delivery = new Delivery.Unreachable("timed out");
    Attempts attempts = Attempts.NONE;
    for (long seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600)) {
      attempts = attempts.and(delivery, NOW);
      assertThat(POLICY.after(delivery, attempts, NOW, LONGEST))
          .isEqualTo(new Step.Again(NOW.plusSeconds(seconds)));
    }
    Attempts many = new Attempts(1_000_000, 0, NOW);
    assertThat(POLICY.after(delivery, many, NOW, LONGEST))
        .isEqualTo(new Step.Again(NOW.plusSeconds(3600)));
  }

  @Test
  void jitterIsFull() {
    Delivery delivery = new Delivery.Unreachable("timed out");
    Attempts attempts = new Attempts(8, 0, NOW);
    Random random = new Random(6);
    int[] tenths = new int[10];
    for (int i = 0; i < 10_000; i++) {
      Step.Again again = (Step.Again) POLICY.after(delivery, attempts, NOW, random);
      tenths[(int) (Duration.between(NOW, again.notBefore()).toMillis() * 10 / 128_001)]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(850, 1150);
    }
  }

  @Test
  void theScheduleOf75HoursEndsAfter75Hours() {
    Delivery delivery = new Delivery.Unreachable("timed out");
    Random random = new Random(75);
    long start = System.nanoTime();
    for (int sender = 0; sender < 100; sender++) {
      Attempts attempts = Attempts.NONE;
      Instant now = NOW;
      Step step = new Step.Again(now);
      while (step instanceof Step.Again again) {
        assertThat(again.notBefore()).isAfterOrEqualTo(now);
        now = again.notBefore();
        attempts = attempts.and(delivery, now);
        step = POLICY.after(delivery, attempts, now, random);
      }
      assertThat(step).isEqualTo(new Step.GiveUp("not delivered for 75 hours"));
      assertThat(Duration.between(NOW, now)).isEqualTo(Duration.ofHours(75));
      assertThat(attempts.made()).isBetween(90, 400);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aPolicyHasPositiveSettings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> POLICY.givingUpAfter(Duration.ZERO))
        .withMessage("retry policy: expected positive durations but one is PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetryPolicy(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    0,
                    Duration.ofSeconds(1)))
        .withMessage("retry policy: expected at least 1 answer but was 0");
  }
}
