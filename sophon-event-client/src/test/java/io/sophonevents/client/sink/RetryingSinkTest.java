package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.SophonEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryingSinkTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final SophonEvent EVENT =
      RealTimeEvent.V2R1.builder(IdentityId.of("1"), EventTime.of(START)).build();

  private final List<String> ids = new ArrayList<>();
  private final VirtualTime time = new VirtualTime();

  private static final class VirtualTime implements RetryingSink.Time {
    private Instant now = START;
    private final Random random = new Random(7);

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void await(Object lock, Duration wait) {
      now = now.plus(wait);
    }

    @Override
    public RandomGenerator random() {
      return random;
    }
  }

  private RetryingSink over(IntFunction<Delivery> answers, RetryPolicy policy) {
    EventSink sink =
        new EventSink() {
          @Override
          public Delivery send(SophonEvent event, String id) {
            ids.add(id);
            return answers.apply(ids.size());
          }

          @Override
          public void close() {}
        };
    return RetryingSink.of(sink, policy, time);
  }

  @Test
  void itTriesUntilTheReceiverTakesItUnderOneId() {
    try (RetryingSink sink =
        over(
            n -> n < 4 ? new Delivery.Deferred(503, null) : new Delivery.Accepted(),
            RetryPolicy.DEFAULT)) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
      assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }
  }

  @Test
  void aRejectedOneIsNotTriedAgain() {
    try (RetryingSink sink = over(n -> new Delivery.Rejected(400), RetryPolicy.DEFAULT)) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Rejected(400));
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void whereNobodyAnswersItProbesAndGivesUpInTime() {
    Delivery none = new Delivery.Unreachable("timed out");
    try (RetryingSink sink =
        over(n -> none, RetryPolicy.DEFAULT.givingUpAfter(Duration.ofHours(75)))) {
      long start = System.nanoTime();
      assertThat(sink.send(EVENT)).isEqualTo(none);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(Duration.between(START, time.now))
          .isBetween(Duration.ofHours(75), Duration.ofHours(75).plusSeconds(31));
      assertThat(ids).hasSizeBetween(8990, 9010); // every 30 s
      assertThat(sink.breaker()).isEqualTo(BreakerState.OPEN);
    }
  }

  @Test
  void anEndpointThatIsGoneIsNotAskedAgain() {
    try (RetryingSink sink = over(n -> new Delivery.Rejected(410), RetryPolicy.DEFAULT)) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Rejected(410));
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Unreachable("not tried"));
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void anInterruptedThreadStaysSo() {
    try (RetryingSink sink =
        RetryingSink.of(
            over(n -> new Delivery.Unreachable("x"), RetryPolicy.DEFAULT),
            RetryPolicy.DEFAULT.givingUpAfter(Duration.ofMillis(1)))) {
      Thread.currentThread().interrupt();
      assertThat(sink.send(EVENT)).isInstanceOf(Delivery.Unreachable.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
