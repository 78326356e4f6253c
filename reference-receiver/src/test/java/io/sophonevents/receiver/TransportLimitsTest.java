package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransportLimitsTest {
  private static final String HEAD = "GET / HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // each test opens one
  private ReceiverServer server;

  private final List<Line> lines = new ArrayList<>();

  private void open(UnaryOperator<ReceiverServer.Builder> limits) {
    server =
        limits
            .apply(
                ReceiverServer.builder().dataFolder(folder.resolve("data")).port(0).streamPort(0))
            .build();
  }

  private Line connect(String from) {
    Line line = new Line(from, server.port());
    lines.add(line);
    return line;
  }

  @AfterEach
  void close() {
    lines.forEach(Line::close);
    server.close();
  }

  @Test
  void anAddressGetsAsManyConnectionsAsItMayAndNoMore() {
    open(builder -> builder.maxConnectionsPerAddress(3));
    List<Line> own = List.of(connect("127.0.0.1"), connect("127.0.0.1"), connect("127.0.0.1"));
    assertThat(own).allMatch(Line::isServed);

    assertThat(connect("127.0.0.1").isServed()).isFalse();

    assertThat(connect("127.0.0.2").isServed()).isTrue();
    assertThat(own).allMatch(Line::isServed);
  }

  @Test
  void aConnectionThatIsClosedMakesRoom() {
    open(builder -> builder.maxConnectionsPerAddress(1));
    Line first = connect("127.0.0.1");
    assertThat(first.isServed()).isTrue();

    first.close();

    boolean served = false;
    for (long start = System.nanoTime(); !served && System.nanoTime() - start < 10e9; ) {
      served = connect("127.0.0.1").isServed(); // it may take a moment to be seen
    }
    assertThat(served).isTrue();
  }

  @Test
  void whenAllConnectionsAreTakenTheAddressWithTheMostLosesOne() {
    open(builder -> builder.maxConnections(4));
    List<Line> many = List.of(connect("127.0.0.1"), connect("127.0.0.1"), connect("127.0.0.1"));
    assertThat(many).allMatch(Line::isServed);
    Line other = connect("127.0.0.2");
    assertThat(other.isServed()).isTrue();

    Line newcomer = connect("127.0.0.3");

    assertThat(newcomer.isServed()).isTrue();
    assertThat(other.isServed()).isTrue();
    assertThat(many).map(Line::isServed).containsExactlyInAnyOrder(false, true, true);
    assertThat(connect("127.0.0.1").isServed()).isFalse();
  }

  @Test
  void whenEachAddressHasOneTheNewcomerIsRefused() {
    open(builder -> builder.maxConnections(2));
    List<Line> all = List.of(connect("127.0.0.1"), connect("127.0.0.2"));
    assertThat(all).allMatch(Line::isServed);

    assertThat(connect("127.0.0.3").isServed()).isFalse();

    assertThat(all).allMatch(Line::isServed);
  }

  @Test
  void headersThatTrickleInAreGivenUp() {
    open(builder -> builder.headerTime(Duration.ofMillis(300)));
    Line slow = connect("127.0.0.1");
    slow.send(HEAD + "X-Slow: ");

    long start = System.nanoTime();
    while (slow.isQuietFor(20) && System.nanoTime() - start < 10e9) {
      slow.send("x");
    }
    assertThat(slow.readToEnd()).startsWith("TTP/1.1 408 "); // its first letter was no quiet
    assertThat(System.nanoTime() - start).isBetween((long) 250e6, (long) 5e9);
  }

  @Test
  void headersThatStopAreGivenUp() {
    open(builder -> builder.headerTime(Duration.ofMillis(300)));
    Line slow = connect("127.0.0.1");
    slow.send("P");

    assertThat(slow.readToEnd())
        .startsWith("HTTP/1.1 408 Request Timeout\r\n")
        .contains("Connection: close\r\n")
        .endsWith(
            "{\"message\":\"not stored, send it again: expected the headers in time but only a"
                + " part came\",\"status\":1}");
  }

  @Test
  void aConnectionMayRestBetweenItsRequests() {
    open(builder -> builder.headerTime(Duration.ofMillis(200)));
    Line line = connect("127.0.0.1");
    assertThat(line.isQuietFor(600)).isTrue();
    assertThat(line.isServed()).isTrue();
    assertThat(line.isQuietFor(600)).isTrue();
    assertThat(line.isServed()).isTrue();
  }

  @Test
  void aConnectionThatIsSilentForTooLongIsClosed() {
    open(builder -> builder.idleTime(Duration.ofSeconds(1)));
    Line line = connect("127.0.0.1");
    assertThat(line.isQuietFor(500)).isTrue();
    assertThat(line.isServed()).isTrue();
    assertThat(line.isQuietFor(500)).isTrue();
    assertThat(line.isServed()).isTrue();

    long start = System.nanoTime();
    assertThat(line.readToEnd()).isEmpty();
    assertThat(System.nanoTime() - start).isBetween((long) 900e6, (long) 10e9);
  }

  @Test
  void aBodyThatStopsIsGivenUp() {
    open(builder -> builder.idleTime(Duration.ofMillis(300)));
    Line slow = connect("127.0.0.1");
    slow.send("POST /RealTimeEvent HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n{");

    long start = System.nanoTime();
    assertThat(slow.readToEnd()).startsWith("HTTP/1.1 408 ");
    assertThat(System.nanoTime() - start).isLessThan((long) 4e9); // the grace of a body is 5 s
    assertThat(server.storedEvents()).isZero();
  }

  @Test
  void aBodyThatTricklesInIsGivenUp() {
    open(builder -> builder.bodyRate(Duration.ofMillis(300), 16 << 10));
    Line slow = connect("127.0.0.1");
    slow.send("POST /RealTimeEvent HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n{");

    long start = System.nanoTime();
    while (slow.isQuietFor(20) && System.nanoTime() - start < 10e9) {
      slow.send(" ");
    }
    assertThat(slow.readToEnd())
        .startsWith("TTP/1.1 408 ")
        .endsWith(
            "{\"message\":\"not stored, send it again: expected the body in time but only a part"
                + " came\",\"status\":1}");
    assertThat(server.storedEvents()).isZero();
  }

  @Test
  void aBodyThatComesAtTheRateIsTaken() {
    open(builder -> builder.bodyRate(Duration.ofMillis(300), 100));
    Line line = connect("127.0.0.1");
    String body = Samples.REAL_TIME;
    line.send(
        "POST /RealTimeEvent HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n");
    int half = body.length() / 2;
    line.send(body.substring(0, half)); // worth more than a second
    assertThat(line.isQuietFor(900)).isTrue();
    line.send(body.substring(half));

    assertThat(line.readToEnd()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void headersUpToTheLimitAreTakenAndOneByteMoreIsNot() {
    open(builder -> builder);

    assertThat(answer(headOf(TransportLimits.HEADER_BYTES))).startsWith("HTTP/1.1 200 ");
    assertThat(answer(headOf(TransportLimits.HEADER_BYTES + 1))).startsWith("HTTP/1.1 431 ");
  }

  /** A request of so many bytes in all. */
  private static String headOf(int bytes) {
    String start = HEAD + "Connection: close\r\nX-Long: ";
    String end = "\r\n\r\n";
    return start + "x".repeat(bytes - start.length() - end.length()) + end;
  }

  @Test
  void aPathLongerThanTheHeadersMayBeIsRefused() {
    open(builder -> builder);

    assertThat(answer("GET /" + "x".repeat(TransportLimits.HEADER_BYTES) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: -1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
      })
  void aBodyWhoseEndCanBeReadInTwoWaysIsRefused(String rest) {
    open(builder -> builder);

    String answer = answer("POST /RealTimeEvent HTTP/1.1\r\nHost: localhost\r\n" + rest);

    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 200");
    assertThat(server.storedEvents()).isZero();
  }

  @Test
  void aCompressedBodyIsRefused() {
    open(builder -> builder);
    Wire wire = new Wire(server.port());

    Wire.Answer answer = wire.post("/RealTimeEvent", Samples.REAL_TIME, "Content-Encoding: gzip");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"body: expected no Content-Encoding but there is one\",\"status\":1}");
    assertThat(
            wire.post("/RealTimeEvent", Samples.REAL_TIME, "Content-Encoding: identity").status())
        .isEqualTo(200);
  }

  private String answer(String request) {
    Line line = connect("127.0.0.1");
    line.send(request);
    return line.readToEnd();
  }

  @Test
  void aLimitThatIsNoneIsTheCallersMistake() {
    open(builder -> builder.maxConnections(1).maxConnectionsPerAddress(100_000));
    ReceiverServer.Builder builder = ReceiverServer.builder().dataFolder(folder);

    assertThatThrownBy(() -> builder.maxConnections(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-connections: expected 1 to 100000 but was 0");
    assertThatThrownBy(() -> builder.maxConnectionsPerAddress(100_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-connections-per-address: expected 1 to 100000 but was 100001");
    builder.headerTime(Duration.ofMillis(100)).headerTime(Duration.ofMinutes(5));
    assertThatThrownBy(() -> builder.headerTime(Duration.ofMillis(99)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header-time: expected 0.1 to 300 seconds but was 0.099");
    assertThatThrownBy(() -> builder.headerTime(Duration.ofMillis(300_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header-time: expected 0.1 to 300 seconds but was 300.001");
  }
}
