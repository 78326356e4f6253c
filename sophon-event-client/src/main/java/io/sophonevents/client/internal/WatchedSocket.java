package io.sophonevents.client.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket that notices when its peer is dead: while somebody reads, it counts the time since the
 * last byte. A reader that is busy elsewhere is not held against the peer.
 */
final class WatchedSocket extends Socket {
  /** The longest answer to a handshake. */
  static final int MAX_HANDSHAKE_BYTES = 16 << 10;

  private static final int LOOK_MILLIS = 500;

  private final SocketClient.Limits limits;
  private final Writer writer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long handshakeEnd;
  private volatile long heard = System.nanoTime();
  private volatile boolean isOpen;
  private volatile boolean isLeft;
  private volatile @Nullable String problem;

  /** Who writes. */
  interface Writer {
    /** Sends a ping, without waiting. */
    void ping();

    /** Waits a moment until what is to be sent has been written. */
    void flush();
  }

  /** Begins the time for the handshake. */
  WatchedSocket(SocketClient.Limits limits, Writer writer) {
    super(Proxy.NO_PROXY);
    this.limits = limits;
    this.writer = writer;
    this.handshakeEnd =
        System.nanoTime() + limits.connectTime().plus(limits.handshakeTime()).toNanos();
  }

  /** The handshake is done. */
  void opened() {
    isOpen = true;
  }

  /** What was wrong with the peer, null if nothing was. */
  @Nullable String problem() {
    return problem;
  }

  /** How long ago the last byte came. */
  Duration silent() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /** Ends the reading, so that who reads can go. */
  void leave() throws IOException {
    isLeft = true;
    if (isConnected() && isOpen) {
      shutdownInput();
    } else {
      close();
    }
  }

  /** Closes when the last bytes have been written, or after this time. */
  void closeWithin(Duration time) throws IOException {
    boolean interrupted = false;
    try {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed.countDown();
    super.close();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Watched(super.getInputStream());
  }

  private final class Watched extends FilterInputStream {
    private int handshakeBytes;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      long silentSince = System.nanoTime();
      long pinged = silentSince;
      while (!isLeft) {
        long now = System.nanoTime();
        if (isOpen && limits.pingAfter() != null && now - pinged >= limits.pingAfter().toNanos()) {
          writer.ping();
          pinged = now;
        }
        setSoTimeout(millisToWait(now, silentSince, pinged));
        int count;
        try {
          count = in.read(to, offset, length);
        } catch (SocketTimeoutException e) {
          continue; // look again whether something is due
        } catch (IOException e) {
          throw failed(e.getClass().getSimpleName());
        }
        if (count <= 0) {
          break;
        }
        heard = System.nanoTime();
        countHandshake(count);
        return count;
      }
      if (isLeft) {
        writer.flush();
      }
      return -1;
    }

    private int millisToWait(long now, long silentSince, long pinged) throws IOException {
      long wait = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      if (!isOpen) {
        wait = Math.min(wait, handshakeEnd - now);
        if (wait <= 0) {
          throw failed("no WebSocket handshake");
        }
      } else {
        if (limits.silence() != null) {
          wait = Math.min(wait, silentSince + limits.silence().toNanos() - now);
          if (wait <= 0) {
            throw failed("silent for " + limits.silence().toMillis() + " ms");
          }
        }
        if (limits.pingAfter() != null) {
          wait = Math.min(wait, pinged + limits.pingAfter().toNanos() - now);
        }
      }
      return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait));
    }

    private void countHandshake(int count) throws IOException {
      if (!isOpen) {
        handshakeBytes += count;
        if (handshakeBytes > MAX_HANDSHAKE_BYTES) {
          throw failed("a handshake of over " + MAX_HANDSHAKE_BYTES + " bytes");
        }
      }
    }

    private IOException failed(String what) {
      problem = what;
      return new IOException(what);
    }
  }
}
