package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a network, on real sockets. */
@Timeout(60)
class WebhookFailureTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final RealTimeEvent EVENT =
      RealTimeEvent.V2R1
          .builder(IdentityId.of("1"), EventTime.ofMillis(1566016554020L))
          .registeredImage(EncodedImage.of(new byte[8_000_000]))
          .build();

  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> bodies = new LinkedBlockingQueue<>();

  /** What a server does with a connection. */
  private interface Behaviour {
    void with(Socket connection) throws IOException, InterruptedException;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private int serve(ServerSocket server, Behaviour behaviour) {
    open.add(server);
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket connection = server.accept();
                  open.add(connection);
                  behaviour.with(connection);
                }
              } catch (IOException | InterruptedException closed) {
                // the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private int serve(Behaviour behaviour) throws IOException {
    return serve(new ServerSocket(0, 9, InetAddress.getLoopbackAddress()), behaviour);
  }

  /** Reads one request whole. */
  private void request(Socket connection) throws IOException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    String text = head.toString(US_ASCII).toLowerCase(Locale.ROOT);
    String length = text.replaceAll("(?s).*content-length: (\\d+).*", "$1");
    bodies.add(in.readNBytes(Integer.parseInt(length)).length);
  }

  private static void answer(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static WebhookSink.Builder to(int port) {
    return WebhookSink.builder("http://127.0.0.1:" + port + "/x")
        .allowing(InetAddress::isLoopbackAddress);
  }

  private static void assertUnreachable(WebhookSink.Builder builder, String... reasons) {
    try (WebhookSink sink = builder.open()) {
      long start = System.nanoTime();
      Delivery delivery = sink.send(EVENT);
      assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
      assertThat(((Delivery.Unreachable) delivery).reason()).isIn((Object[]) reasons);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void refused() throws IOException {
    int port = serve(connection -> {});
    closeServer();
    assertUnreachable(to(port), "connection refused");
  }

  private void closeServer() throws IOException {
    ((ServerSocket) open.get(0)).close();
  }

  @Test
  void noSuchName() {
    assertUnreachable(WebhookSink.builder("http://no-such-host.invalid/x"), "host not found");
  }

  @Test
  void resetBeforeTheBody() throws IOException {
    int port =
        serve(
            connection -> {
              connection.setSoLinger(true, 0);
              connection.close();
            });
    assertUnreachable(
        to(port),
        "connection lost connecting", // the reset overtook the end of that
        "connection lost sending",
        "connection lost waiting for the answer");
  }

  @Test
  void resetAfterTheBody() throws IOException, InterruptedException {
    int port =
        serve(
            connection -> {
              request(connection);
              connection.setSoLinger(true, 0);
              connection.close();
            });
    assertUnreachable(to(port), "connection lost waiting for the answer");
    assertThat(bodies.poll(9, TimeUnit.SECONDS)).isGreaterThan(10_000_000);
  }

  @Test
  void headersThatStall() throws IOException {
    int port =
        serve(
            connection -> {
              request(connection);
              answer(connection, "HTTP/1.1 200 OK\r\nContent-Le");
            });
    assertUnreachable(to(port).timeout(Duration.ofSeconds(2)), "timed out waiting for the answer");
  }

  @Test
  void anAnswerThatStalls() throws IOException {
    int port =
        serve(
            connection -> {
              request(connection);
              answer(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
            });
    assertUnreachable(to(port).timeout(Duration.ofSeconds(2)), "timed out reading the answer");
  }

  @Test
  void halfAnAnswer() throws IOException {
    int port =
        serve(
            connection -> {
              request(connection);
              answer(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
              connection.close();
            });
    assertUnreachable(to(port), "connection lost reading the answer");
  }

  @Test
  void anAnswerThatIsNone() throws IOException {
    int port =
        serve(
            connection -> {
              request(connection);
              answer(connection, "SMTP ready\r\n\r\n");
              connection.close();
            });
    assertUnreachable(to(port), "connection lost waiting for the answer");
  }

  @Test
  void timedOutConnecting() throws IOException {
    ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    open.add(full);
    for (int i = 0; i < 8; i++) { // nobody accepts: the queue is full after a few
      Socket socket = new Socket();
      open.add(socket);
      try {
        socket.connect(full.getLocalSocketAddress(), 100);
      } catch (IOException isFull) {
        break;
      }
    }
    assertUnreachable(to(full.getLocalPort()).timeout(SHORT), "timed out connecting");
  }

  @Test
  void timedOutInTheHandshake() throws IOException {
    int port = serve(connection -> {});
    assertUnreachable(
        WebhookSink.builder("https://127.0.0.1:" + port + "/x")
            .allowing(InetAddress::isLoopbackAddress)
            .timeout(SHORT),
        "timed out in the TLS handshake");
  }

  @Test
  void timedOutSending() throws IOException {
    int port = serve(connection -> connection.setReceiveBufferSize(4096)); // and does not read
    assertUnreachable(to(port).timeout(SHORT), "timed out sending");
  }

  @Test
  void timedOutWaiting() throws IOException {
    int port = serve(this::request);
    assertUnreachable(to(port).timeout(Duration.ofSeconds(2)), "timed out waiting for the answer");
  }

  /** The server closes a connection that idles; the next event goes over a new one. */
  @Test
  void aConnectionThatTheServerClosedIsNotUsedAgain() throws Exception {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    int port =
        serve(
            connection -> {
              request(connection);
              answer(connection, OK);
              connection.close();
              closed.add("closed");
            });
    try (WebhookSink sink = to(port).open()) {
      for (int i = 0; i < 5; i++) {
        assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
        assertThat(closed.poll(9, TimeUnit.SECONDS)).isEqualTo("closed");
      }
    }
    assertThat(bodies).hasSize(5);
  }

  /** The server is gone while a connection to it is kept, and another one listens there. */
  @Test
  void aStaleConnectionIsNotedAndANewOneMade() throws Exception {
    int port =
        serve(
            connection -> {
              connection.setSoLinger(true, 0);
              request(connection);
              answer(connection, OK);
            });
    try (WebhookSink sink = to(port).open()) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
      open.get(1).close(); // the first connection; the server takes others
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
    }
    assertThat(bodies).hasSize(2);
  }

  private static KeyStore keys(Path folder, String name, String... more) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1"));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static KeyStore trusting(KeyStore keys, String name) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", keys.getCertificate(name));
    return trusted;
  }

  private int serveTls(KeyStore keys, @Nullable KeyStore clients) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients);
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(clients != null);
    return serve(
        server,
        connection -> {
          try {
            request(connection);
            answer(connection, OK);
          } catch (IOException refused) {
            connection.close();
          }
        });
  }

  private static WebhookSink.Builder overTls(int port) {
    return WebhookSink.builder("https://127.0.0.1:" + port + "/x")
        .allowing(InetAddress::isLoopbackAddress);
  }

  @Test
  void certificates(@TempDir Path folder) throws Exception {
    KeyStore good = keys(folder, "good");
    int port = serveTls(good, null);
    assertUnreachable(overTls(port), "certificate not trusted");
    try (WebhookSink sink = overTls(port).trusting(trusting(good, "good")).open()) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
    }

    KeyStore ended = keys(folder, "ended", "-startdate", "-9d", "-validity", "2");
    assertUnreachable(
        overTls(serveTls(ended, null)).trusting(trusting(ended, "ended")), "certificate has ended");
    KeyStore later = keys(folder, "later", "-startdate", "+9d", "-validity", "2");
    assertUnreachable(
        overTls(serveTls(later, null)).trusting(trusting(later, "later")),
        "certificate has not begun");

    KeyStore client = keys(folder, "client");
    int asking = serveTls(good, trusting(client, "client"));
    try (WebhookSink sink =
        overTls(asking)
            .trusting(trusting(good, "good"))
            .clientCertificate(client, PASSWORD)
            .open()) {
      assertThat(sink.send(EVENT)).isEqualTo(new Delivery.Accepted());
    }
    try (WebhookSink sink = overTls(asking).trusting(trusting(good, "good")).open()) {
      assertThat(sink.send(EVENT)).isInstanceOf(Delivery.Unreachable.class);
    }
  }
}
