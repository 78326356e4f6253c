package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sophonevents.client.stream.EventStream;
import io.sophonevents.event.StreamSubscription;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiverProcessTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private String[] arguments(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--port", "0", "--stream-port", "0", "--data", folder.resolve("data").toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private ReceiverProcess start(String... more) throws Exception {
    return ReceiverProcess.start(folder, ReceiverProcess.fromClasses(arguments(more)));
  }

  private ReceiverProcess.Outcome run(String... arguments) throws Exception {
    return ReceiverProcess.run(folder, ReceiverProcess.fromClasses(arguments));
  }

  @Test
  void whatWasAcknowledgedOutlivesAKill() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicLong next = new AtomicLong();
    for (int round = 0; round < 5; round++) {
      try (ReceiverProcess receiver = start()) {
        CountDownLatch enough = new CountDownLatch(20);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Thread sender =
              new Thread(() -> sendUntilKilled(receiver.wire(), next, acknowledged, enough));
          sender.start();
          senders.add(sender);
        }
        enough.await(); // the others are in the middle of something
        receiver.kill();
        for (Thread sender : senders) {
          sender.join();
        }
      }

      List<String> stored = storedIds();
      assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
  }

  private static void sendUntilKilled(
      Wire wire, AtomicLong next, Set<String> acknowledged, CountDownLatch enough) {
    try {
      while (true) {
        long id = next.incrementAndGet();
        if (wire.post("/RealTimeEvent", Samples.realTime(id)).status() == 200) {
          acknowledged.add(String.valueOf(id));
          enough.countDown();
        }
      }
    } catch (RuntimeException killed) {
      enough.countDown();
    }
  }

  private List<String> storedIds() {
    List<String> ids = new ArrayList<>();
    FolderEventStore.visitAll(
        folder.resolve("data"),
        event -> {
          try {
            ids.add(JSON.readTree(event.body()).path("identity_id").asText());
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    return ids;
  }

  @Test
  void noTextOfASenderNamesAFileOrBreaksALineOfTheLog() throws Exception {
    List<String> hostile =
        List.of("../../../evil", "/tmp/evil", "a\\nINFO evil b", "evil\\u0000.jpg", "..\\\\evil");
    try (ReceiverProcess receiver = start()) {
      for (String text : hostile) {
        for (String sample :
            List.of("realtime-se3-v2r1.json", "history-event-v5r7.json", "stream-event-v6.json")) {
          String event = withCanaries(JSON.readTree(Samples.sample(sample))).toString();
          receiver.wire().post("/RealTimeEvent", event.replace("canary", text));
          receiver.wire().post("/RealTimeEvent", event.replace("canary", text) + "evil\n");
        }
      }
      for (String path :
          List.of("/a%0aINFO%20evil", "/..%2f..%2fevil", "/%2e%2e/evil", "/evil;x=%0d")) {
        receiver.wire().post(path, Samples.REAL_TIME);
        receiver.wire().get("/api/events/1/pictures/" + path);
      }
      receiver.terminate();
      assertThat(receiver.log().lines())
          .allMatch(
              line -> line.matches("\\[[\\w-]+] (INFO|DEBUG|WARN|ERROR) io\\.sophonevents\\..*"));
    }
    try (var files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("evil"));
    }
    assertThat(Path.of("/tmp/evil")).doesNotExist();
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(
              name ->
                  name.matches("events\\.db(-wal|-shm)?|pictures-\\d{6}\\.bin|receiver\\.lock"));
    }
  }

  @Test
  void nothingOfAnEventIsLoggedAtAnyLevel() throws Exception {
    try (ReceiverProcess receiver = start()) {
      Wire wire = receiver.wire();
      try (EventStream stream =
          EventStream.connect(
              URI.create("ws://127.0.0.1:" + receiver.streamPort()),
              StreamSubscription.V5R2.withPictures(List.of("canary")),
              event -> {})) {
        for (String sample :
            List.of(
                "realtime-se3-v2r1.json",
                "history-event-v5r7.json",
                "access-record-report-v5r6.json",
                "stream-subscribe-v5.json")) {
          JsonNode event = withCanaries(JSON.readTree(Samples.sample(sample)));
          assertThat(wire.post("/EventServer/api/canary?canary=canary", event.toString()).status())
              .isEqualTo(200);
          ((ObjectNode) event).put("identity_name", 7).put("event_list", "canary");
          wire.post("/HistoryEvent", event.toString(), "User-Agent: canary", "Host: canary");
          wire.post("/RealTimeEvent", "[" + event + "," + event + "]");
          wire.post("/RealTimeEvent", event.toString().replace("}", ""));
        }
        wire.post("/RealTimeEvent", "canary");
        wire.post("/RealTimeEvent", "{\"canary\":\"canary\",\"canary\":1}");
        wire.post("/RealTimeEvent", "{\"canary\":\"canary\"}");
        wire.post("/DeviceStatus", "{\"canary\":\"canary\"}");
        wire.post("/canary", "canary");
        wire.post("/RealTimeEvent", "canary", "Origin: http://canary.example");
        wire.get("/api/events?after=canary");
        wire.get("/api/events?limit=200");
        wire.get("/api/events/1/pictures/face?canary");
        wire.get("/api/events", "Host: canary.example");
        wire.get("/%zzcanary");
        wire.exchange("canary\r\n\r\n".getBytes(UTF_8));
        assertThat(stream).isNotNull();
      }
      assertThat(receiver.terminate()).isEqualTo(143);

      assertThat(receiver.log())
          .contains("DEBUG", "stored events=1", "unreadable problem=", "stored unknown bytes=")
          .doesNotContainIgnoringCase("canary");
    }
  }

  /** The same with another text in place of every text. */
  private static JsonNode withCanaries(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(withCanaries(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withCanaries(array.get(i)));
      }
    }
    return node.isTextual() ? TextNode.valueOf("canary") : node;
  }

  @Test
  void itSaysWhereItReceivesAndEndsWhenItIsAskedTo() throws Exception {
    try (ReceiverProcess receiver = start()) {
      int port =
          Integer.parseInt(receiver.ready().replaceAll(".*; page http://[^:]*:(\\d+)/.*", "$1"));
      assertThat(receiver.ready())
          .isEqualTo(
              "receiving at http://127.0.0.1:"
                  + port
                  + "/RealTimeEvent, /HistoryEvent, /DeviceStatus and any other path; page"
                  + " http://127.0.0.1:"
                  + port
                  + "/; stream ws://127.0.0.1:"
                  + receiver.streamPort()
                  + "; data "
                  + folder.resolve("data"));
      receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME);

      assertThat(receiver.terminate()).isEqualTo(143);

      // the log was written into the database, so it was closed in order
      assertThat(folder.resolve("data/events.db-wal")).doesNotExist();
      assertThat(storedIds()).containsExactly("12345565");
      assertThat(receiver.log()).doesNotContain("NOT PRIVATE");
    }
  }

  @Test
  void itSaysWhatIsOpenWhenOthersCanReachIt() throws Exception {
    try (ReceiverProcess receiver = start("--host", "0.0.0.0")) {
      assertThat(receiver.log())
          .containsOnlyOnce("WARN")
          .contains("can post events, nobody is asked for a password; --allow, --lan,")
          .contains("page and events are shown to this machine only; --reader-token-file lets")
          .contains("is heard by this machine only; --stream-allow lets others in");
    }
  }

  @Test
  void whatIsClosedIsNotWarnedOf() throws Exception {
    String sender = secret("sender", "canary-sender-token");
    String reader = secret("reader", "canary-reader-token");
    try (ReceiverProcess receiver =
        start(
            "--host=0.0.0.0",
            "--lan",
            "--allow=127.0.0.0/8",
            "--sender-token-file=" + sender,
            "--reader-token-file=" + reader)) {
      assertThat(receiver.log())
          .doesNotContain("WARN")
          .contains("page and events are shown to whoever has the reader token");
      Wire wire = receiver.wire();
      assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(401);
      assertThat(wire.post("/canary-sender-token/RealTimeEvent", Samples.REAL_TIME).status())
          .isEqualTo(200);
      assertThat(wire.get("/api/events", "Authorization: Bearer canary-reader-token").body())
          .contains("\"path\":\"/RealTimeEvent\"")
          .doesNotContain("canary");
    }
    try (ReceiverProcess receiver = start("--host=0.0.0.0", "--lan", "--stream-allow=10.0.0.0/8")) {
      assertThat(receiver.log())
          .contains("takes events by the sender's address alone")
          .contains("the addresses of --stream-allow hear the stream");
    }
  }

  @Test
  void noSecretIsLoggedOrStoredAtAnyLevel() throws Exception {
    String sender = secret("sender", "canary-sender-token");
    String reader = secret("reader", "canary-reader-token");
    String signing = secret("signing", "whsec_canary" + "A".repeat(26));
    try (ReceiverProcess receiver =
        start(
            "--sender-token-file=" + sender,
            "--reader-token-file=" + reader,
            "--signature-secret-file=" + signing)) {
      Wire wire = receiver.wire();
      for (String path :
          List.of(
              "/canary-sender-token/RealTimeEvent",
              "/canary-sender-token/EventServer/api/%zz",
              "/canary-sender-token/nowhere",
              "/canary-sender-token",
              "/canary-sender-token/api/events/1/pictures/face",
              "/canary-sender-token/session",
              "/canary-wrong-token/RealTimeEvent")) {
        wire.post(path, Samples.REAL_TIME);
        wire.post(path, "{");
        wire.get(path);
        wire.send("BREW", path, new byte[0]);
        wire.exchangeAndEnd("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
        wire.exchangeAndEnd(
            "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        wire.exchangeAndEnd("POST " + path + " HTTP/9\r\nHost: x\r\n\r\n");
      }
      for (String token : List.of("canary-reader-token", "canary-wrong-token")) {
        wire.get("/api/events", "Authorization: Bearer " + token);
        wire.post("/session", "token=" + token);
        wire.get("/api/events", "Cookie: sophon-session=" + token);
      }
      wire.post("/RealTimeEvent", Samples.REAL_TIME, "webhook-signature: v1,canary");
      wire.post(
          "/RealTimeEvent",
          Samples.REAL_TIME,
          "webhook-id: canary",
          "webhook-timestamp: 1",
          "webhook-signature: v1,canary");
      assertThat(receiver.terminate()).isEqualTo(143);

      assertThat(receiver.log())
          .contains("DEBUG", "stored events=1", "a reader logged in", "reason=\"wrong token\"")
          .doesNotContainIgnoringCase("canary");
    }
    FolderEventStore.visitAll(
        folder.resolve("data"), event -> assertThat(event.path()).doesNotContain("canary"));
  }

  private String secret(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  @Test
  void aSecretThatIsNoneIsSaidInOneLine() throws Exception {
    ReceiverProcess.Outcome outcome =
        run(arguments("--reader-token-file=" + secret("reader", "canary")));

    assertThat(outcome.err())
        .isEqualTo(
            "reader token: expected 16 to 256 characters but was 6; make one with openssl rand"
                + " -hex 24; see --help\n");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void aPortInUseIsSaidWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertFails(
          1,
          "port "
              + port
              + " on 127.0.0.1 is in use; choose another with --port (0 picks a free"
              + " one)",
          "--port",
          port,
          "--data",
          folder.resolve("data").toString());
      assertFails(
          1,
          "port "
              + port
              + " on 127.0.0.1 is in use; choose another with --stream-port (0 picks a"
              + " free one)",
          "--port",
          "0",
          "--stream-port",
          port,
          "--data",
          folder.resolve("data").toString());
    }
  }

  @Test
  void whatCannotWorkIsSaidInOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertFails(
        1,
        "host 203.0.113.7 is no address of this machine; choose another with --host",
        arguments("--host", "203.0.113.7"));
    assertFails(
        1,
        "host no.such.host.invalid is not known; choose another with --host",
        arguments("--host", "no.such.host.invalid"));
    assertFails(
        1,
        "data folder " + file + " is a file; choose another with --data",
        "--data",
        file.toString());
    assertFails(
        1,
        "data folder " + folder + " has no events.db: no receiver has run on it",
        "export",
        "--data",
        folder.toString());
  }

  private void assertFails(int exitCode, String message, String... arguments) throws Exception {
    ReceiverProcess.Outcome outcome = run(arguments);

    assertThat(outcome.err().lines().filter(line -> !line.contains("] DEBUG ")))
        .containsExactly(message);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aSecondReceiverOnTheSameFolderIsRefused() throws Exception {
    try (ReceiverProcess receiver = start()) {
      assertFails(
          1,
          "data folder "
              + folder.resolve("data")
              + " is in use by another receiver; choose another with --data",
          arguments());
      assertThat(receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
    }
  }

  @Test
  void wrongArgumentsAreExplained() throws Exception {
    ReceiverProcess.Outcome noFolder = run();
    assertThat(noFolder.err()).isEqualTo("Missing required option: '--data=DIR'; see --help\n");
    assertThat(noFolder.exitCode()).isEqualTo(2);

    ReceiverProcess.Outcome wrongPort = run("--data", folder.toString(), "--port", "70000");
    assertThat(wrongPort.err()).isEqualTo("port: expected 0 to 65535 but was 70000; see --help\n");
    assertThat(wrongPort.exitCode()).isEqualTo(2);
  }

  @Test
  void theHelpTeaches() throws Exception {
    ReceiverProcess.Outcome help = run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("--data=DIR", "--port=PORT", "--stream-port=PORT", "--host=HOST", "export")
        .contains("--allow=NETWORK", "--lan", "--allow-host=NAME", "--stream-allow=NETWORK")
        .contains("--sender-token-file=FILE", "--reader-token-file=FILE")
        .contains("curl --data-binary @event.json http://127.0.0.1:9528/RealTimeEvent");
  }

  @Test
  void exportPrintsWhatIsStoredWhileTheReceiverRunsAndAfterIt() throws Exception {
    try (ReceiverProcess receiver = start()) {
      receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME);
      receiver.wire().post("/HistoryEvent", Samples.HISTORY);

      assertExported();
      receiver.kill();
      assertExported();
    }
  }

  private void assertExported() throws Exception {
    ReceiverProcess.Outcome export = run("export", "--data", folder.resolve("data").toString());

    assertThat(export.exitCode()).isZero();
    List<String> lines = export.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode line = JSON.readTree(lines.get(0));
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly("receivedAt", "path", "kind", "layout", "event");
    assertThat(line.path("kind").asText()).isEqualTo("real-time");
    assertThat(line.path("event")).isEqualTo(JSON.readTree(Samples.REAL_TIME));
    assertThat(JSON.readTree(lines.get(1)).path("event")).isEqualTo(JSON.readTree(Samples.HISTORY));
  }
}
