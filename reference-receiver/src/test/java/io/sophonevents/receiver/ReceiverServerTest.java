package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.client.TransportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReceiverServerTest extends ReceiverTest {
  @Test
  void whatIsStoredIsThereAfterARestart() {
    wire.post("/RealTimeEvent", Samples.REAL_TIME);
    server.close();
    server.close();

    open();

    assertThat(server.storedEvents()).isEqualTo(1);
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
    assertThat(server.storedEvents()).isEqualTo(1);
    assertThat(wire.post("/RealTimeEvent", Samples.HISTORY).status()).isEqualTo(200);
    assertThat(server.storedEvents()).isEqualTo(2);
  }

  @Test
  void itSaysWhereItIs() {
    assertThat(server.uri().toString()).isEqualTo("http://127.0.0.1:" + server.port() + "/");
    assertThat(server.streamUri().toString()).isEqualTo("ws://127.0.0.1:" + server.streamPort());
    assertThat(server.port()).isNotEqualTo(server.streamPort());
  }

  @Test
  void anEventThatCannotBeStoredIsNotAcknowledged() throws SQLException {
    execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'x'); END");

    Wire.Answer answer = wire.post("/RealTimeEvent", Samples.REAL_TIME);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"not stored, send it again: writing the database failed with"
                + " SQLITE_CONSTRAINT_TRIGGER\",\"status\":1}");
    assertThat(server.storedEvents()).isZero();

    execute("DROP TRIGGER full");
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/events.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void aRequestThatIsUnderWayIsAnsweredBeforeItCloses() throws Exception {
    byte[] body = Samples.REAL_TIME.getBytes(UTF_8);
    Thread closing = new Thread(server::close, "test-closing");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      String underWay = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(socket.getInputStream().readNBytes(underWay.length()), UTF_8))
          .isEqualTo(underWay);

      try (Socket other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        other.setSoTimeout(20_000);
        assertThat(isServed(other)).isTrue();
        closing.start();
        while (isServed(other)) {
          Thread.onSpinWait();
        }
      }
      socket.getOutputStream().write(body);

      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 200");
      closing.join();
    }
    open();
    assertThat(server.storedEvents()).isEqualTo(1);
  }

  /** Asks on a connection that stays open, until the answer is another or there is none. */
  private static boolean isServed(Socket socket) {
    try {
      socket.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return false;
        }
        answer.append((char) next);
      }
      return answer.indexOf("HTTP/1.1 200") == 0;
    } catch (IOException ended) {
      return false;
    }
  }

  @Test
  void aPortInUseIsSaidAndNothingStaysBehind() throws IOException {
    Path data = folder.resolve("other");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(
              () -> ReceiverServer.builder().dataFolder(data).port(port).streamPort(0).build())
          .isInstanceOf(TransportException.class)
          .hasMessage(
              "port "
                  + port
                  + " on 127.0.0.1 is in use; choose another with --port (0 picks a free one)");
      assertThatThrownBy(
              () -> ReceiverServer.builder().dataFolder(data).port(0).streamPort(port).build())
          .isInstanceOf(TransportException.class)
          .hasMessage(
              "port "
                  + port
                  + " on 127.0.0.1 is in use; choose another with --stream-port (0 picks a free"
                  + " one)");
    }
    ReceiverServer.builder().dataFolder(data).port(0).streamPort(0).build().close();
    assertThat(Files.exists(data.resolve("events.db-wal"))).isFalse();
  }

  @Test
  void aPortThatIsNoneIsTheCallersMistake() {
    assertThatThrownBy(() -> ReceiverServer.builder().port(0).streamPort(0).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("data folder: expected one but none was given");
    assertThatThrownBy(() -> ReceiverServer.builder().dataFolder(folder).port(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port: expected 0 to 65535 but was -1");
  }

  @Test
  void whatIsPostedIsInTheFeedWhichEndsWithTheServer() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET /api/events/stream HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
      wire.post("/RealTimeEvent", Samples.realTime(5));
      String line = lines.readLine();
      for (int i = 0; i < 20 && !line.startsWith("data: "); i++) {
        line = lines.readLine();
      }
      assertThat(line).contains("\"identityId\":\"5\"");

      long start = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(lines.readLine()).isEmpty(); // the end of the message
      assertThat(lines.readLine()).isNull();
    }
  }
}
