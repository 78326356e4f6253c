package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sophonevents.client.internal.PeerNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that knows since when it owes us the rest of a request.
 *
 * <p>Safe for use by many threads.
 */
final class GuardedEndPoint extends SocketChannelEndPoint {

  private static final byte[] TOO_SLOW = tooSlow();

  /** Of a session before its handshake. */
  private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

  private final ConnectionGuard guard;
  private final Object origin;

  private Phase phase = Phase.IDLE; // guarded by lock, as is all below
  private long headSince;
  private @Nullable BodyDeadline body;
  private final Object lock = new Object();

  private enum Phase {
    /** Nothing of a request has come. */
    IDLE,
    /** Something has come, perhaps of a handshake, but not the end of the headers. */
    HEAD,
    /** A request is read and answered. */
    REQUEST,
    /** It was too slow; what else comes is too late. */
    ENDED
  }

  GuardedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      ConnectionGuard guard) {
    super(channel, selector, key, scheduler);
    this.guard = guard;
    this.origin = origin(getRemoteSocketAddress() instanceof InetSocketAddress it ? it : null);
  }

  private static Object origin(@Nullable InetSocketAddress peer) {
    InetAddress address = peer == null ? null : peer.getAddress();
    return address == null ? "gone" : PeerNetwork.of(address);
  }

  private static byte[] tooSlow() {
    Acknowledgement answer = Acknowledgement.tooSlow("the headers");
    byte[] body = answer.json();
    String head =
        "HTTP/1.1 "
            + answer.httpStatus()
            + " Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + new String(body, US_ASCII)).getBytes(US_ASCII);
  }

  /** The endpoint beneath all layers of a connection, if it is one of ours. */
  static @Nullable GuardedEndPoint under(EndPoint endPoint) {
    EndPoint lowest = endPoint;
    while (lowest instanceof EndPoint.Wrapper wrapper) {
      lowest = wrapper.unwrap();
    }
    return lowest instanceof GuardedEndPoint guarded ? guarded : null;
  }

  Object origin() {
    return origin;
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    guard.closed(this);
    super.onClose(cause);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0) {
      synchronized (lock) {
        if (phase == Phase.IDLE) {
          phase = Phase.HEAD;
          headSince = System.nanoTime();
        }
      }
    }
    return filled;
  }

  /**
   * The headers are complete.
   *
   * @return false if that is too late, and the request must not be answered
   */
  boolean startRequest(BodyDeadline deadline) {
    synchronized (lock) {
      if (phase == Phase.ENDED) {
        return false;
      }
      phase = Phase.REQUEST;
      body = deadline;
      return true;
    }
  }

  /** The request is answered; another one may follow. */
  void endRequest() {
    synchronized (lock) {
      body = null;
      if (phase == Phase.REQUEST) {
        phase = Phase.IDLE;
      }
    }
  }

  boolean isAnswering() {
    synchronized (lock) {
      return phase == Phase.REQUEST;
    }
  }

  /**
   * Answers 408 if it owes us something for too long.
   *
   * @return why it is ended; null if it is not, or was before
   */
  ConnectionGuard.@Nullable Ending endIfTooSlow(long headerNanos) {
    Phase before;
    synchronized (lock) {
      before = phase;
      if (phase == Phase.HEAD && System.nanoTime() - headSince > headerNanos) {
        phase = Phase.ENDED;
      } else if (phase == Phase.REQUEST && body != null && body.isPassed()) {
        body = null;
      } else if (phase != Phase.ENDED) {
        return null;
      }
    }
    switch (before) {
      case HEAD -> {
        answerTooSlow();
        return ConnectionGuard.Ending.HEADER_TIME;
      }
      case REQUEST -> {
        failBody();
        return ConnectionGuard.Ending.BODY_RATE;
      }
      default -> {
        close(); // it had time to read the answer
        return null;
      }
    }
  }

  /** Nobody else writes now, for nothing was asked. */
  private void answerTooSlow() {
    EndPoint answering = this;
    if (getConnection() instanceof SslConnection tls) {
      if (!hasShakenHands(tls.getSSLEngine())) {
        close();
        return;
      }
      answering = tls.getSslEndPoint();
    }
    answering.write(
        Callback.from(answering::shutdownOutput, this::close), ByteBuffer.wrap(TOO_SLOW));
  }

  private static boolean hasShakenHands(SSLEngine tls) {
    return tls.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !tls.getSession().getCipherSuite().equals(NO_CIPHER);
  }

  /** Whoever reads the body gets the exception and answers. */
  private void failBody() {
    Connection top = getConnection();
    if (top instanceof SslConnection tls) {
      top = tls.getSslEndPoint().getConnection();
    }
    if (top != null) {
      top.onIdleExpired(new TimeoutException("body too slow"));
    }
  }
}
