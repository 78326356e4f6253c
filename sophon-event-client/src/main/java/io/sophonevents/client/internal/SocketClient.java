package io.sophonevents.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.TransportException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection to a box.
 *
 * <p>Safe for use by many threads. The handler is called on the connection's network thread; while
 * it blocks, nothing more is read, so that the far side feels it.
 */
public final class SocketClient implements AutoCloseable {
  private final Client client;

  private SocketClient(Client client) {
    this.client = client;
  }

  /** What the connection tells its owner. */
  public interface Handler {
    /** A text or binary message, as UTF-8. */
    void onMessage(byte[] message);

    /** The connection is gone; nothing more comes. */
    void onClose(String reason);
  }

  /**
   * Connects.
   *
   * @param maxMessageBytes the largest message to take, over all its fragments
   * @throws TransportException if there is no connection within the time-out
   */
  public static SocketClient connect(
      URI uri, int maxMessageBytes, Duration timeout, Handler handler) {
    Client client = new Client(uri, maxMessageBytes, timeout, handler);
    boolean open;
    try {
      open = client.connectBlocking(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.close();
      throw new TransportException(name(uri) + ": interrupted while connecting", e);
    }
    if (!open) {
      client.close();
      String problem =
          client.problem == null
              ? "no WebSocket handshake"
              : client.problem.getClass().getSimpleName();
      throw new TransportException(
          name(uri)
              + ": expected a connection within "
              + timeout.toMillis()
              + " ms but got: "
              + problem);
    }
    return new SocketClient(client);
  }

  private static String name(URI uri) {
    return "stream " + uri.getHost() + ":" + uri.getPort();
  }

  /** Sends a text message. */
  public void send(byte[] text) {
    client.send(new String(text, UTF_8));
  }

  /** Ends the connection. May be called twice. */
  @Override
  public void close() {
    client.close();
  }

  private static final class Client extends WebSocketClient {
    private final Handler handler;
    private volatile boolean opened;
    volatile @Nullable Exception problem;

    Client(URI uri, int maxMessageBytes, Duration timeout, Handler handler) {
      super(uri, new Draft_6455(List.of(), maxMessageBytes), Map.of(), (int) timeout.toMillis());
      this.handler = handler;
      setDaemon(true);
      setTcpNoDelay(true);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      opened = true;
    }

    @Override
    public void onMessage(String message) {
      handler.onMessage(message.getBytes(UTF_8));
    }

    @Override
    public void onMessage(ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      handler.onMessage(bytes);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      if (opened) {
        handler.onClose("closed by " + (remote ? "the box" : "this side") + ", code " + code);
      }
    }

    @Override
    public void onError(Exception error) {
      problem = error;
    }
  }
}
