package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sophonevents.event.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What a receiver counts, for Prometheus. Labels have closed sets of values: a kind, a status of
 * HTTP, a reason. Nothing of an event, a sender or a path is among them.
 *
 * <p>Safe for use by many threads; to count takes no lock.
 */
final class ReceiverMetrics implements FolderEventStore.Listener {
  /** Media type of {@link #text}. */
  static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String PREFIX = "sophon_receiver_";

  /** The statuses that have a count of their own; the others share one. */
  private static final List<Integer> STATUSES =
      List.of(200, 400, 401, 403, 404, 405, 408, 413, 414, 415, 421, 429, 431, 500, 503);

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };
  private static final double[] GROUP_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Map<EventKind, CounterDataPoint> stored =
      counters(
          "events_stored_total",
          "Events that are on disk and were acknowledged.",
          "kind",
          Arrays.asList(EventKind.values()),
          kind -> label(kind.name()));
  private final CounterDataPoint duplicates =
      counter("events_duplicate_total", "Events that were stored before, acknowledged again.");
  private final CounterDataPoint quarantined =
      counter("events_quarantined_total", "Bodies, or parts of one, set aside as unreadable.");
  private final CounterDataPoint picturesStored =
      counter("pictures_stored_total", "Pictures that were written.");
  private final CounterDataPoint picturesShared =
      counter("pictures_shared_total", "Pictures that were there already.");
  private final Histogram commitEvents =
      histogram("commit_events", "Events that shared one commit.", GROUP_SIZES);
  private final Histogram commitSeconds =
      histogram("commit_seconds", "How long a commit took, its syncs included.", SECONDS);

  private final Map<Integer, CounterDataPoint> answers;
  private final CounterDataPoint otherAnswers;
  private final Histogram requestSeconds =
      histogram("request_seconds", "From a request's head to the end of its answer.", SECONDS);
  private final CounterDataPoint receivedBytes =
      counter("received_bytes_total", "Bytes of bodies that were read.");
  private final Map<ConnectionGuard.Ending, CounterDataPoint> connectionsEnded =
      counters(
          "connections_ended_total",
          "Connections that were ended for going over a limit.",
          "limit",
          Arrays.asList(ConnectionGuard.Ending.values()),
          ending -> label(ending.name()));

  private final CounterDataPoint clientsDropped =
      counter("sse_clients_dropped_total", "Clients of server-sent events that read too slowly.");
  private final CounterDataPoint handlerFailures =
      counter("handler_failures_total", "Events that a handler did not take at an attempt.");

  ReceiverMetrics() {
    Counter byStatus =
        Counter.builder()
            .name(PREFIX + "answers_total")
            .help("Answers by their status of HTTP.")
            .labelNames("status")
            .register(registry);
    answers =
        STATUSES.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), status -> byStatus.labelValues(String.valueOf(status))));
    otherAnswers = byStatus.labelValues("other");
  }

  private CounterDataPoint counter(String name, String help) {
    return Counter.builder().name(PREFIX + name).help(help).register(registry);
  }

  private <T> Map<T, CounterDataPoint> counters(
      String name, String help, String label, List<T> values, Function<T, String> text) {
    Counter counter =
        Counter.builder().name(PREFIX + name).help(help).labelNames(label).register(registry);
    return values.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(), value -> counter.labelValues(text.apply(value))));
  }

  private static String label(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Histogram histogram(String name, String help, double[] upperBounds) {
    return Histogram.builder()
        .name(PREFIX + name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(upperBounds)
        .withoutExemplars()
        .register(registry);
  }

  /** An event is on disk. */
  void stored(EventKind kind) {
    requireNonNull(stored.get(kind)).inc();
  }

  /** An event came again. */
  void duplicate() {
    duplicates.inc();
  }

  /** What can never be read was set aside. */
  void quarantined(int messages) {
    quarantined.inc(messages);
  }

  /** A group is on disk. */
  @Override
  public void committed(int events, long nanos, int picturesWritten, int picturesFound) {
    commitEvents.observe(events);
    commitSeconds.observe(nanos / NANOS);
    picturesStored.inc(picturesWritten);
    picturesShared.inc(picturesFound);
  }

  /** A request is done with. */
  void answered(int httpStatus, long nanos) {
    answers.getOrDefault(httpStatus, otherAnswers).inc();
    requestSeconds.observe(nanos / NANOS);
  }

  /** A part of a body was read. */
  void received(int bytes) {
    receivedBytes.inc(bytes);
  }

  /** A connection was ended by a limit. */
  void ended(ConnectionGuard.Ending why) {
    requireNonNull(connectionsEnded.get(why)).inc();
  }

  /** A client of server-sent events was dropped. */
  void clientDropped() {
    clientsDropped.inc();
  }

  /** A handler did not take an event. */
  void handlerFailed() {
    handlerFailures.inc();
  }

  /** From now on tells how many connections are open. Once. */
  void watchConnections(LongSupplier connections) {
    watch("connections", "Connections of HTTP that are open.", connections);
  }

  /** From now on tells how many bytes the bodies in memory have. Once. */
  void watchBodiesInFlight(LongSupplier bytes) {
    watch("bodies_in_flight_bytes", "Bytes of bodies that are being received.", bytes);
  }

  /** From now on tells how large the store is on disk. Once. */
  void watchStore(LongSupplier bytes) {
    watch("store_bytes", "Bytes that the data folder takes.", bytes);
  }

  /** From now on tells how many clients listen to live events, by how they do. Once. */
  void watchClients(LongSupplier webSockets, LongSupplier serverSentEvents) {
    GaugeWithCallback.builder()
        .name(PREFIX + "stream_clients")
        .help("Clients that listen to live events.")
        .labelNames("protocol")
        .callback(
            gauge -> {
              gauge.call((double) webSockets.getAsLong(), "websocket");
              gauge.call((double) serverSentEvents.getAsLong(), "sse");
            })
        .register(registry);
  }

  private void watch(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .callback(gauge -> gauge.call((double) value.getAsLong()))
        .register(registry);
  }

  /** All of it, in Prometheus's text format 0.0.4. */
  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
    try {
      PrometheusTextFormatWriter.create()
          .write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("metrics", e); // no stream in memory does this
    }
    return out.toByteArray();
  }
}
