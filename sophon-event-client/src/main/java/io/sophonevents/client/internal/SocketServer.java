package io.sophonevents.client.internal;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket server that takes small messages and gives large ones: handshakes from a foreign page
 * are refused, a peer that does not read is dropped. At most 1,024 connections, 256 from one
 * address, and 10 seconds for a handshake.
 *
 * <p>Safe for use by many threads. The handler is called on network threads and must not block.
 */
public final class SocketServer implements AutoCloseable {
  /** The largest message that a peer may send, over all its fragments. */
  static final int MAX_MESSAGE_BYTES = 64 << 10;

  /** How many messages may wait for a peer before it is dropped. */
  static final int MAX_WAITING_MESSAGES = 4096;

  /** How many bytes may wait for a peer before it is dropped; a single message may be larger. */
  static final int MAX_WAITING_BYTES = 8 << 20;

  /**
   * How many bytes may wait for all peers together, a message that several wait for counted once;
   * beyond it the peer that most wait for is dropped.
   */
  static final int MAX_WAITING_BYTES_IN_ALL = 40 << 20;

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

  /** A text message, framed once for all the peers that it is sent to. Immutable. */
  public static final class Message {
    private final ByteBuffer frame;
    private final AtomicBoolean counted = new AtomicBoolean();

    private Message(ByteBuffer frame) {
      this.frame = frame;
    }

    /** A message of a text in UTF-8. */
    public static Message of(byte[] text) {
      TextFrame frame = new TextFrame();
      frame.setPayload(ByteBuffer.wrap(text));
      Draft_6455 server = new Draft_6455();
      server.setParseMode(Role.SERVER); // which masks nothing
      return new Message(server.createBinaryFrame(frame));
    }
  }

  /** One connection. */
  public static final class Peer {
    private final WebSocketImpl socket;
    private final Server server;

    /** What waits is no more than this: it is counted again only where the limit is near. */
    private long mostWaiting; // guarded by this

    private Peer(WebSocketImpl socket, Server server) {
      this.socket = socket;
      this.server = server;
    }

    /** Queues a message; drops the peer if too much waits already. Never blocks. */
    public void send(Message message) {
      if (!socket.isOpen()) {
        return;
      }
      int bytes = message.frame.remaining();
      if (!queue(message, bytes)) {
        drop();
        return;
      }
      if (!message.counted.getAndSet(true)) {
        server.mostWaiting.addAndGet(bytes);
      }
      server.write(socket);
    }

    synchronized boolean queue(Message message, int bytes) {
      if (mostWaiting + bytes > MAX_WAITING_BYTES) {
        mostWaiting = waitingBytes();
      }
      boolean tooLarge = mostWaiting > 0 && mostWaiting + bytes > MAX_WAITING_BYTES;
      if (tooLarge || socket.outQueue.size() >= MAX_WAITING_MESSAGES) {
        return false;
      }
      mostWaiting += bytes;
      // what send() of the library does, but that it would copy the message for each peer
      socket.outQueue.add(message.frame.duplicate());
      return true;
    }

    private long waitingBytes() {
      return socket.outQueue.stream().mapToLong(Buffer::remaining).sum();
    }

