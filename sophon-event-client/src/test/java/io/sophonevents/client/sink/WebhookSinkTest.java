package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventServerUrl;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.Hint;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PictureChoice;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.Score;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookSinkTest {
  private static final RealTimeEvent EVENT =
      RealTimeEvent.V2R1
          .builder(IdentityId.of("666666"), EventTime.ofMillis(1566016554020L))
          .score(Score.of(0.75))
          .endpointId("AKOPKKKKK__192.168.1.25")
          .build();

  /** As large as those of a box with its three pictures: 347 kB. */
  private static final RealTimeEvent.V2R2 BIG =
      RealTimeEvent.V2R2
          .builder(IdentityId.of("666666"), EventTime.ofMillis(1566016554020L))
          .identityName(PersonName.of("小明 \"Tom\" & + % =\\"))
          .score(Score.of(0.75))
          .registeredImage(picture(100_000))
          .sceneImage(picture(120_000))
          .faceImage(picture(40_000))
          .build();

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static EncodedImage picture(int bytes) {
    byte[] picture = new byte[bytes];
    new Random(bytes).nextBytes(picture);
    return EncodedImage.of(picture);
  }

  private final BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> contentTypes = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private int status = 200;
  private String retryAfter = "";
  private String answer = "";
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private volatile Headers headers = new Headers();

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/RealTimeEvent",
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          paths.add(exchange.getRequestURI().getPath());
          headers = exchange.getRequestHeaders();
          ids.add(headers.getFirst("webhook-id"));
          contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
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
            to("http://127.0.0.1:" + silent.getLocalPort() + "/x")
                .timeout(Duration.ofMillis(300))
                .open()) {
      assertThat(sink.send(EVENT))
          .isEqualTo(new Delivery.Unreachable("timed out waiting for the answer"));
    }
  }

  @Test
  void anEndpointThatIsNoUrlIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSink.open("ftp://192.168.1.101"))
        .withMessage("endpoint: expected an http or https URL but was 19 other chars");
  }

  @Test
  void theAnswerOfAPlatformThatSaysFailureIsNone() {
    for (String failure : List.of("{\"message\":\"x\",\"status\":600000}", "{\"status\":\"7\"}")) {
      answer = failure;
      assertThat(send()).isEqualTo(new Delivery.Deferred(200, null));
      try (WebhookSink sink = to(url()).ignoringAnswers().open()) {
        assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"SUCCESS\",\"status\":0}",
        "{\"status\":\"ok\"}",
        "{\"a\":{\"status\":5}}",
        "{\"status\"",
        "[1]",
        "status 5",
        "{\"status\":null}"
      })
  void anyOtherAnswerIsGood(String good) {
    answer = good;
    assertThat(send()).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void anAnswerIsReadUpToItsLimit() {
    String failure = "{\"status\":5}";
    answer = failure + " ".repeat(WebhookSink.MAX_ANSWER_BYTES - failure.length());
    assertThat(send()).isEqualTo(new Delivery.Deferred(200, null));
    answer += " ";
    assertThat(send()).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void theNextEndpointIsTriedOnlyIfTheOneBeforeDidNotTakeIt() throws IOException {
    EventServerUrl.V2R1 both = EventServerUrl.V2R1.json(List.of(url() + "/a", url() + "/b"));
    try (WebhookSink box =
        WebhookSink.asBox(both).allowing(InetAddress::isLoopbackAddress).open()) {
      assertThat(box.send(EVENT)).isEqualTo(new Delivery.Accepted());
      assertThat(paths).containsExactly("/RealTimeEvent/a");
      status = 500;
      assertThat(box.send(EVENT)).isEqualTo(new Delivery.Deferred(500, null));
      assertThat(paths).containsExactly("/RealTimeEvent/a", "/RealTimeEvent/a", "/RealTimeEvent/b");
      assertThat(ids.subList(1, 3)).containsOnly(ids.get(1)).doesNotContain(ids.get(0));
    }
  }

  @Test
  void aBoxGivesEachAddressHalfASecond() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String first = "http://127.0.0.1:" + silent.getLocalPort() + "/x";
      EventServerUrl.V2R1 settings = EventServerUrl.V2R1.json(List.of(first, url()));
      try (WebhookSink box =
          WebhookSink.asBox(settings).allowing(InetAddress::isLoopbackAddress).open()) {
        long start = System.nanoTime();
        assertThat(box.send(EVENT)).isEqualTo(new Delivery.Accepted());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(490), Duration.ofSeconds(5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BodyForm.class)
  void everyFormIsReadAsTheSameEvent(BodyForm form) throws IOException {
    WebhookSignature signature = WebhookSignature.of(List.of(SECRET));
    try (WebhookSink sink = to(url()).form(form).signature(signature).open()) {
      assertThat(sink.send(BIG, "msg_1")).isEqualTo(new Delivery.Accepted());
    }
    byte[] body = bodies.remove();
    assertThat(headers.getFirst("Content-Length")).isEqualTo(String.valueOf(body.length));
    assertThat(
            signature.verify(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body))
        .isEqualTo(WebhookSignature.Verdict.VALID);
    assertThat(read(form, body)).isEqualTo(BIG);
  }

  @ParameterizedTest
  @EnumSource(BodyForm.class)
  void picturesThatAreNotWantedAreNotSent(BodyForm form) throws IOException {
    try (WebhookSink sink = to(url()).form(form).pictures(PictureChoice.NONE).open()) {
      assertThat(sink.send(BIG)).isEqualTo(new Delivery.Accepted());
    }
    byte[] body = bodies.remove();
    assertThat(body).hasSizeLessThan(2000);
    AccessEvent read = (AccessEvent) read(form, body);
    assertThat(read.registeredImage()).isEqualTo(EncodedImage.NONE);
    assertThat(read.time()).isEqualTo(BIG.time());
  }

  @ParameterizedTest
  @EnumSource(BodyForm.class)
  void sendingAllocatesLittleMoreThanTheBody(BodyForm form) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (WebhookSink sink = to(url()).form(form).open()) {
      for (int i = 0; i < 30; i++) {
        sink.send(BIG);
      }
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        sink.send(BIG);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      int body = bodies.remove().length;
      assertThat((double) least / body).isBetween(0.5, 1.2);
    }
  }

  @Test
  void addressesOfThisMachineAreRefusedUnlessAllowed() {
    for (String host :
        List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0")) {
      String url = "http://" + host + ":" + receiver.getAddress().getPort() + "/RealTimeEvent";
      try (WebhookSink sink = WebhookSink.open(url)) {
        assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Unreachable("address not allowed"));
      }
    }
    assertThat(bodies).isEmpty();
  }

  private Object read(BodyForm form, byte[] body) throws IOException {
    EventCodec codec = new EventCodec();
    String type = contentTypes.remove();
    if (form == BodyForm.JSON) {
      assertThat(type).isEqualTo("application/json");
      return codec.decode(body, Hint.POSTED);
    }
    List<FormPart> parts = new ArrayList<>();
    if (form == BodyForm.URLENCODED) {
      assertThat(type).isEqualTo("application/x-www-form-urlencoded");
      for (String pair : new String(body, UTF_8).split("&", -1)) {
        String[] both = pair.split("=", 2);
        parts.add(
            FormPart.text(URLDecoder.decode(both[0], UTF_8), URLDecoder.decode(both[1], UTF_8)));
      }
    } else {
      assertThat(type).startsWith("multipart/form-data; boundary=");
      String boundary = type.substring(type.indexOf('=') + 1);
      String text = new String(body, ISO_8859_1);
      assertThat(text).endsWith("\r\n--" + boundary + "--\r\n");
      for (String part : text.split("--" + boundary + "(--)?\r\n", -1)) {
        if (!part.isEmpty()) {
          int end = part.indexOf("\r\n\r\n");
          String name = part.substring(part.indexOf("name=\"") + 6, part.indexOf("\"\r\n"));
          String content = part.substring(end + 4, part.length() - 2);
          String json =
              part.substring(0, end).contains("application/json") ? "application/json" : null;
          parts.add(FormPart.of(name, json, content.getBytes(ISO_8859_1)));
        }
      }
    }
    return codec.decodeForm(parts, Hint.POSTED).event();
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/RealTimeEvent";
  }

  private static WebhookSink.Builder to(String url) {
    return WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress);
  }

  private Delivery send() {
    try (WebhookSink sink = to(url()).open()) {
      return sink.send(EVENT);
    }
  }
}
