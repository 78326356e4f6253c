package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.sink.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send and who may read; 127.0.0.2 stands for another machine. */
final class AccessTest {
  private static final String OTHER_MACHINE = "127.0.0.2";
  private static final String TOKEN = "sender-token-0123456789";
  private static final String READER_TOKEN = "reader-token-0123456789";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

  private static final String STORED = "{\"message\":\"SUCCESS\",\"status\":0}";
  private static final String NO_TOKEN =
      refusal(
          "sender: expected the sender token, as Authorization: Bearer or as the path's first"
              + " segment, but was none or another");
  private static final String NO_READER =
      refusal("reader: expected the reader token or a session but there is none");
  private static final String WRONG_READER =
      refusal("reader: expected the reader token but was another");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private final SetClock clock = new SetClock(NOW);
  private @Nullable ReceiverServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private static String refusal(String message) {
    return "{\"message\":\"" + message + "\",\"status\":1}";
  }

  private AccessPolicy.Builder policy() {
    return AccessPolicy.builder().thisMachine("127.0.0.1").clock(clock);
  }

  /** A receiver that others reach. */
  private Wire open(AccessPolicy.Builder policy) {
    return open("0.0.0.0", policy);
  }

  private Wire open(String host, AccessPolicy.Builder policy) {
    server =
        ReceiverServer.builder()
            .dataFolder(folder.resolve("data"))
            .host(host)
            .port(0)
            .streamPort(0)
            .access(policy.build())
            .build();
    return new Wire(server.port());
  }

  private List<String> storedPaths() {
    List<String> paths = new ArrayList<>();
    FolderEventStore.visitAll(folder.resolve("data"), event -> paths.add(event.path()));
    return paths;
  }

  @Test
  void anAddressThatIsNotListedSendsNothing() {
    Wire wire = open(policy().allow("127.0.0.2", "10.0.0.0/8"));

    Wire.Answer refused = wire.post("/RealTimeEvent", Samples.REAL_TIME);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo(refusal("request: expected an address of --allow as sender but was another"));
    assertThat(wire.from(OTHER_MACHINE).post("/RealTimeEvent", Samples.REAL_TIME).body())
        .isEqualTo(STORED);
    // it may read all the same
    assertThat(wire.get("/api/events").status()).isEqualTo(200);
    assertThat(storedPaths()).hasSize(1);
  }

