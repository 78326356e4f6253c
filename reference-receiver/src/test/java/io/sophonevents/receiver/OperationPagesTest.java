package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.event.EventKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationPagesTest {
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
  private final ReceiverMetrics metrics = new ReceiverMetrics();

  @SuppressWarnings("NullAway.Init") // set before each test
  private WebServer web;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Wire wire;

  @BeforeEach
  void open() {
    web = WebServer.bind("127.0.0.1", 0, TransportLimits.DEFAULT, metrics);
    web.serve(new OperationPages(problem::get, metrics, new Handler.Sequence()));
    wire = new Wire(web.port());
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void itLivesAndIsReady() {
    for (String path : List.of("/health/live", "/health/ready")) {
      Wire.Answer answer = wire.get(path);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void itLivesButIsNotReadyWhileNothingCanBeStored() throws Exception {
    problem.set("writing \"failed\" with SQLITE_FULL");

    assertThat(wire.get("/health/live").status()).isEqualTo(200);
    Wire.Answer answer = wire.get("/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"down\",\"reason\":\"writing \\\"failed\\\" with SQLITE_FULL\"}");
    assertThat(new JsonMapper().readTree(answer.body()).path("reason").asText())
        .isEqualTo(problem.get());

    problem.set(null);
    assertThat(wire.get("/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
  void nothingIsPostedThere(String path) {
    Wire.Answer answer = wire.post(path, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void whatHappensIsCounted() {
    metrics.stored(EventKind.REAL_TIME);
    metrics.stored(EventKind.REAL_TIME);
    metrics.duplicate();
    metrics.quarantined(1);
    metrics.committed(3, 2_000_000, 1, 1);
    metrics.answered(418, 2_000_000);
    metrics.received(1000);
    metrics.ended(ConnectionGuard.Ending.HEADER_TIME);
    metrics.clientDropped();
    metrics.handlerFailed();
    metrics.watchBodiesInFlight(() -> 7);
    metrics.watchStore(() -> 1L << 40);
    metrics.watchClients(() -> 2, () -> 3);

    Wire.Answer answer = wire.get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.body().lines())
        .contains(
            "sophon_receiver_events_stored_total{kind=\"real-time\"} 2.0",
            "sophon_receiver_events_stored_total{kind=\"history\"} 0.0",
            "sophon_receiver_events_duplicate_total 1.0",
            "sophon_receiver_events_quarantined_total 1.0",
            "sophon_receiver_pictures_stored_total 1.0",
            "sophon_receiver_pictures_shared_total 1.0",
            "sophon_receiver_commit_events_bucket{le=\"4.0\"} 1",
            "sophon_receiver_commit_seconds_bucket{le=\"0.0025\"} 1",
            "sophon_receiver_answers_total{status=\"other\"} 1.0",
            "sophon_receiver_received_bytes_total 1000.0",
            "sophon_receiver_connections_ended_total{limit=\"header-time\"} 1.0",
            "sophon_receiver_sse_clients_dropped_total 1.0",
            "sophon_receiver_handler_failures_total 1.0",
            "sophon_receiver_bodies_in_flight_bytes 7.0",
            "sophon_receiver_store_bytes 1.099511627776E12",
            "sophon_receiver_stream_clients{protocol=\"websocket\"} 2.0",
            "sophon_receiver_stream_clients{protocol=\"sse\"} 3.0");
  }

  @Test
  void answersAndConnectionsAreCounted() {
    try (Line line = new Line("127.0.0.1", web.port())) {
      line.send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
      // the next request of a connection begins when the one before has been counted
      line.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(line.readToEnd().lines())
          .contains(
              "sophon_receiver_answers_total{status=\"404\"} 1.0",
              "sophon_receiver_answers_total{status=\"200\"} 0.0",
              "sophon_receiver_request_seconds_count 1",
              "sophon_receiver_connections 1.0");
    }
  }

  @Test
  void whatSendersChooseIsNoLabel() {
    wire.send("CANARY", "/canary?canary", new byte[0], "User-Agent: canary", "Host: canary");

    assertThat(new String(metrics.text(), UTF_8)).doesNotContainIgnoringCase("canary");
  }
}
