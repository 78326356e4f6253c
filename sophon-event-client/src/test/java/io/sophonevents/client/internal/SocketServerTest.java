package io.sophonevents.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketServerTest {
  private static final int PATIENCE_MILLIS = 20_000;

  private static final String HANDSHAKE =
      """
      GET / HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """;

  private final List<Socket> sockets = new ArrayList<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final SocketServer.Handler handler =
      new SocketServer.Handler() {
        @Override
        public void onMessage(SocketServer.Peer peer, byte[] message) {
          told.add(new String(message, UTF_8));
        }

        @Override
        public void onClose(SocketServer.Peer peer) {
          told.add("closed");
        }
      };

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void oneAddressHasItsNumberOfConnectionsAndOthersHaveRoom() throws Exception {
    try (SocketServer server = open(Duration.ofMinutes(5))) {
      for (int i = 0; i < SocketAdmission.MAX_CONNECTIONS_PER_ADDRESS; i++) {
        connect("127.0.0.2", server);
      }
      assertThat(shakesHands(sockets.get(0))).isTrue();
      assertThat(shakesHands(sockets.get(sockets.size() - 1))).isTrue();
      assertThat(shakesHands(connect("127.0.0.2", server))).isFalse();
      assertThat(shakesHands(connect("127.0.0.3", server))).isTrue();

      sockets.get(0).close();
      assertThat(told.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("closed");
      assertThat(shakesHands(connect("127.0.0.2", server))).isTrue();
    }
  }

  @Test
  void allAddressesTogetherHaveTheirNumber() throws Exception {
    try (SocketServer server = open(Duration.ofMinutes(5))) {
      for (int i = 0; i < SocketAdmission.MAX_CONNECTIONS; i++) {
        connect("127.0.0." + (2 + i / SocketAdmission.MAX_CONNECTIONS_PER_ADDRESS), server);
      }
      assertThat(shakesHands(sockets.get(sockets.size() - 1))).isTrue();
      assertThat(shakesHands(connect("127.0.0.9", server))).isFalse();
    }
  }

  @Test
  void aHandshakeThatTakesTooLongIsEndedAndAPeerIsNot() throws Exception {
    try (SocketServer server = open(Duration.ofMillis(300))) {
      Socket peer = connect("127.0.0.2", server);
      assertThat(shakesHands(peer)).isTrue();
      Socket slow = connect("127.0.0.2", server);
      slow.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(UTF_8));

      assertThat(slow.getInputStream().read()).isEqualTo(-1);
      peer.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'});
      assertThat(told.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("x");
    }
  }

  @Test
  void whatTheLibraryForgotToWriteIsWritten() throws Exception {
    try (SocketServer server = open(Duration.ofMinutes(5))) {
      Socket client = connect("127.0.0.2", server);
      assertThat(shakesHands(client)).isTrue();
      SocketServer.Peer peer = peer(server);

      assertThat(peer.queue(SocketServer.Message.of(new byte[] {'x'}), 3)).isTrue();

      assertThat(client.getInputStream().readNBytes(3)).isEqualTo(new byte[] {(byte) 0x81, 1, 'x'});
    }
  }

  @Test
  void closingEndsConnectionsThatDoNotAnswer() throws Exception {
    SocketServer server = open(Duration.ofMinutes(5));
    Socket pending = connect("127.0.0.2", server); // which is taken before the next one is
    Socket client = connect("127.0.0.2", server);
    assertThat(shakesHands(client)).isTrue();
    SocketServer.Peer peer = peer(server);
    peer.send(SocketServer.Message.of(new byte[] {'x'}));

    server.close();

    byte[] goingAway = {(byte) 0x81, 1, 'x', (byte) 0x88, 9, 0x03, (byte) 0xe9};
    byte[] received = client.getInputStream().readAllBytes();
    assertThat(received).startsWith(goingAway).endsWith("closing".getBytes(UTF_8));
    assertThat(pending.getInputStream().read()).isEqualTo(-1);
    peer.send(SocketServer.Message.of(new byte[] {'y'}));
    server.close();
  }

  /** Many at once, and a good-bye for each: the library's own thread ends before they are said. */
  @Test
  void closingSaysGoodByeToAll() throws Exception {
    SocketServer server = open(Duration.ofMinutes(5));
    for (int i = 0; i < SocketAdmission.MAX_CONNECTIONS_PER_ADDRESS; i++) {
      assertThat(shakesHands(connect("127.0.0.2", server))).isTrue();
    }

    server.close();

    for (Socket client : sockets) {
      assertThat(client.getInputStream().read()).isEqualTo(0x88);
    }
  }

  private static SocketServer.Peer peer(SocketServer server) {
    Set<SocketServer.Peer> peers;
    do {
      peers = server.peers(); // the answer goes out before the peer is known
    } while (peers.isEmpty());
    return peers.iterator().next();
  }

  private SocketServer open(Duration handshakeTime) {
    return SocketServer.open(
        "127.0.0.1", 0, new SocketAdmission(any -> true, handshakeTime), handler);
  }

  private Socket connect(String address, SocketServer server) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return socket;
  }

  /** False if the server hangs up. */
  private static boolean shakesHands(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(HANDSHAKE.replace("\n", "\r\n").getBytes(UTF_8));
      StringBuilder answer = new StringBuilder();
      for (int next = 0; next >= 0 && answer.indexOf("\r\n\r\n") < 0; ) {
        next = socket.getInputStream().read();
        answer.append((char) next);
      }
      return answer.toString().startsWith("HTTP/1.1 101 ");
    } catch (SocketException hungUp) {
      return false;
    }
  }
}
