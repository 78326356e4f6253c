package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.Hint;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.Score;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookSinkTest {
  private static final RealTimeEvent EVENT =
      RealTimeEvent.V2R1
          .builder(IdentityId.of("666666"), EventTime.ofMillis(1566016554020L))
          .score(Score.of(0.75))
          .endpointId("AKOPKKKKK__192.168.1.25")
          .build();

  private final BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> contentTypes = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private int status = 200;
  private String retryAfter = "";

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/RealTimeEvent",
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void theEventArrivesAsJson() {
    assertThat(send()).isEqualTo(new Delivery.Accepted());
    assertThat(new EventCodec().decode(bodies.remove(), Hint.POSTED)).isEqualTo(EVENT);
    assertThat(contentTypes.remove()).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 413, 415, 422, 501})
  void aFinalAnswerIsRejectedAndNeverFollowed(int answer) {
    status = answer;
    assertThat(send()).isEqualTo(new Delivery.Rejected(answer));
    assertThat(bodies).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aPassingTroubleIsDeferredAndNotRepeatedHere(int answer) {
    status = answer;
    assertThat(send()).isEqualTo(new Delivery.Deferred(answer, null));
    assertThat(bodies).hasSize(1);
  }

  @Test
  void theReceiversWishToWaitIsPassedOn() {
    status = 503;
    retryAfter = "7";
    assertThat(send()).isEqualTo(new Delivery.Deferred(503, Duration.ofSeconds(7)));
  }

  @Test
  void aWishThatIsNoNumberIsIgnored() {
    status = 503;
    retryAfter = "soon";
    assertThat(send()).isEqualTo(new Delivery.Deferred(503, null));
  }

  @Test
  void nobodyListeningIsUnreachable() {
    receiver.stop(0);
    assertThat(send()).isEqualTo(new Delivery.Unreachable("connection refused"));
  }

  @Test
  void aReceiverThatDoesNotAnswerIsUnreachableAfterTheTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WebhookSink sink =
            WebhookSink.open(
                "http://127.0.0.1:" + silent.getLocalPort() + "/x", Duration.ofMillis(300))) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Unreachable("timed out"));
    }
  }

  @Test
  void anEndpointThatIsNoUrlIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSink.open("ftp://192.168.1.101"))
        .withMessage("endpoint: expected an http or https URL but was 19 other chars");
  }

  private Delivery send() {
    try (WebhookSink sink =
        WebhookSink.open(
            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/RealTimeEvent")) {
      return sink.send(EVENT);
    }
  }
}