    private void drop() {
      log.warn(
          "dropped slow subscriber waiting={} bytes={}", socket.outQueue.size(), waitingBytes());
      socket.closeConnection(CloseFrame.POLICY_VALIDATION, "too slow");
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
   * @param admitted whether a peer may connect from this address; called on a network thread,
   *     before a byte is read
   * @throws TransportException if the address cannot be bound
   */
  public static SocketServer open(
      String host, int port, Predicate<InetAddress> admitted, Handler handler) {
    return open(host, port, new SocketAdmission(admitted, SocketAdmission.HANDSHAKE_TIME), handler);
  }

  static SocketServer open(String host, int port, SocketAdmission admission, Handler handler) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    Server server = new Server(address, admission, handler);
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

  /** Drops the slowest peers until what waits is within its limit. Never blocks. */
  public void dropSlowest() {
    if (server.mostWaiting.get() <= MAX_WAITING_BYTES_IN_ALL) {
      return;
    }
    Set<Peer> left = new HashSet<>(server.peers);
    long counted = server.mostWaiting.get();
    long waiting = waitingBytes(left);
    while (waiting > MAX_WAITING_BYTES_IN_ALL) {
      Peer slowest = Collections.max(left, Comparator.comparingLong(p -> waitingBytes(Set.of(p))));
      slowest.drop();
      left.remove(slowest);
      waiting = waitingBytes(left);
    }
    server.mostWaiting.addAndGet(waiting - counted); // what came meanwhile stays in it
  }

  /** What waits for these peers: each message once, however many of them wait for it. */
  @SuppressWarnings("ByteBufferBackingArray") // to tell which are the same, not to read it
  private static long waitingBytes(Set<Peer> peers) {
    Set<byte[]> messages = Collections.newSetFromMap(new IdentityHashMap<>());
    peers.forEach(peer -> peer.socket.outQueue.forEach(frame -> messages.add(frame.array())));
    return messages.stream().mapToLong(message -> message.length).sum();
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
    private static final int SWEEP_MILLIS = 50;

    final CompletableFuture<Boolean> started = new CompletableFuture<>();
    final Set<Peer> peers = ConcurrentHashMap.newKeySet();

    /** What waits for all peers is no more than this: counted again where the limit is near. */
    final AtomicLong mostWaiting = new AtomicLong();

    private final SocketAdmission admission;
    private final Handler handler;
    private final Timer sweeper = new Timer("sophon-stream-sweeper", true);

    Server(InetSocketAddress address, SocketAdmission admission, Handler handler) {
      super(address, DECODERS, List.of(new MessageDraft(MAX_MESSAGE_BYTES)));
      this.admission = admission;
      this.handler = handler;
      setWebSocketFactory(admission);
      setMaxPendingConnections(SocketAdmission.MAX_CONNECTIONS);
      setReuseAddr(true);
      // no pings: the vendor's own client takes one for an event, and dies of it
      setConnectionLostTimeout(0);
      setTcpNoDelay(true);
      setDaemon(true);
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
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
      admission.opened((WebSocketImpl) socket);
      Peer peer = new Peer((WebSocketImpl) socket, this);
      socket.setAttachment(peer);
      peers.add(peer);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      throw new IllegalStateException("the draft gives texts on as bytes");
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      handler.onMessage(socket.getAttachment(), bytes);
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata ping) {
      if (((WebSocketImpl) socket).outQueue.size() >= MAX_WAITING_MESSAGES) {
        socket.closeConnection(CloseFrame.POLICY_VALIDATION, "too slow");
        return;
      }
      if (socket.isOpen()) { // several may have come at once, behind a close
        super.onWebsocketPing(socket, ping);
      }
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

    /** Has the network thread write what waits. */
    void write(WebSocketImpl socket) {
      try {
        onWriteDemand(socket);
      } catch (ClosedSelectorException stopped) {
        log.debug("a message came when the server had stopped");
      }
    }

    /**
     * Java-WebSocket's network thread ends a moment after it is told to, also while the good-byes
     * are still being said, and leaves the connections open that did not answer theirs. So those
     * are said first, and what is left is ended last.
     */
    @Override
    public void stop(int timeout, String closeMessage) throws InterruptedException {
      sweeper.cancel();
      try {
        peers.forEach(peer -> peer.socket.close(CloseFrame.GOING_AWAY, closeMessage));
        super.stop(timeout, closeMessage);
      } catch (ClosedSelectorException stopped) {
        log.debug("a connection was made when the server had stopped");
      } finally {
        admission.end();
      }
    }

    @Override
    public void onStart() {
      TimerTask sweep =
          new TimerTask() {
            @Override
            public void run() {
              admission.sweep();
              // Java-WebSocket forgets one demand in a million: that which comes in the very moment
              // in which its network thread finds nothing left to write
              admission.waiting().forEach(Server.this::write);
            }
          };
      sweeper.schedule(sweep, SWEEP_MILLIS, SWEEP_MILLIS);
      started.complete(true);
    }
  }
}
