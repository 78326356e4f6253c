package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.SophonException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private Path certificates() {
    return folder.resolve("chain.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private void write(TestKeys keys) throws Exception {
    Files.writeString(certificates(), "a note of somebody's\n" + keys.certificatePem());
    Files.writeString(key(), keys.keyPem());
  }

  private ReceiverServer.Builder builder() {
    return ReceiverServer.builder().dataFolder(folder.resolve("data")).port(0).streamPort(0);
  }

  private ReceiverServer open() {
    return builder().tls(0, certificates(), key()).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void anEventIsTakenOverTls(String algorithm) throws Exception {
    TestKeys keys = TestKeys.make(folder, algorithm);
    write(keys);
    try (ReceiverServer server = open()) {
      assertThat(post(server, keys).statusCode()).isEqualTo(200);
      assertThat(new Wire(server.port()).post("/RealTimeEvent", Samples.HISTORY).status())
          .isEqualTo(200);
      assertThat(server.storedEvents()).isEqualTo(2);
      assertThat(server.tlsPort()).isNotEqualTo(server.port());
    }
  }

  @Test
  void aKeyStoreDoesAsWell() throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");
    try (ReceiverServer server = builder().tls(0, keys.keyStore(), TestKeys.PASSWORD).build()) {
      assertThat(post(server, keys).statusCode()).isEqualTo(200);
    }
  }

  /** With a client that checks certificate and address. */
  private static HttpResponse<String> post(ReceiverServer server, TestKeys keys) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(TestKeys.trusting(keys)).build();
    return client.send(
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + server.tlsPort() + "/RealTimeEvent"))
            .POST(HttpRequest.BodyPublishers.ofString(Samples.REAL_TIME))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void newFilesAreUsedForNewConnectionsAndOldConnectionsStay() throws Exception {
    TestKeys old = TestKeys.make(folder, "EC");
    TestKeys renewed = TestKeys.make(folder, "RSA");
    SSLContext client = TestKeys.trusting(old, renewed);
    write(old);
    try (ReceiverServer server = open();
        SSLSocket before = connect(client, server)) {
      assertThat(serial(before)).isEqualTo(old.certificate().getSerialNumber());
      assertThat(isServed(before)).isTrue();

      write(renewed);

      BigInteger found = old.certificate().getSerialNumber();
      long start = System.nanoTime();
      while (!found.equals(renewed.certificate().getSerialNumber())
          && System.nanoTime() - start < PATIENCE_NANOS) {
        try (SSLSocket after = connect(client, server)) {
          found = serial(after);
          assertThat(isServed(after)).isTrue();
        }
      }
      assertThat(found).isEqualTo(renewed.certificate().getSerialNumber());
      assertThat(isServed(before)).isTrue();
    }
  }

  private static SSLSocket connect(SSLContext client, ReceiverServer server) throws Exception {
    return connect(client, server, "TLSv1.2", "TLSv1.3");
  }

  private static SSLSocket connect(SSLContext client, ReceiverServer server, String... versions)
      throws Exception {
    SSLSocket socket =
        (SSLSocket)
            client
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort());
    socket.setSoTimeout(20_000);
    socket.setEnabledProtocols(versions);
    socket.startHandshake();
    return socket;
  }

  private static BigInteger serial(SSLSocket socket) throws Exception {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }

  private static boolean isServed(SSLSocket socket) throws Exception {
    socket.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return false;
      }
      answer.append((char) next);
    }
    return answer.indexOf("HTTP/1.1 200") == 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void headersThatStopAreGivenUpAndToldSo(String version) throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");
    write(keys);
    try (ReceiverServer server =
            builder().tls(0, certificates(), key()).headerTime(Duration.ofMillis(300)).build();
        SSLSocket slow = connect(TestKeys.trusting(keys), server, version)) {
      slow.getOutputStream().write("POST / HT".getBytes(US_ASCII));
      String answer = new String(slow.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 408 Request Timeout\r\n").endsWith("\"status\":1}");
    }
  }

  @Test
  void aHandshakeThatStopsIsCutOff() throws Exception {
    write(TestKeys.make(folder, "EC"));
    try (ReceiverServer server =
            builder().tls(0, certificates(), key()).headerTime(Duration.ofMillis(300)).build();
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      slow.setSoTimeout(20_000);
      slow.getOutputStream().write(new byte[] {0x16, 0x03, 0x03, 0x01}); // a record begins
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void brokenFilesLeaveTheOldKeysInUseUntilTheyAreMended() throws Exception {
    TestKeys old = TestKeys.make(folder, "EC");
    TestKeys renewed = TestKeys.make(folder, "EC");
    write(old);
    TlsContext context = TlsContext.open(TlsKeys.fromPem(certificates(), key()));
    SSLContext first = context.factory().getSslContext();

    Files.writeString(certificates(), renewed.certificatePem()); // its key is yet to come
    context.reloadIfChanged();
    context.reloadIfChanged();
    context.reloadIfChanged();
    assertThat(context.factory().getSslContext()).isSameAs(first);
    Files.delete(key());
    context.reloadIfChanged();
    context.reloadIfChanged();
    assertThat(context.factory().getSslContext()).isSameAs(first);

    Files.writeString(key(), renewed.keyPem());
    context.reloadIfChanged();
    assertThat(context.factory().getSslContext()).isSameAs(first);
    context.reloadIfChanged();
    assertThat(context.factory().getSslContext()).isNotSameAs(first);
  }

  @Test
  void olderVersionsOfTlsAreRefused() throws Exception {
    write(TestKeys.make(folder, "EC"));
    try (ReceiverServer server = open()) {
      // a ClientHello that offers TLS 1.1 and a cipher of its time; by hand, for no JDK sends it
      assertThat(answerToHello(server, "0302")).startsWith("15"); // an alert
      assertThat(answerToHello(server, "0303")).startsWith("16"); // a ServerHello
    }
  }

  private static String answerToHello(ReceiverServer server, String version) throws Exception {
    String extensions =
        "000a00060004"
            + "0017" // secp256r1
            + "0018" // secp384r1, which newer JDKs make
            + "000b00020100" // uncompressed points
            + "000d00060004"
            + "0403" // ECDSA with SHA-256
            + "0503"; // and with SHA-384
    String body =
        version
            + "00".repeat(32)
            + "00"
            + "0004"
            + "c009"
            + "c02b"
            + "0100"
            + "%04x".formatted(extensions.length() / 2)
            + extensions;
    String handshake = "01" + "%06x".formatted(body.length() / 2) + body;
    String hello = "16" + "0301" + "%04x".formatted(handshake.length() / 2) + handshake;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(hello));
      return HexFormat.of().formatHex(socket.getInputStream().readNBytes(5));
    }
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsNamed() throws Exception {
    TestKeys rsa = TestKeys.make(folder, "RSA");
    TestKeys ec = TestKeys.make(folder, "EC");
    String certificate = "tls certificate " + certificates() + ": ";
    String key = "tls key " + key() + ": ";

    assertRefused(certificate + "expected a file but there is none");

    write(rsa);
    Files.writeString(certificates(), "nothing");
    assertRefused(certificate + "expected BEGIN CERTIFICATE but found no PEM");

    Files.writeString(certificates(), TestKeys.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    assertRefused(certificate + "expected X.509 certificates but one is none");

    Files.writeString(
        certificates(), "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n");
    assertRefused(certificate + "expected base64 between BEGIN and END");

    write(rsa);
    Files.writeString(key(), ec.keyPem());
    assertRefused(
        key
            + "expected a key for RSA, as the first certificate in "
            + certificates()
            + " has, but it is another or broken");

    Files.writeString(key(), TestKeys.make(folder, "RSA").keyPem());
    assertRefused(
        key
            + "expected the key of the first certificate in "
            + certificates()
            + " but it is another's");

    Files.writeString(key(), TestKeys.pem("RSA PRIVATE KEY", new byte[] {1}));
    assertRefused(
        key + "expected BEGIN PRIVATE KEY (PKCS#8, without a password) but found RSA PRIVATE KEY");

    Files.write(key(), new byte[(1 << 20) + 1]);
    assertRefused(key + "expected at most 1048576 bytes");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::open).isInstanceOf(SophonException.class).hasMessage(message);
  }

  @Test
  void aKeyStoreThatThePasswordDoesNotOpenIsNamed() throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");

    assertThatThrownBy(() -> builder().tls(0, keys.keyStore(), "another").build())
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "tls keystore "
                + keys.keyStore()
                + ": expected PKCS12 that the password opens but it is not");
  }

  @Test
  void aPortInUseIsSaidWithItsOption() throws Exception {
    write(TestKeys.make(folder, "EC"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> builder().tls(port, certificates(), key()).build())
          .isInstanceOf(TransportException.class)
          .hasMessage(
              "port "
                  + port
                  + " on 127.0.0.1 is in use; choose another with --tls-port (0 picks a free one)");
    }
  }
}
