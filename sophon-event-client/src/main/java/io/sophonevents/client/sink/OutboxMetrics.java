package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How an {@link Outbox} gets on, as meters of Micrometer, which is an optional dependency:
 *
 * <pre>{@code
 * OutboxMetrics metrics = new OutboxMetrics(registry, "attendance");
 * Outbox outbox = Outbox.builder(sink, store).listener(metrics).open();
 * metrics.watch(outbox);
 * }</pre>
 *
 * <p>Counters {@code sophon.outbox.attempts} by {@code outcome} (accepted, rejected, deferred,
 * unreachable), {@code .delivered}, {@code .retries}, {@code .died}, {@code .dropped}; gauges
 * {@code .waiting}, {@code .dead}, {@code .bytes}, {@code .oldest.age} and {@code .breaker} (0
 * closed, 1 open, 2 stopped). All have the tag {@code outbox}; nothing of an event, a device or an
 * endpoint is a tag.
 *
 * <p>Safe for use by many threads.
 */
public final class OutboxMetrics implements DeliveryListener {
  private static final String PREFIX = "sophon.outbox.";

  private final MeterRegistry registry;
  private final String name;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter deferred;
  private final Counter unreachable;
  private final Counter delivered;
  private final Counter retries;
  private final Counter died;
  private final Counter dropped;

  /**
   * Registers the counters.
   *
   * @param name tells this outbox from others of the process; a fixed word, for it becomes a tag
   */
  public OutboxMetrics(MeterRegistry registry, String name) {
    this.registry = requireNonNull(registry, "registry");
    this.name = requireNonNull(name, "name");
    this.accepted = attempts("accepted");
    this.rejected = attempts("rejected");
    this.deferred = attempts("deferred");
    this.unreachable = attempts("unreachable");
    this.delivered = counter("delivered").register(registry);
    this.retries = counter("retries").register(registry);
    this.died = counter("died").register(registry);
    this.dropped = counter("dropped").register(registry);
  }

  private Counter attempts(String outcome) {
    return counter("attempts").tag("outcome", outcome).register(registry);
  }

  private Counter.Builder counter(String what) {
    return Counter.builder(PREFIX + what).tag("outbox", name);
  }

  /** Registers the gauges of an open outbox, which is kept in memory as long as the registry is. */
  public void watch(Outbox outbox) {
    gauge("waiting", () -> outbox.size().waiting());
    gauge("dead", () -> outbox.size().dead());
    gauge("bytes", () -> outbox.size().bytes());
    gauge("breaker", () -> numberOf(outbox.breaker()));
    TimeGauge.builder(PREFIX + "oldest.age", () -> millisOfOldest(outbox), TimeUnit.MILLISECONDS)
        .tag("outbox", name)
        .register(registry);
  }

  private static int numberOf(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case OPEN -> 1;
      case STOPPED -> 2;
    };
  }

  private static long millisOfOldest(Outbox outbox) {
    return outbox
        .oldest()
        .map(oldest -> Math.max(0, Duration.between(oldest, Instant.now()).toMillis()))
        .orElse(0L);
  }

  private void gauge(String what, Supplier<Number> value) {
    Gauge.builder(PREFIX + what, value).tag("outbox", name).register(registry);
  }

  @Override
  public void attempted(OutboxEntry entry, Delivery outcome) {
    if (outcome instanceof Delivery.Accepted) {
      accepted.increment();
    } else if (outcome instanceof Delivery.Rejected) {
      rejected.increment();
    } else if (outcome instanceof Delivery.Deferred) {
      deferred.increment();
    } else {
      unreachable.increment();
    }
  }

  @Override
  public void delivered(OutboxEntry entry) {
    delivered.increment();
  }

  @Override
  public void retrying(OutboxEntry entry, Instant notBefore) {
    retries.increment();
  }

  @Override
  public void died(OutboxEntry entry) {
    died.increment();
  }

  @Override
  public void dropped(OutboxEntry entry) {
    dropped.increment();
  }
}
