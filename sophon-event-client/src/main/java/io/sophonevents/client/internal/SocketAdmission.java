package io.sophonevents.client.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jdk.net.ExtendedSocketOptions;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which connections a {@link SocketServer} takes, before a byte is read of them, ends those
 * that make no handshake in time, and knows all that are open.
 *
 * <p>Safe for use by many threads.
 */
final class SocketAdmission implements WebSocketServerFactory {
  /** How many connections are open at once. */
  static final int MAX_CONNECTIONS = 1024;

  /** How many of them from one IPv4 address or IPv6 /64 network. */
  static final int MAX_CONNECTIONS_PER_ADDRESS = 256;

  /** How long the handshake may take. */
  static final Duration HANDSHAKE_TIME = Duration.ofSeconds(10);

  /** A peer that is silent for 30 s is asked by the system, and gone after three times 10 s. */
  private static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 30,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

  private static final Logger log = LoggerFactory.getLogger(SocketAdmission.class);

  /** A flood must not fill the log. */
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Predicate<InetAddress> admitted;
  private final long handshakeNanos;
  private final Map<SocketChannel, Connection> connections = new HashMap<>(); // guarded by this
  private int refused; // guarded by this
  private long reported = System.nanoTime() - REPORT_NANOS; // guarded by this

  private static final class Connection {
    private final WebSocketImpl socket;
    private final ByteBuffer network;
    private final long opened = System.nanoTime();
    private boolean isPeer;

    Connection(WebSocketImpl socket, ByteBuffer network) {
      this.socket = socket;
      this.network = network;
    }
  }

  SocketAdmission(Predicate<InetAddress> admitted, Duration handshakeTime) {
    this.admitted = admitted;
    this.handshakeNanos = handshakeTime.toNanos();
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    if (!(channel.getRemoteAddress() instanceof InetSocketAddress peer)) {
      throw new IOException("gone");
    }
    InetAddress address = peer.getAddress();
    WebSocketImpl socket = (WebSocketImpl) key.attachment();
    if (!admitted.test(address) || !takes(channel, socket, PeerNetwork.of(address))) {
      refuse();
      throw new IOException("refused"); // by which the server closes it
    }
    keepAlive(channel);
    return channel;
  }

  /** Has the system look whether the peer is still there, as nothing else does. */
  private static void keepAlive(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    for (Map.Entry<SocketOption<Integer>, Integer> option : KEEP_ALIVE.entrySet()) {
      if (channel.supportedOptions().contains(option.getKey())) {
        channel.setOption(option.getKey(), option.getValue());
      }
    }
  }

  private synchronized boolean takes(
      SocketChannel channel, WebSocketImpl socket, ByteBuffer network) {
    connections.keySet().removeIf(each -> !each.isOpen());
    long own = connections.values().stream().filter(each -> each.network.equals(network)).count();
    if (connections.size() >= MAX_CONNECTIONS || own >= MAX_CONNECTIONS_PER_ADDRESS) {
      return false;
    }
    connections.put(channel, new Connection(socket, network));
    return true;
  }

  /** The handshake of a connection is done. */
  synchronized void opened(WebSocketImpl socket) {
    Connection connection = connections.get(socket.getChannel());
    if (connection != null) {
      connection.isPeer = true;
    }
  }

  /** The connections for which something waits to be written, or their end. */
  synchronized List<WebSocketImpl> waiting() {
    return connections.values().stream()
        .map(connection -> connection.socket)
        .filter(socket -> !socket.outQueue.isEmpty() || socket.isFlushAndClose())
        .toList();
  }

  /** Ends the connections whose handshake takes too long; to be called every now and then. */
  void sweep() {
    List<SocketChannel> late;
    synchronized (this) {
      long now = System.nanoTime();
      late =
          connections.entrySet().stream()
              .filter(each -> !each.getValue().isPeer)
              .filter(each -> now - each.getValue().opened > handshakeNanos)
              .map(Map.Entry::getKey)
              .toList();
    }
    for (SocketChannel channel : late) {
      end(channel);
      refuse();
    }
  }

  private static void end(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("a connection did not close error={}", e.getClass().getSimpleName());
    }
  }

  private synchronized void refuse() {
    refused++;
    if (System.nanoTime() - reported >= REPORT_NANOS) {
      log.warn("refused connections since the last report count={}", refused);
      refused = 0;
      reported = System.nanoTime();
    }
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
    return new WebSocketImpl(adapter, draft);
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> drafts) {
    return new WebSocketImpl(adapter, drafts);
  }

  /** Nothing yet: the server says good-bye first. */
  @Override
  public void close() {}

  /** Ends every connection that is left, whose peer did not say good-bye or never was one. */
  synchronized void end() {
    connections.keySet().forEach(SocketAdmission::end);
    connections.clear();
  }
}
