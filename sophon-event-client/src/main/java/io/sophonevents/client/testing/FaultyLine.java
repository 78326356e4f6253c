package io.sophonevents.client.testing;

import io.sophonevents.client.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line to a server that can be disturbed: listens on a port of this machine and passes on what
 * comes, both ways, as well as it is told to. It may stand before a fake box or a real one.
 *
 * <p>Every fault holds for the connections that are open and for those that come later, until
 * {@link #mend}. Safe for use by many threads.
 */
public final class FaultyLine implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 1000;
  private static final long BETWEEN_ATTEMPTS_NANOS = 1_000_000;

  private static final int CHUNK = 16 << 10;
  private static final int STEPS_PER_SECOND = 50;

  private final InetSocketAddress server;
  private final int port;

  // guarded by this
  private final Set<Socket> open = new HashSet<>();
  private @Nullable ServerSocket listening;
  private boolean silent;
  private boolean garbled;
  private int bytesPerSecond;
  private boolean closed;

  private FaultyLine(InetSocketAddress server) throws IOException {
    this.server = server;
    ServerSocket first = listen(0);
    this.port = first.getLocalPort();
    this.listening = first;
    start("accept", () -> accept(first));
  }

  /**
   * A line that is in order.
   *
   * @throws TransportException if it cannot listen
   */
  public static FaultyLine to(String host, int port) {
    try {
      return new FaultyLine(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new TransportException("faulty line: expected to listen but could not", e);
    }
  }

  /** The port of this machine that it listens on; the same for as long as it is open. */
  public int port() {
    return port;
  }

  /** Breaks every connection, without a word of farewell: both ends get a reset. */
  public synchronized void cut() {
    open.forEach(FaultyLine::reset);
    open.clear();
  }

  /**
   * Passes nothing on from now on, while connections stay open and new ones are made: what one sees
   * of a peer that hangs, or of one that lost its power while nothing was sent. What was sent
   * meanwhile goes on its way when the line is mended.
   */
  public synchronized void fallSilent() {
    silent = true;
  }

  /** Passes on this many bytes a second, on each connection and way. */
  public synchronized void slowTo(int bytesPerSecond) {
    if (bytesPerSecond < STEPS_PER_SECOND) {
      throw new IllegalArgumentException(
          "faulty line: expected at least " + STEPS_PER_SECOND + " bytes a second");
    }
    this.bytesPerSecond = bytesPerSecond;
    notifyAll();
  }

  /** Alters one bit of every byte that comes from the server. */
  public synchronized void garble() {
    garbled = true;
  }

  /** Breaks every connection and refuses new ones, as a box that is restarting does. */
  public synchronized void refuse() {
    stopListening();
    cut();
  }

  /** Is in order again, on the same port. What was cut stays cut. */
  public synchronized void mend() {
    silent = false;
    garbled = false;
    bytesPerSecond = 0;
    notifyAll();
    if (listening == null && !closed) {
      ServerSocket again = listenAgain();
      listening = again;
      start("accept", () -> accept(again));
    }
  }

  /** A port is not free before the thread that accepted on it has noticed that it was closed. */
  private ServerSocket listenAgain() {
    for (int attempt = 1; ; attempt++) {
      try {
        return listen(port);
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw new TransportException("faulty line: expected port " + port + " to be free", e);
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
      }
    }
  }

  /** How many connections are open. */
  public synchronized int connections() {
    return open.size() / 2;
  }

  /** Breaks every connection and stops listening. May be called twice. */
  @Override
  public synchronized void close() {
    closed = true;
    silent = false;
    notifyAll();
    refuse();
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private synchronized void stopListening() {
    if (listening != null) {
      try {
        listening.close();
      } catch (IOException e) {
        // it is closed all the same
      }
      listening = null;
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "faulty-line-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listener) {
    while (!listener.isClosed()) {
      Socket client = null;
      Socket onward = null;
      try {
        client = listener.accept();
        onward = new Socket();
        onward.connect(server);
        client.setTcpNoDelay(true);
        onward.setTcpNoDelay(true);
        connect(client, onward, listener);
      } catch (IOException e) {
        if (client != null) {
          reset(client);
        }
        if (onward != null) {
          reset(onward);
        }
      }
    }
  }

  private synchronized void connect(Socket client, Socket onward, ServerSocket listener)
      throws IOException {
    if (listening != listener) {
      throw new IOException("refused meanwhile");
    }
    open.addAll(List.of(client, onward));
    start("out", () -> pass(client, onward, false));
    start("in", () -> pass(onward, client, true));
  }

  private void pass(Socket from, Socket to, boolean fromServer) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        passOn(chunk, read, out, fromServer);
      }
      awaitSound();
      to.shutdownOutput(); // the end is passed on as any byte is
      if (from.isOutputShutdown()) {
        forget(from, to, FaultyLine::close);
      }
    } catch (IOException gone) {
      forget(from, to, FaultyLine::reset);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passOn(byte[] chunk, int length, OutputStream out, boolean fromServer)
      throws IOException, InterruptedException {
    for (int at = 0; at < length; ) {
      int step = step(length - at);
      byte[] part = Arrays.copyOfRange(chunk, at, at + step);
      if (fromServer && isGarbled()) {
        for (int i = 0; i < part.length; i++) {
          part[i] ^= 1;
        }
      }
      out.write(part);
      at += step;
    }
  }

  /** How many bytes may go now. */
  private synchronized int step(int left) throws InterruptedException {
    awaitSound();
    if (bytesPerSecond == 0) {
      return left;
    }
    TimeUnit.NANOSECONDS.timedWait(this, TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND);
    awaitSound();
    return bytesPerSecond == 0 ? left : Math.min(left, bytesPerSecond / STEPS_PER_SECOND);
  }

  private synchronized void awaitSound() throws InterruptedException {
    while (silent) {
      wait();
    }
  }

  private synchronized boolean isGarbled() {
    return garbled;
  }

  private synchronized void forget(Socket one, Socket other, Consumer<Socket> end) {
    open.remove(one);
    open.remove(other);
    end.accept(one);
    end.accept(other);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // it is closed already
    }
    close(socket);
  }
}
