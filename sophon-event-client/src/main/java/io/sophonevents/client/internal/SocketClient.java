package io.sophonevents.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection to a box, from its first packet to its end, which it says the reason of.
 * The thread that calls {@link #run} reads; another one, of the library, writes.
 *
 * <p>Safe for use by many threads.
 */
public final class SocketClient implements AutoCloseable {
  /** How many frames may wait to be written: more are only asked for by pings. */
  static final int MAX_WAITING_FRAMES = 1024;

  private static final Logger log = LoggerFactory.getLogger(SocketClient.class);
  private static final Duration LAST_WORDS = Duration.ofMillis(200);
  private static final long LOOK_NANOS = 100_000;

  private final Client client;

  /**
   * A connection that is not made yet.
   *
   * @param uri {@code ws://host:port}
   */
  public SocketClient(URI uri, Limits limits, Handler handler) {
    this.client = new Client(uri, limits, handler);
  }

  /**
   * What a connection is held to.
   *
   * @param maxMessageBytes the largest message to take, over all its fragments
   * @param connectTime how long the network may take to connect
   * @param handshakeTime how long the handshake may take after that
   * @param pingAfter the silence after which a ping is sent, and again; null for no pings
   * @param silence the silence after which the far side counts as dead, null for never
   */
  public record Limits(
      int maxMessageBytes,
      Duration connectTime,
      Duration handshakeTime,
      @Nullable Duration pingAfter,
      @Nullable Duration silence) {}

  /** What the connection tells its owner, on the thread that reads. */
  public interface Handler {
    /** The handshake is done; messages can be sent. */
    void onOpen();

    /** A text or binary message, as bytes. While this waits, nothing more is read. */
    void onMessage(byte[] message);
  }

  /**
   * Connects, and reads until the connection ends. To be called once.
   *
   * @return why it ended
   */
  public String run() {
    try {
      client.reader = Thread.currentThread();
      client.run();
    } finally {
      client.release();
    }
    return client.end();
  }

  /** How long ago the last byte of the far side came, or the attempt to connect began. */
  public Duration silent() {
    return client.socket.silent();
  }

  /** Sends a text message; false if there is no connection. Does not wait. */
  public boolean send(byte[] text) {
    try {
      client.send(new String(text, UTF_8));
      return true;
    } catch (WebsocketNotConnectedException e) {
      return false;
    }
  }

  /** Ends the connection, upon which {@link #run} returns. May be called twice. Does not wait. */
  @Override
  public void close() {
    client.leave();
  }

  private static final class Client extends WebSocketClient implements WatchedSocket.Writer {
    private final Handler handler;
    private final WatchedSocket socket;
    private volatile @Nullable Thread reader;
    private volatile boolean opened;
    private volatile boolean left;
    private @Nullable Exception problem;
    private String closing = "no WebSocket handshake";

    Client(URI uri, Limits limits, Handler handler) {
      super(
          uri,
          new MessageDraft(limits.maxMessageBytes()),
          Map.of(),
          (int) limits.connectTime().toMillis());
      this.handler = handler;
      this.socket = new WatchedSocket(limits, this);
      setSocketFactory(new Watching());
      setConnectionLostTimeout(0); // the socket sees to it
      setDaemon(true);
      setTcpNoDelay(true);
    }

    @Override
    public void ping() {
      if (isOpen()) {
        sendPing();
      }
    }

    /** The library forgets what its writing thread has not begun to write when it ends. */
    @Override
    public void flush() {
      long end = System.nanoTime() + LAST_WORDS.toNanos();
      while (hasBufferedData() && System.nanoTime() < end) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    @Override
    public void onClosing(int code, String reason, boolean remote) {
      if (Thread.currentThread() == reader) {
        flush();
      }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      socket.opened();
      opened = true;
      handler.onOpen();
      if (left) { // while it was opened
        leave();
      }
    }

    @Override
    public void onMessage(String message) {
      throw new IllegalStateException("all messages come as bytes");
    }

    @Override
    public void onMessage(ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      handler.onMessage(bytes);
    }

    /** Answers pings, as long as the answers are read. */
    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
      if (((WebSocketImpl) connection).outQueue.size() >= MAX_WAITING_FRAMES) {
        close(CloseFrame.POLICY_VALIDATION, "answers are not read");
      } else if (isOpen()) {
        super.onWebsocketPing(connection, ping);
      }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      if (opened) {
        closing = "closed by " + (remote ? "the box" : "this side") + ", code " + code;
      }
    }

    @Override
    public void onError(Exception error) {
      problem = error;
    }

    void leave() {
      left = true;
      try {
        if (opened) {
          close(CloseFrame.NORMAL);
        }
        socket.leave();
      } catch (IOException e) {
        log.debug("a connection did not close error={}", e.getClass().getSimpleName());
      }
    }

    void release() {
      try {
        socket.closeWithin(opened ? LAST_WORDS : Duration.ZERO);
      } catch (IOException e) {
        log.debug("a connection did not close error={}", e.getClass().getSimpleName());
      }
    }

    String end() {
      String seen = socket.problem();
      if (seen != null) {
        return seen;
      }
      return opened || problem == null ? closing : problem.getClass().getSimpleName();
    }

    private final class Watching extends SocketFactory {
      @Override
      public Socket createSocket() {
        return socket;
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }
    }
  }
}
