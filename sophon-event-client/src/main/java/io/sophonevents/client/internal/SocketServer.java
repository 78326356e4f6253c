package io.sophonevents.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket server that takes small messages and gives large ones: handshakes from a foreign page
 * are refused, a peer that does not read is dropped.
 *
 * <p>Safe for use by many threads. The handler is called on network threads and must not block.
 */
public final class SocketServer implements AutoCloseable {
  /** The largest message that a peer may send, over all its fragments. */
  static final int MAX_MESSAGE_BYTES = 64 << 10;

  /** How many messages may wait for a peer before it is dropped. */
  static final int MAX_WAITING_MESSAGES = 64;

  private static final Logger log = LoggerFactory.getLogger(SocketServer.class);
  private static final long START_SECONDS = 10;
  private static final int STOP_MILLIS = 1000;

  private final Server server;

  private SocketServer(Server server) {
    this.server = server;
  }

  /** What the server tells its owner. */
  public interface Handler {
    /** A text or binary message, as UTF-8. */
    void onMessage(Peer peer, byte[] message);

    /** The peer is gone. */
    void onClose(Peer peer);
  }

  /** One connection. */
  public static final class Peer {
    private final WebSocket socket;

    private Peer(WebSocket socket) {
      this.socket = socket;
    }

    /** Queues a text message; drops the peer if too many wait already. Never blocks. */
    public void send(String text) {
      if (!socket.isOpen()) {
        return;
      }
      if (((WebSocketImpl) socket).outQueue.size() >= MAX_WAITING_MESSAGES) {
        log.warn("dropped slow subscriber waiting={}", MAX_WAITING_MESSAGES);
        socket.closeConnection(CloseFrame.POLICY_VALIDATION, "too slow");
        return;
      }
      socket.send(text);
    }

    /** Ends the connection, saying why. */
    public void refuse(String reason) {
      socket.close(CloseFrame.REFUSE, reason);
    }
  }

  /**
   * Binds and serves.
   *
   * @param port 0 picks a free one
   * @throws TransportException if the address cannot be bound
   */
  public static SocketServer open(String host, int port, Handler handler) {
    return open(host, port, peer -> true, handler);
  }

  /**
   * Binds and serves.
   *
   * @param port 0 picks a free one
   * @param admitted whether a peer may connect from this address; called on network threads
   * @throws TransportException if the address cannot be bound
   */
  public static SocketServer open(
      String host, int port, Predicate<InetAddress> admitted, Handler handler) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    Server server = new Server(address, admitted, handler);
    server.start();
    try {
      server.started.get(START_SECONDS, TimeUnit.SECONDS);
      return new SocketServer(server);
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      String problem =
          cause instanceof BindException
              ? "expected a free port but it is in use or not allowed"
              : "expected to listen but could not";
      throw new TransportException("stream server " + host + ":" + port + ": " + problem, cause);
    } catch (TimeoutException e) {
      stop(server);
      throw new TransportException(
          "stream server " + host + ":" + port + ": not listening after " + START_SECONDS + " s",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(server);
      throw new TransportException("stream server: interrupted while it started", e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getPort();
  }

  /** The connections that are open. */
  public Set<Peer> peers() {
    return Set.copyOf(server.peers);
  }

  /** Ends every connection and stops listening. May be called twice. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop(STOP_MILLIS, "closing");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Server extends WebSocketServer {
    private static final int DECODERS = 2;

    final CompletableFuture<Boolean> started = new CompletableFuture<>();
    final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final Predicate<InetAddress> admitted;
    private final Handler handler;

    Server(InetSocketAddress address, Predicate<InetAddress> admitted, Handler handler) {
      // no permessage-deflate: a small message could become a huge one
      super(address, DECODERS, List.of(new Draft_6455(List.of(), MAX_MESSAGE_BYTES)));
      this.admitted = admitted;
      this.handler = handler;
      setReuseAddr(true);
      setTcpNoDelay(true);
      setDaemon(true);
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
      InetSocketAddress peer = socket.getRemoteSocketAddress();
      if (peer == null || !admitted.test(peer.getAddress())) {
        throw refused(socket, "foreign address");
      }
      if (!OwnOrigin.allows(header(request, "Origin"), header(request, "Host"))) {
        throw refused(socket, "foreign origin");
      }
      return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
    }

    /** Java-WebSocket alone answers 404 and then keeps the connection open for ever. */
    private static InvalidDataException refused(WebSocket socket, String reason) {
      log.warn("refused a handshake reason=\"{}\"", reason);
      socket.closeConnection(CloseFrame.REFUSE, reason);
      return new InvalidDataException(CloseFrame.REFUSE, reason);
    }

    private static @Nullable String header(ClientHandshake request, String name) {
      return request.hasFieldValue(name) ? request.getFieldValue(name) : null;
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake request) {
      Peer peer = new Peer(socket);
      socket.setAttachment(peer);
      peers.add(peer);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      handler.onMessage(socket.getAttachment(), message.getBytes(UTF_8));
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      handler.onMessage(socket.getAttachment(), bytes);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      Peer peer = socket.getAttachment();
      if (peer != null) {
        peers.remove(peer);
        handler.onClose(peer);
      }
    }

    @Override
    public void onError(WebSocket socket, Exception problem) {
      if (!started.completeExceptionally(problem)) {
        log.debug("connection failed error={}", problem.getClass().getSimpleName());
      }
    }

    @Override
    public void onStart() {
      started.complete(true);
    }
  }
}
