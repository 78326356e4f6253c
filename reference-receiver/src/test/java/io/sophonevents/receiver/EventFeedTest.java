package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed on a web server of its own, with little patience. */
@Timeout(60)
final class EventFeedTest {
  private static final String PATH = "/api/events/stream";
  private static final Duration KEEP_ALIVE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final EventCodec codec = new EventCodec();

  @SuppressWarnings("NullAway.Init") // set before each test
  private EventStore store;

  private static final StoredEvent.Again ONCE = new StoredEvent.Again(0, Instant.EPOCH);

  private int number;

  @SuppressWarnings("NullAway.Init") // set before each test
  private EventFeed feed;

  @SuppressWarnings("NullAway.Init") // set before each test
  private WebServer web;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = FolderEventStore.open(folder.resolve("data"));
    feed = new EventFeed(new EventReader(codec, store), store, () -> {}, KEEP_ALIVE, PATIENCE);
    web =
        WebServer.bind(
            "127.0.0.1",
            0,
            TransportLimits.DEFAULT.withConnectionsPerAddress(600),
            new ReceiverMetrics());
    web.serve(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            return feed.handle(request, response, callback);
          }
        });
  }

  @AfterEach
  void close() {
    feed.close();
    web.close();
    store.close();
  }

  @Test
  void aClientHearsWhatIsStoredFromThenOn() throws Exception {
    add("before", 1);
    try (Reader reader = new Reader(PATH)) {
      add("after", 1);
      add("later", 1);

      assertThat(reader.message()).containsExactly("retry: 1000");
      List<String> first = reader.message();
      assertThat(first).hasSize(3);
      assertThat(first.get(0)).isEqualTo("event: real-time");
      assertThat(first.get(1)).isEqualTo("id: 2");
      assertThat(first.get(2))
          .isEqualTo(
              "data: {\"id\":2,\"receivedAt\":\"1970-01-01T00:00:00Z\",\"path\":\"/RealTimeEvent\","
                  + "\"kind\":\"real-time\",\"layout\":\"FogV2R1\",\"name\":\"after\","
                  + "\"identityId\":\"1\",\"stranger\":false,\"personType\":1,\"score\":0.78,"
                  + "\"device\":\"192.168.1.25\",\"time\":\"2019-08-14T08:30:54.932Z\","
                  + "\"pictures\":[]}");
      assertThat(reader.message().get(1)).isEqualTo("id: 3");
    }
  }

  @Test
  void theAnswerSaysWhatItIs() throws Exception {
    try (Reader reader = new Reader(PATH)) {
      assertThat(reader.head)
          .contains("HTTP/1.1 200 OK", "Content-Type: text/event-stream")
          .contains("Cache-Control: private, no-store");
      assertThat(reader.message()).containsExactly("retry: 1000");
    }
  }

  @ParameterizedTest
  @CsvSource({"?after=2, X-No: 1", "?after=1, Last-Event-ID: 2", "'', Last-Event-ID: 2"})
  void whoComesBackGetsWhatCameMeanwhile(String query, String header) throws Exception {
    for (int i = 1; i <= 4; i++) {
      add("n" + i, 1);
    }
    try (Reader reader = new Reader(PATH + query, header)) {
      assertThat(reader.id()).isEqualTo(3);
      assertThat(reader.id()).isEqualTo(4);
      add("n5", 1);
      assertThat(reader.id()).isEqualTo(5);
    }
  }

  @Test
  void anIdOfAnotherFolderIsBeforeAllOfThisOne() throws Exception {
    add("n", 2);
    try (Reader reader = new Reader(PATH + "?after=99")) {
      assertThat(reader.id()).isEqualTo(1);
      assertThat(reader.id()).isEqualTo(2);
    }
  }

  @Test
  void aLongPastIsReadWithoutAGap() throws Exception {
    add("n", 1_000);
    try (Reader all = new Reader(PATH + "?after=0");
        Reader half = new Reader(PATH + "?after=500")) {
      for (int i = 1; i <= 1_000; i++) {
        assertThat(all.id()).isEqualTo(i);
      }
      for (int i = 501; i <= 1_000; i++) {
        assertThat(half.id()).isEqualTo(i);
      }
      add("n", 1);
      assertThat(all.id()).isEqualTo(1_001);
      assertThat(half.id()).isEqualTo(1_001);
    }
  }

  @Test
  void whoAsksForNoNamesGetsNone() throws Exception {
    try (Reader reader = new Reader(PATH + "?unnamed=true")) {
      add("n", 1);

      assertThat(reader.message().get(0)).isEqualTo("retry: 1000");
      assertThat(reader.message().get(0)).isEqualTo("id: 1");
    }
  }

  @Test
  void thereIsACommentWhileNothingHappens() throws Exception {
    try (Reader reader = new Reader(PATH)) {
      assertThat(reader.line()).isEqualTo("retry: 1000");
      assertThat(reader.line()).isEmpty();
      assertThat(reader.line()).isEqualTo(": still here");
      assertThat(reader.line()).isEmpty();
      assertThat(reader.line()).isEqualTo(": still here");
    }
  }

  @Test
  void whatASenderWritesStaysInItsMessage() throws Exception {
    try (Reader reader = new Reader(PATH)) {
      add("a\\n\\ndata: b\\r\\nid: 7", 1);
      add("n", 1);

      assertThat(reader.id()).isEqualTo(1);
      assertThat(reader.id()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatIsTooLongIsSaidWithoutThePerson(int more) throws Exception {
    String body = body("");
    StoredEvent shortest =
        new StoredEvent(
            1, Instant.EPOCH, "/RealTimeEvent", "real-time", "V2R1", utf8(body), ONCE, List.of());
    int length = new EventReader(codec, store).json(shortest, 10_000).length;
    String name = "x".repeat(EventFeed.MAX_MESSAGE_BYTES - length + more);
    StoredEvent event =
        new StoredEvent(
            1,
            Instant.EPOCH,
            "/RealTimeEvent",
            "real-time",
            "V2R1",
            utf8(body(name)),
            ONCE,
            List.of());

    byte[] json = new EventReader(codec, store).json(event, EventFeed.MAX_MESSAGE_BYTES);

    if (more == 0) {
      assertThat(json).hasSize(EventFeed.MAX_MESSAGE_BYTES);
    } else {
      assertThat(new String(json, US_ASCII))
          .isEqualTo(
              "{\"id\":1,\"receivedAt\":\"1970-01-01T00:00:00Z\",\"path\":\"/RealTimeEvent\","
                  + "\"kind\":\"real-time\",\"layout\":\"V2R1\"}");
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndTheOthersAreServed() throws Exception {
    String long_ = "x".repeat(60_000);
    try (Socket deaf = new Socket();
        Reader reader = new Reader(PATH)) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.port()));
      deaf.getOutputStream().write(request("1.1", "X-No: 1"));
      awaitClients(2);
      int stored = 0;
      while (feed.clients() == 2) { // until the sockets' buffers are full, and patience ends
        add(long_, 5);
        stored += 5;
        for (int i = 0; i < 5; i++) {
          assertThat(reader.id()).isEqualTo(stored - 4 + i);
        }
      }
      assertThat(feed.clients()).isEqualTo(1);
      add("n", 1);
      assertThat(reader.id()).isEqualTo(stored + 1);
      awaitEnd(deaf);
    }
  }

  @Test
  void aClientThatIsGoneIsForgotten() throws Exception {
    new Reader(PATH).close();

    awaitClients(0);
    assertThat(feed.clients()).isZero();
  }

  @Test
  void asManyAsTheLimitAreServedAndNotOneMore() throws Exception {
    List<Reader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < EventFeed.MAX_CLIENTS; i++) {
        readers.add(new Reader(PATH));
      }
      try (Reader oneMore = new Reader(PATH)) {
        assertThat(oneMore.head)
            .contains("HTTP/1.1 503 Service Unavailable", "Content-Type: application/json")
            .contains("Retry-After: 5");
        assertThat(oneMore.line())
            .isEqualTo(
                "{\"message\":\"event stream: expected at most 256 readers but there are"
                    + " more\",\"status\":1}");
      }
      add("n", 1);
      for (Reader reader : readers) {
        assertThat(reader.id()).isEqualTo(1);
      }
      readers.remove(0).close();
      awaitClients(EventFeed.MAX_CLIENTS - 1);
      readers.add(new Reader(PATH));
      assertThat(readers.get(readers.size() - 1).head).contains("HTTP/1.1 200 OK");
    } finally {
      for (Reader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void itsEndIsToldAndNobodyIsTakenAfterIt() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request("1.1", "X-No: 1"));
      awaitClients(1);
      add("n", 1);
      byte[] first = socket.getInputStream().readNBytes(100);
      feed.close();

      StringBuilder rest = new StringBuilder();
      while (!rest.toString().endsWith("\r\n0\r\n\r\n")) { // the last chunk: nothing was cut off
        int next = socket.getInputStream().read();
        assertThat(next).isNotNegative();
        rest.append((char) next);
      }
      assertThat(new String(first, US_ASCII)).startsWith("HTTP/1.1 200 OK");
      assertThat(new Wire(web.port()).get(PATH).status()).isEqualTo(503);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?after=x", "?after=-1", "?after=1234567890123456789", "?after="})
  void whatIsNoIdIsRefused(String query) {
    Wire.Answer answer = new Wire(web.port()).get(PATH + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"event stream: expected Last-Event-ID or ?after=ID, a whole"
                + " number\",\"status\":1}");
  }

  @Test
  void aHeadHasNoBody() {
    Wire.Answer answer = new Wire(web.port()).send("HEAD", PATH, new byte[0]);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(answer.body()).isEmpty();
    assertThat(feed.clients()).isZero();
  }

  private static String body(String name) {
    return """
    {"identity_id":"1","identity_name":"%s","timestamp":1565771454932,"score":0.78,\
    "ext_data":{"device_ip":"192.168.1.25","person_type":1}}\
    """
        .formatted(name);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private void add(String name, int times) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String body = body(name).strip().replaceFirst("}$", ",\"number\":" + ++number + "}");
      events.add(
          new ReceivedEvent(
              Instant.EPOCH, "/RealTimeEvent", codec.inspect(utf8(body), Hint.POSTED)));
    }
    store.add(events, List.of()).toCompletableFuture().join();
    feed.stored();
  }

  private void awaitClients(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (feed.clients() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static void awaitEnd(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    try {
      while (socket.getInputStream().read(new byte[8192]) >= 0) {
        // what had been sent before
      }
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private static byte[] request(String version, String header) {
    return request(PATH, version, header);
  }

  private static byte[] request(String path, String version, String header) {
    return ("GET " + path + " HTTP/" + version + "\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n")
        .getBytes(US_ASCII);
  }

  /** One that reads, as HTTP/1.0 so that the lines of the body come without chunks. */
  private final class Reader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    final List<String> head = new ArrayList<>();

    Reader(String path) throws IOException {
      this(path, "X-No: 1");
    }

    Reader(String path, String header) throws IOException {
      int before = feed.clients();
      socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request(path, "1.0", header));
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        head.add(line);
      }
      assertThat(feed.clients()).isLessThanOrEqualTo(before + 1);
    }

    String line() throws IOException {
      String line = lines.readLine();
      if (line == null || System.nanoTime() > deadline) { // comments come for ever
        throw new IOException("not told");
      }
      return line;
    }

    /** The lines of the next message, comments left out. */
    List<String> message() throws IOException {
      List<String> message = new ArrayList<>();
      while (true) {
        String line = line();
        if (line.isEmpty() && !message.isEmpty()) {
          return message;
        }
        if (!line.isEmpty() && !line.startsWith(":")) {
          message.add(line);
        }
      }
    }

    long id() throws IOException {
      while (true) {
        for (String line : message()) {
          if (line.startsWith("id: ")) {
            return Long.parseLong(line.substring(4));
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
