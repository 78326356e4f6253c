package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.SophonEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxMetricsTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(1),
          3,
          Duration.ofMinutes(1));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<String, Delivery> answers = new ConcurrentHashMap<>();
  private final CountDownLatch held = new CountDownLatch(1);

  private final EventSink sink =
      new EventSink() {
        @Override
        public Delivery send(SophonEvent event, String id) {
          try {
            assertThat(!id.equals("held") || held.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return answers.getOrDefault(id, new Delivery.Accepted());
        }

        @Override
        public void close() {}
      };

  private static SophonEvent event(String device) {
    return RealTimeEvent.V2R1
        .builder(IdentityId.of("Zhang Wei"), EventTime.of(Instant.EPOCH))
        .captureDeviceIp(device)
        .build();
  }

  private double gauge(String what) {
    return registry.get("sophon.outbox." + what).gauge().value();
  }

  private double count(String what) {
    return registry.get("sophon.outbox." + what).counter().count();
  }

  private double attempts(String outcome) {
    return registry.get("sophon.outbox.attempts").tag("outcome", outcome).counter().count();
  }

  @Test
  void itTellsDepthAgeOutcomesAndBreakerAndNothingOfTheEvents() throws InterruptedException {
    answers.put("refused", new Delivery.Rejected(400));
    answers.put("busy", new Delivery.Deferred(500, null));
    CountDownLatch bothDead = new CountDownLatch(2);
    DeliveryListener dead =
        new DeliveryListener() {
          @Override
          public void died(OutboxEntry entry) {
            bothDead.countDown();
          }
        };
    OutboxMetrics metrics = new OutboxMetrics(registry, "test");
    Outbox outbox =
        Outbox.builder(sink, new InMemoryOutboxStore())
            .policy(QUICK)
            .listener(metrics)
            .listener(dead)
            .open();
    metrics.watch(outbox);
    Instant before = Instant.now();
    outbox.send(event("door 1"), "refused");
    outbox.send(event("door 2"), "busy");
    outbox.send(event("door 3"), "held");
    assertThat(bothDead.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(gauge("waiting")).isEqualTo(1);
    assertThat(gauge("dead")).isEqualTo(2);
    assertThat(gauge("bytes")).isPositive();
    assertThat(gauge("breaker")).isEqualTo(0);
    double age = registry.get("sophon.outbox.oldest.age").timeGauge().value(TimeUnit.MILLISECONDS);
    assertThat(age).isBetween(0.0, Duration.between(before, Instant.now()).toMillis() + 1.0);
    assertThat(outbox.oldest()).hasValueSatisfying(at -> assertThat(at).isAfterOrEqualTo(before));

    held.countDown();
    outbox.close();
    assertThat(gauge("waiting")).isEqualTo(0);
    assertThat(outbox.oldest()).isEmpty();
    assertThat(attempts("accepted")).isEqualTo(1);
    assertThat(attempts("rejected")).isEqualTo(1);
    assertThat(attempts("deferred")).isEqualTo(3);
    assertThat(attempts("unreachable")).isEqualTo(0);
    assertThat(count("delivered")).isEqualTo(1);
    assertThat(count("retries")).isEqualTo(2);
    assertThat(count("died")).isEqualTo(2);
    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getValue)
        .containsOnly("test", "accepted", "rejected", "deferred", "unreachable");
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(id -> assertThat(id.getName()).startsWith("sophon.outbox."));
  }

  @Test
  void whatWasReplayedIsDeadNoMore() throws InterruptedException {
    answers.put("refused", new Delivery.Rejected(400));
    CountDownLatch isDead = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    DeliveryListener told =
        new DeliveryListener() {
          @Override
          public void died(OutboxEntry entry) {
            isDead.countDown();
          }

          @Override
          public void delivered(OutboxEntry entry) {
            arrived.countDown();
          }
        };
    try (Outbox outbox =
        Outbox.builder(sink, new InMemoryOutboxStore()).policy(QUICK).listener(told).open()) {
      outbox.send(event("door 1"), "refused");
      assertThat(isDead.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(outbox.size().dead()).isEqualTo(1);
      answers.clear();
      assertThat(outbox.replay(entry -> true)).isEqualTo(1);
      assertThat(outbox.size().dead()).isZero();
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
