package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.FullJitter;
import io.sophonevents.client.internal.SocketClient;
import io.sophonevents.event.EventCodec;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a box that is always made anew: connect, subscribe, read until it breaks, wait,
 * connect again on a fresh socket. One thread does it all; it runs no code of a user's.
 *
 * <p>Safe for use by many threads.
 */
final class StreamConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);

  /** What a connection is held to unless it is said otherwise. */
  static final SocketClient.Limits LIMITS =
      new SocketClient.Limits(
          EventCodec.MAX_BODY_BYTES,
          Duration.ofMillis(800),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4));

  /** How long to wait before the next attempt unless it is said otherwise. */
  static final Waits WAITS = new Waits(Duration.ofMillis(50), Duration.ofMillis(800));

  /** A connection that broke sooner was none: the next wait is longer. */
  private static final Duration HELD = Duration.ofSeconds(5);

  private final URI uri;
  private final SocketClient.Limits limits;
  private final Waits waits;
  private final Owner owner;
  private final Thread thread = new Thread(this::run, "sophon-event-stream-connection");
  private final CountDownLatch closing = new CountDownLatch(1);

  private final Object lock = new Object();
  private byte @Nullable [] subscription; // guarded by lock, as is all below
  private @Nullable SocketClient socket;
  private boolean isSubscribed;
  private boolean closed;

  /** Who is told, on the thread that reads. */
  interface Owner {
    /** The subscription has been sent. */
    void onSubscribed();

    /** A message came. */
    void onMessage(byte[] message);

    /**
     * The box was subscribed to and is no more.
     *
     * @param silent how long it has not been heard
     */
    void onLost(String reason, Duration silent);

    /** An attempt to connect failed. */
    void onFailure(String reason);
  }

  /**
   * How long to wait before the next attempt: any time up to {@code first} doubled with each
   * failure, {@code longest} at most. What the failed attempt itself took counts.
   */
  record Waits(Duration first, Duration longest) {
    /**
     * The time from the start of the last attempt to the next one.
     *
     * @param failures at least 1
     */
    Duration after(int failures, RandomGenerator random) {
      return FullJitter.after(failures, first, longest, random);
    }
  }

  /**
   * The address, which must be one that a connection can go to.
   *
   * @throws IllegalArgumentException if it is no {@code ws} address with a host
   */
  static URI address(URI uri, String what, String example) {
    requireNonNull(uri, "uri");
    if (!"ws".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(what + ": expected an address like " + example);
    }
    return uri;
  }

  /**
   * A way that nobody goes before {@link #start}.
   *
   * @param subscription null where it is enough to connect
   */
  StreamConnection(
      URI uri,
      SocketClient.Limits limits,
      Waits waits,
      byte @Nullable [] subscription,
      Owner owner) {
    this.uri = uri;
    this.limits = limits;
    this.waits = waits;
    this.subscription = subscription;
    this.owner = owner;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Subscribes otherwise: now if there is a connection, and with each to come. */
  void subscribe(byte[] message) {
    synchronized (lock) {
      subscription = message;
      if (socket != null && isSubscribed) {
        socket.send(message);
      }
    }
  }

  boolean isSubscribed() {
    synchronized (lock) {
      return isSubscribed;
    }
  }

  private void run() {
    int failures = 0;
    while (!isClosed()) {
      long start = System.nanoTime();
      Attempt attempt = new Attempt();
      attempt.run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      failures = attempt.subscribed && took.compareTo(HELD) > 0 ? 1 : failures + 1;
      Duration wait = waits.after(failures, ThreadLocalRandom.current());
      pause(attempt.subscribed ? wait : wait.minus(took));
    }
  }

  private void pause(Duration wait) {
    try {
      closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      log.debug("interrupted while it waited; only close() ends a stream");
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** One connection, from its first packet to its end. */
  private final class Attempt implements SocketClient.Handler {
    private final SocketClient own = new SocketClient(uri, limits, this);
    private boolean subscribed;

    void run() {
      synchronized (lock) {
        if (closed) {
          return;
        }
        socket = own;
      }
      String reason;
      try {
        reason = own.run();
      } catch (RuntimeException | Error e) { // a stream must not die of one connection
        reason = e.getClass().getSimpleName();
        log.error("a connection failed host={} error={}", uri.getHost(), reason);
      }
      synchronized (lock) {
        socket = null;
        isSubscribed = false;
      }
      if (isClosed()) {
        return;
      }
      if (subscribed) {
        owner.onLost(reason, own.silent());
      } else {
        owner.onFailure(reason);
      }
    }

    @Override
    public void onOpen() {
      synchronized (lock) {
        subscribed = subscription == null || own.send(subscription);
        isSubscribed = subscribed;
      }
      if (subscribed) {
        owner.onSubscribed();
      }
    }

    @Override
    public void onMessage(byte[] message) {
      owner.onMessage(message);
    }
  }

  /** Ends the connection and makes no other. May be called twice. Does not wait. */
  @Override
  public void close() {
    SocketClient last;
    synchronized (lock) {
      closed = true;
      last = socket;
    }
    closing.countDown();
    if (last != null) {
      last.close();
    }
  }
}