  @Test
  void onTheLanNobodyElseIsAnswered() {
    Wire wire = open(policy().lanOnly()).from(OTHER_MACHINE);

    for (Wire.Answer answer :
        List.of(
            wire.post("/RealTimeEvent", Samples.REAL_TIME), wire.get("/"), wire.get("/metrics"))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body())
          .isEqualTo(
              refusal(
                  "request: expected an address of a private network but was another, see --lan"));
    }
    assertThat(wire.from("127.0.0.1").post("/RealTimeEvent", Samples.REAL_TIME).body())
        .isEqualTo(STORED);
  }

  @Test
  void theTokenIsShownAsAHeaderOrInThePath() {
    Wire wire = open(policy().senderToken("an-older-one-still-known").senderToken(TOKEN));

    assertThat(
            wire.post("/RealTimeEvent", Samples.realTime(1), "Authorization: Bearer " + TOKEN)
                .body())
        .isEqualTo(STORED);
    assertThat(
            wire.post("/RealTimeEvent", Samples.realTime(2), "Authorization: bearer  " + TOKEN)
                .body())
        .isEqualTo(STORED);
    assertThat(wire.post("/" + TOKEN + "/HistoryEvent", Samples.realTime(3)).body())
        .isEqualTo(STORED);
    assertThat(
            wire.post("/an-older-one-still-known/EventServer/api/x?a=b", Samples.realTime(4))
                .body())
        .isEqualTo(STORED);
    assertThat(wire.post("/%73ender-token-0123456789/DeviceStatus", Samples.realTime(5)).body())
        .isEqualTo(STORED);

    assertThat(storedPaths())
        .containsExactly(
            "/RealTimeEvent",
            "/RealTimeEvent",
            "/HistoryEvent",
            "/EventServer/api/x",
            "/DeviceStatus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/RealTimeEvent",
        "/sender-token-012345678/RealTimeEvent",
        "/sender-token-01234567890/RealTimeEvent",
        "/SENDER-TOKEN-0123456789/RealTimeEvent",
        "/RealTimeEvent/sender-token-0123456789",
        "/sender-token-0123456789/../RealTimeEvent",
        "/x/sender-token-0123456789/RealTimeEvent",
        "/RealTimeEvent?token=sender-token-0123456789",
        "/reader-token-0123456789/RealTimeEvent",
      })
  void withoutTheTokenNothingIsTaken(String path) {
    Wire wire = open(policy().senderToken(TOKEN).readerToken(READER_TOKEN));

    Wire.Answer refused = wire.post(path, Samples.REAL_TIME);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo(NO_TOKEN);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"sender\"");
    assertThat(storedPaths()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer sender-token-012345678",
        "Bearer sender-token-0123456789,x",
        "Bearer",
        "Basic sender-token-0123456789",
        "sender-token-0123456789",
        "Bearer reader-token-0123456789",
      })
  void anotherAuthorizationIsNone(String authorization) {
    Wire wire = open(policy().senderToken(TOKEN).readerToken(READER_TOKEN));

    Wire.Answer refused =
        wire.post("/RealTimeEvent", Samples.REAL_TIME, "Authorization: " + authorization);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo(NO_TOKEN);
    assertThat(storedPaths()).isEmpty();
  }

  @Test
  void aTokenDoesNotHelpAnAddressThatIsNotListed() {
    Wire wire = open(policy().allow("127.0.0.2").senderToken(TOKEN));

    assertThat(wire.post("/" + TOKEN + "/RealTimeEvent", Samples.REAL_TIME).status())
        .isEqualTo(403);
    assertThat(wire.from(OTHER_MACHINE).post("/RealTimeEvent", Samples.REAL_TIME).status())
        .isEqualTo(401);
    assertThat(
            wire.from(OTHER_MACHINE)
                .post("/" + TOKEN + "/RealTimeEvent", Samples.REAL_TIME)
                .status())
        .isEqualTo(200);
  }

  @Test
  void theSendersTokenReadsNothing() {
    Wire wire = open(policy().senderToken(TOKEN).readerToken(READER_TOKEN));

    assertThat(wire.get("/" + TOKEN + "/api/events").status()).isEqualTo(401);
    assertThat(wire.get("/api/events", "Authorization: Bearer " + TOKEN).status()).isEqualTo(401);
  }

  /** The headers of a body that was signed now. */
  private static String[] signed(String secret, byte[] body, Instant at) {
    return new String[] {
      "webhook-id: msg_1",
      "webhook-timestamp: " + at.getEpochSecond(),
      "webhook-signature: " + WebhookSignature.of(List.of(secret)).sign("msg_1", at, body)
    };
  }

  @Test
  void whatIsSignedIsTaken() {
    Wire wire = open(policy().signatureSecret(SECRET));
    byte[] small = Samples.REAL_TIME.getBytes(UTF_8);
    byte[] large =
        Samples.withPictures(new byte[300_000], Samples.PNG, Samples.WEBP).getBytes(UTF_8);

    assertThat(wire.post("/RealTimeEvent", small, signed(SECRET, small, NOW)).body())
        .isEqualTo(STORED);
    assertThat(wire.post("/HistoryEvent", large, signed(SECRET, large, NOW)).body())
        .isEqualTo(STORED);
    assertThat(storedPaths()).hasSize(2);
  }

  @Test
  void whatIsSignedIsTakenInChunks() {
    Wire wire = open(policy().signatureSecret(SECRET));
    String body = Samples.REAL_TIME;
    String head =
        "POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\n"
            + String.join("\r\n", signed(SECRET, body.getBytes(UTF_8), NOW))
            + "\r\n\r\n";

    assertThat(wire.exchange(head.getBytes(UTF_8), chunked(body)).body()).isEqualTo(STORED);
    Wire.Answer refused = wire.exchange(head.getBytes(UTF_8), chunked(body + " "));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(storedPaths()).hasSize(1);
  }

  private static byte[] chunked(String body) {
    int half = body.length() / 2;
    return (Integer.toHexString(half)
            + "\r\n"
            + body.substring(0, half)
            + "\r\n"
            + Integer.toHexString(body.length() - half)
            + "\r\n"
            + body.substring(half)
            + "\r\n0\r\n\r\n")
        .getBytes(UTF_8);
  }

  @Test
  void whatIsNotSignedIsNotStored() {
    Wire wire = open(policy().signatureSecret(SECRET));
    byte[] body = Samples.REAL_TIME.getBytes(UTF_8);
    byte[] other = Samples.REAL_TIME.replace("Tom", "Tim").getBytes(UTF_8);
    String another = "whsec_" + "A".repeat(32);

    assertRefused(
        "signature: expected one of Standard Webhooks v1 by a secret that the receiver has, for"
            + " this body, but was another",
        wire.post("/RealTimeEvent", other, signed(SECRET, body, NOW)),
        wire.post("/RealTimeEvent", body, signed(another, body, NOW)));
    assertRefused(
        "signature: expected one of Standard Webhooks v1 within 5 minutes of the receiver's clock"
            + " but the timestamp is further away",
        wire.post("/RealTimeEvent", body, signed(SECRET, body, NOW.minusSeconds(301))));
    assertRefused(
        "signature: expected one of Standard Webhooks v1 with webhook-id, webhook-timestamp and"
            + " webhook-signature but one is missing or malformed",
        wire.post("/RealTimeEvent", body, "webhook-signature: v1,x"));
    assertRefused(
        "signature: expected webhook-id, webhook-timestamp and webhook-signature but there is none",
        wire.post("/RealTimeEvent", body),
        wire.post("/" + TOKEN + "/RealTimeEvent", body, "Authorization: Bearer " + TOKEN));
    assertThat(storedPaths()).isEmpty();
  }

  private static void assertRefused(String message, Wire.Answer... answers) {
    for (Wire.Answer answer : answers) {
      assertThat(answer.body()).isEqualTo(refusal(message));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Webhook-Signature realm=\"sender\"");
    }
  }

  @Test
  void aBoxWithATokenNeedNotSign() {
    Wire wire = open(policy().senderToken(TOKEN).signatureSecret(SECRET));
    byte[] body = Samples.REAL_TIME.getBytes(UTF_8);

    assertThat(wire.post("/" + TOKEN + "/RealTimeEvent", body).body()).isEqualTo(STORED);
    assertThat(wire.post("/RealTimeEvent", body, signed(SECRET, body, NOW)).body())
        .isEqualTo(STORED);
    assertThat(wire.post("/RealTimeEvent", body).body()).isEqualTo(NO_TOKEN);
    assertThat(
            wire.post("/RealTimeEvent", body, signed("whsec_" + "A".repeat(32), body, NOW))
                .status())
        .isEqualTo(401);
  }

  @Test
  void everyRequestNamesAListedHost() {
    Wire wire = open(policy().allowHost("Receiver.lan"));
    String message = refusal("request: expected one of --allow-host as host but was another");

    for (String host : List.of("127.0.0.1", "localhost", "receiver.lan.evil.example", "lan")) {
      Wire.Answer refused = wire.post("/RealTimeEvent", Samples.REAL_TIME, "Host: " + host);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo(message);
      assertThat(wire.get("/metrics", "Host: " + host).status()).isEqualTo(403);
    }
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME, "Host: RECEIVER.lan:9528").status())
        .isEqualTo(200);
    // it is a name of the receiver's own for readers, too, and its page may log in and post
    assertThat(wire.get("/api/events", "Host: receiver.lan").status()).isEqualTo(200);
    assertThat(
            wire.post(
                    "/RealTimeEvent",
                    Samples.REAL_TIME,
                    "Host: receiver.lan:9528",
                    "Origin: http://receiver.lan:9528")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.js",
        "/api/events",
        "/api/events/1/pictures/face",
        "/api/export",
        "/x"
      })
  void withoutAReadersTokenOnlyThisMachineReads(String path) {
    Wire wire = open(policy());

    Wire.Answer refused = wire.from(OTHER_MACHINE).get(path);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo(
            refusal(
                "request: expected this machine as reader but was another; start the receiver with"
                    + " --reader-token-file to let others read"));
    assertThat(wire.get("/api/events").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, GET", "127.0.0.2, GET", "127.0.0.2, HEAD", "127.0.0.2, POST"})
  void whereThereIsAReadersTokenEveryReaderShowsIt(String from, String method) {
    Wire wire = open(policy().readerToken(READER_TOKEN)).from(from);

    for (String path : List.of("/api/events", "/api/events/1/pictures/face", "/api/events/x")) {
      Wire.Answer refused = wire.send(method, path, new byte[0]);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"reader\"");
      if (!method.equals("HEAD")) {
        assertThat(refused.body()).isEqualTo(NO_READER);
      }
    }
    assertThat(wire.get("/api/export").status()).isEqualTo(401);
    assertThat(wire.get("/anything").status()).isEqualTo(401);
    assertThat(wire.get("/api/events", "Authorization: Bearer " + READER_TOKEN).status())
        .isEqualTo(200);
    assertThat(wire.get("/api/events", "Authorization: Bearer " + READER_TOKEN + "x").body())
        .isEqualTo(WRONG_READER);
    // the page shows no event, and the form to log in
    assertThat(wire.get("/").body()).contains("<form id=\"login\"");
    assertThat(wire.get("/page.js").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health/live", "/health/ready"})
  void metricsAreForWhoeverReachesThem(String path) {
    Wire wire = open(policy().readerToken(READER_TOKEN)).from(OTHER_MACHINE);

    assertThat(wire.get(path, "Host: receiver.monitoring.example").status())
        .isNotIn(401, 403); // 404 as long as nobody serves it
  }

  @Test
  void aReaderWhoLogsInNeedsTheTokenOnce() {
    Wire wire = open(policy().readerToken(READER_TOKEN)).from(OTHER_MACHINE);
    String form = "Content-Type: application/x-www-form-urlencoded";

    Wire.Answer in = wire.post("/session", "token=" + READER_TOKEN, form);

    assertThat(in.status()).isEqualTo(200);
    assertThat(in.body()).isEqualTo(STORED);
    assertThat(in.header("Cache-Control")).isEqualTo("no-store");
    String cookie = String.valueOf(in.header("Set-Cookie"));
    assertThat(cookie)
        .matches("sophon-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    String session = "Cookie: a=b; " + cookie.substring(0, cookie.indexOf(';'));
    assertThat(wire.get("/api/events", session).status()).isEqualTo(200);
    assertThat(wire.get("/api/events", session + "x").status()).isEqualTo(401);
    assertThat(wire.get("/api/events", "Cookie: sophon-session=").status()).isEqualTo(401);
    assertThat(wire.get("/api/events", "Cookie: sophon-session=\"; ;;=,\u0001").status())
        .isNotEqualTo(200);

    clock.advance(Duration.ofHours(12));
    assertThat(wire.get("/api/events", session).body()).isEqualTo(NO_READER);
  }

  @Test
  void aSessionSendsNothing() {
    Wire wire = open(policy().senderToken(TOKEN).readerToken(READER_TOKEN));
    String cookie =
        String.valueOf(wire.post("/session", "token=" + READER_TOKEN).header("Set-Cookie"));

    assertThat(
            wire.post(
                    "/RealTimeEvent",
                    Samples.REAL_TIME,
                    "Cookie: " + cookie.substring(0, cookie.indexOf(';')))
                .body())
        .isEqualTo(NO_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token=wrong-token-0123456789",
        "token=",
        "",
        "reader-token-0123456789",
        "token=reader-token-0123456789&token=reader-token-0123456789",
        "token=reader-token-0123456789%00",
        "token=%zz",
        "token=%ff",
        "Token=reader-token-0123456789",
      })
  void aWrongTokenBeginsNoSession(String form) {
    Wire wire = open(policy().readerToken(READER_TOKEN));

    Wire.Answer refused = wire.post("/session", form);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo(WRONG_READER);
    assertThat(refused.headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void afterTenWrongTokensAnAddressWaits() {
    Wire wire = open(policy().readerToken(READER_TOKEN));
    Wire other = wire.from(OTHER_MACHINE);
    String right = "Authorization: Bearer " + READER_TOKEN;
    for (int i = 0; i < 5; i++) {
      assertThat(other.post("/session", "token=wrong-token-0123456789").status()).isEqualTo(401);
      assertThat(other.get("/api/events", right + "x").status()).isEqualTo(401);
      assertThat(other.get("/api/events").status()).isEqualTo(401); // no token is no attempt
    }

    for (Wire.Answer answer :
        List.of(other.post("/session", "token=" + READER_TOKEN), other.get("/api/events", right))) {
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isEqualTo("60");
      assertThat(answer.body())
          .isEqualTo(refusal("reader: expected at most 10 wrong tokens a minute"));
      assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }
    assertThat(wire.get("/api/events", right).status()).isEqualTo(200);

    clock.advance(Duration.ofMinutes(1));
    assertThat(other.post("/session", "token=" + READER_TOKEN).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"1018, 401", "1019, 413"})
  void aFormToLogInIsSmall(int chars, int status) {
    Wire wire = open(policy().readerToken(READER_TOKEN));

    assertThat(wire.post("/session", "token=" + "x".repeat(chars)).status()).isEqualTo(status);
  }

  @Test
  void onlyItsOwnPageLogsIn() {
    Wire wire = open(policy().readerToken(READER_TOKEN));
    String form = "token=" + READER_TOKEN;

    assertThat(wire.post("/session", form, "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(wire.post("/session", form, "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
    assertThat(wire.get("/session").status()).isEqualTo(405);
    assertThat(wire.get("/session").header("Allow")).isEqualTo("POST");
  }

  @Test
  void withoutATokenThereIsNoSession() {
    Wire.Answer answer = open("127.0.0.1", policy()).post("/session", "token=");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            refusal("session: expected a receiver with --reader-token-file but it has none"));
  }

  @Test
  void aNameThatWasMadeToLeadHereReadsNothingEvenWithTheToken() {
    Wire wire = open(policy().readerToken(READER_TOKEN));

    assertThat(
            wire.get(
                    "/api/events", "Host: rebound.example", "Authorization: Bearer " + READER_TOKEN)
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "127.0.0.2, false", "127.0.0.3, true"})
  void theStreamIsForThisMachineAndTheListedAddresses(String from, boolean heard)
      throws IOException {
    open(policy().allowStream("127.0.0.3"));

    assertThat(handshake(from).startsWith("HTTP/1.1 101")).isEqualTo(heard);
  }

  @Test
  void theStreamOfALoopbackReceiverIsForLoopback() throws IOException {
    open("127.0.0.1", AccessPolicy.builder());

    assertThat(handshake("127.0.0.2")).startsWith("HTTP/1.1 101");
  }

  private String handshake(String from) throws IOException {
    int port = server == null ? 0 : server.streamPort();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0)) {
      socket.setSoTimeout(10_000);
      String asked =
          """
          GET / HTTP/1.1
          Host: 127.0.0.1
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """;
      socket.getOutputStream().write(asked.replace("\n", "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(12), UTF_8);
    }
  }
}
