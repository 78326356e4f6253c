package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.SocketClient;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A box's events into your code: subscribe once and get every event. A connection that breaks is
 * made anew, the gap is announced, and filled if the stream has the box's history.
 *
 * <p>The listener is called on a thread of the stream's own, one call at a time. Live events come
 * in the order received and wait for nothing that is caught up; of what is caught up, the events of
 * each device come in the order of their times. An event that came both ways is handed over once.
 *
 * <p>Messages of up to 32 MiB, in any number of fragments up to 65,536, text or binary. Safe for
 * use by many threads.
 */
public final class EventStream implements AutoCloseable {
  /** How many live events wait for the listener at most, unless said otherwise. */
  public static final int DEFAULT_EVENTS = 1024;

  /** How many bytes of them, unless said otherwise: 64 MiB; a single event may be larger. */
  public static final long DEFAULT_BYTES = 64L << 20;

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI uri;
  private final EventCodec codec = new EventCodec();
  private final EventStreamListener listener;
  private final Clock clock;
  private final @Nullable Instant since;
  private final HandOver handOver;
  private final StreamConnection connection;
  private final BoxClock boxClock = new BoxClock();
  private final Duplicates duplicates = new Duplicates();
  private final @Nullable ScheduledThreadPoolExecutor executor;
  private final @Nullable CatchUp catchUp;
  private final @Nullable DeviceWatch devices;
  private final CountDownLatch firstSubscription = new CountDownLatch(1);
  private volatile StreamSubscription subscription;
  private volatile String problem = "no answer";
  private volatile boolean closed;

  private EventStream(Builder builder) {
    this.uri = builder.uri;
    this.listener = builder.listener;
    this.clock = builder.clock;
    this.since = builder.since;
    this.subscription = builder.subscription;
    this.handOver =
        new HandOver(builder.mostEvents, builder.mostBytes, builder.whenBehind, listener::onDrop);
    SocketClient.Limits limits =
        new SocketClient.Limits(
            StreamConnection.LIMITS.maxMessageBytes(),
            builder.connectTime,
            builder.handshakeTime,
            builder.pingAfter,
            builder.silence);
    this.connection =
        new StreamConnection(uri, limits, builder.waits, codec.encode(subscription), new Heard());
    EventHistory history = builder.history;
    if (history == null) {
      this.executor = null;
      this.catchUp = null;
      this.devices = null;
      return;
    }
    this.executor = executor();
    this.catchUp =
        new CatchUp(
            history,
            () -> subscription,
            new Found(),
            boxClock,
            clock,
            builder.overlap,
            builder.askAgain,
            executor);
    this.devices =
        builder.allDevices
            ? new DeviceWatch(
                history, builder.devicesEvery, builder.askAgain, clock, executor, this::onDevices)
            : null;
  }

  /** Two threads: a long catch-up holds up nobody who looks for devices. */
  private static ScheduledThreadPoolExecutor executor() {
    AtomicInteger number = new AtomicInteger();
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread =
                  new Thread(task, "sophon-event-stream-history-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // nothing is asked once it is closed
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /**
   * Connects and subscribes, with the settings of {@link #builder} as they are.
   *
   * @param uri where the box listens, {@code ws://box:5679}
   * @throws TransportException if there is no connection within 5 s
   */
  public static EventStream connect(
      URI uri, StreamSubscription subscription, EventStreamListener listener) {
    return builder(uri, subscription, listener).connect(PATIENCE);
  }

  /**
   * A stream.
   *
   * @param uri where the box listens, {@code ws://box:5679}
   * @throws IllegalArgumentException if it is no {@code ws} address with a host
   */
  public static Builder builder(
      URI uri, StreamSubscription subscription, EventStreamListener listener) {
    return new Builder(uri, subscription, listener);
  }

  /** Settings of a stream. Not safe for use by many threads. */
  public static final class Builder {
    private final URI uri;
    private final StreamSubscription subscription;
    private final EventStreamListener listener;
    private @Nullable EventHistory history;
    private boolean allDevices;
    private Duration devicesEvery = Duration.ofMinutes(1);
    private @Nullable Instant since;
    private Duration overlap = Duration.ofSeconds(2);
    private Duration connectTime = StreamConnection.LIMITS.connectTime();
    private Duration handshakeTime = StreamConnection.LIMITS.handshakeTime();
    private @Nullable Duration pingAfter = StreamConnection.LIMITS.pingAfter();
    private @Nullable Duration silence = StreamConnection.LIMITS.silence();
    private StreamConnection.Waits waits = StreamConnection.WAITS;
    private StreamConnection.Waits askAgain =
        new StreamConnection.Waits(Duration.ofMillis(500), Duration.ofSeconds(30));
    private int mostEvents = DEFAULT_EVENTS;
    private long mostBytes = DEFAULT_BYTES;
    private WhenBehind whenBehind = WhenBehind.WAIT;
    private Clock clock = Clock.systemUTC();

    private Builder(URI uri, StreamSubscription subscription, EventStreamListener listener) {
      this.subscription = requireNonNull(subscription, "subscription");
      this.listener = requireNonNull(listener, "listener");
      this.uri = StreamConnection.address(uri, "event stream", "ws://box:5679");
    }

    /** The box's memory, from which gaps are filled; none unless said otherwise. */
    public Builder history(EventHistory history) {
      this.history = requireNonNull(history, "history");
      return this;
    }

    /**
     * Subscribes to all capture devices that the history names, whatever the subscription names.
     * They are read before the first connection, and again with each new one, each minute, and on
     * {@link EventStream#readDevices}. What a device that was added has seen since the reading
     * before is caught up.
     */
    public Builder allDevices() {
      this.allDevices = true;
      return this;
    }

    /**
     * Catches up from this time on at the first subscription, as after an interruption; for a
     * program that starts again.
     *
     * @param time in the box's clock, the {@code time()} of the last event that was dealt with
     */
    public Builder since(Instant time) {
      this.since = requireNonNull(time, "time");
      return this;
    }

    /**
     * How long the box may be silent before a ping asks whether it is there, and how long before it
     * counts as dead; 1 s and 4 s unless said otherwise.
     *
     * @throws IllegalArgumentException if they are not positive, or the second is not longer
     */
    public Builder ping(Duration after, Duration deadAfter) {
      positive(after);
      if (deadAfter.compareTo(after) <= 0) {
        throw new IllegalArgumentException(
            "event stream: expected a box to be dead later than it is asked but was "
                + after.toMillis()
                + " ms and "
                + deadAfter.toMillis()
                + " ms");
      }
      this.pingAfter = after;
      this.silence = deadAfter;
      return this;
    }

    /**
     * Sends no pings, for a box that does not answer them. It then counts as dead after this
     * silence, so it should be longer than its events are apart; that costs no more than a new
     * connection.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder withoutPing(Duration deadAfter) {
      this.pingAfter = null;
      this.silence = positive(deadAfter);
      return this;
    }

    /**
     * How long a network may take to connect; 0.8 s unless said otherwise. Then another attempt is
     * made, sooner than the system would repeat a first packet that was lost.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder connectTime(Duration time) {
      this.connectTime = positive(time);
      return this;
    }

    /**
     * How long to wait after a connection that broke or failed: any time up to {@code first},
     * doubled with each failure up to {@code longest}, so that many clients do not come back
     * together; 50 ms and 0.8 s unless said otherwise.
     *
     * @throws IllegalArgumentException if they are not positive, or the second is shorter
     */
    public Builder reconnecting(Duration first, Duration longest) {
      positive(first);
      if (longest.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "event stream: expected the longest wait to be no shorter than the first");
      }
      this.waits = new StreamConnection.Waits(first, longest);
      return this;
    }

    /**
     * How many live events may wait for the listener, and what becomes of more; {@value
     * #DEFAULT_EVENTS} events, 64 MiB and {@link WhenBehind#WAIT} unless said otherwise.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public Builder atMost(int events, long bytes, WhenBehind whenBehind) {
      if (events < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "event stream: expected room for 1 at least but was "
                + events
                + " events, "
                + bytes
                + " bytes");
      }
      this.mostEvents = events;
      this.mostBytes = bytes;
      this.whenBehind = requireNonNull(whenBehind, "whenBehind");
      return this;
    }

    /** What tells when an event was received, and how old it is. */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** For tests: how long a handshake may take. */
    Builder handshakeTime(Duration time) {
      this.handshakeTime = time;
      return this;
    }

    /** For tests: how much the questions of a catch-up overlap, and when one is asked again. */
    Builder catchingUp(Duration overlap, Duration again, Duration devicesEvery) {
      this.overlap = overlap;
      this.askAgain = new StreamConnection.Waits(again, again);
      this.devicesEvery = devicesEvery;
      return this;
    }

    private static Duration positive(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(
            "event stream: expected a positive duration but was " + time);
      }
      return time;
    }

    /** Begins; the listener is told when there is a connection, however long it takes. */
    public EventStream open() {
      if (history == null && (allDevices || since != null)) {
        throw new IllegalArgumentException(
            "event stream: expected a history to find devices or events in but there is none");
      }
      EventStream stream = new EventStream(this);
      stream.start();
      return stream;
    }

    /**
     * Begins, and waits until the box has been subscribed to.
     *
     * @throws TransportException if it has not been within this time; the stream is closed
     */
    public EventStream connect(Duration within) {
      EventStream stream = open();
      try {
        if (stream.firstSubscription.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
          return stream;
        }
        stream.close();
        throw new TransportException(
            stream.name()
                + ": expected a connection within "
                + within.toMillis()
                + " ms but got: "
                + stream.problem);
      } catch (InterruptedException e) {
        stream.close();
        Thread.currentThread().interrupt();
        throw new TransportException(stream.name() + ": interrupted while connecting", e);
      }
    }
  }

  private String name() {
    return "stream " + uri.getHost() + ":" + uri.getPort();
  }

  private void start() {
    handOver.start();
    if (devices == null) {
      connection.start();
    } else {
      devices.readNow();
    }
  }

  /**
   * Subscribes otherwise from now on. A stream of all devices stays one of all devices. Does not
   * wait.
   */
  public synchronized void subscribe(StreamSubscription wanted) {
    requireNonNull(wanted, "subscription");
    subscription = devices == null ? wanted : wanted.withDeviceIds(subscription.deviceIds());
    connection.subscribe(codec.encode(subscription));
  }

  /** What the box is asked for now. */
  public StreamSubscription subscription() {
    return subscription;
  }

  /** Whether the box is subscribed to now. */
  public boolean isConnected() {
    return connection.isSubscribed();
  }

  /** How many events were dropped because the listener was too far behind. */
  public long dropped() {
    return handOver.dropped();
  }

  /** Reads the capture devices now, if this is a stream of all. Does not wait. */
  public void readDevices() {
    if (devices != null && !closed) {
      devices.readNow();
    }
  }

  /** The capture devices, at first or other ones than before. */
  private synchronized void onDevices(List<String> ids, @Nullable Instant readBefore) {
    List<String> before = subscription.deviceIds();
    subscription = subscription.withDeviceIds(ids);
    connection.subscribe(codec.encode(subscription));
    log.info("capture devices host={} count={}", uri.getHost(), ids.size());
    if (readBefore == null) {
      connection.start();
    } else if (catchUp != null && !before.containsAll(ids)) {
      catchUp.fill(new CatchUp.Gap(boxClock.complete(readBefore), true, () -> {}));
    }
  }

  private ReceivedEvent received(StreamEvent event, Instant receivedAt, boolean isLive) {
    Duration age = Duration.between(event.time().instant(), clock.instant());
    return new ReceivedEvent(event, receivedAt, age, isLive);
  }

  /** What the connection tells, on its thread. */
  private final class Heard implements StreamConnection.Owner {
    private @Nullable Instant completeUntil = since;
    private @Nullable Instant lastHeard = since;
    private int failures;
    private long unreadable;

    @Override
    public void onSubscribed() {
      log.info(
          "subscribed host={} devices={} failures={}",
          uri.getHost(),
          subscription.deviceIds().size(),
          failures);
      failures = 0;
      firstSubscription.countDown();
      handOver.notice(listener::onConnect);
      if (lastHeard != null && completeUntil != null) {
        gap(lastHeard, boxClock.at(clock.instant()), completeUntil);
        if (devices != null) {
          devices.readNow();
        }
      }
    }

    private void gap(Instant from, Instant to, Instant asked) {
      handOver.notice(() -> listener.onGap(from, to));
      if (catchUp != null) {
        catchUp.fill(new CatchUp.Gap(asked, false, () -> filled(from, to)));
      }
    }

    @Override
    public void onMessage(byte[] message) {
      Instant receivedAt = clock.instant();
      StreamEvent event;
      try {
        event = codec.decode(message, StreamEvent.class);
      } catch (EventFormatException e) {
        tell(message, e);
        return;
      }
      boxClock.heard(event.time().instant(), receivedAt);
      if (catchUp == null || duplicates.isNewLive(event)) {
        handOver.event(message.length, () -> listener.onEvent(received(event, receivedAt, true)));
      }
    }

    private void tell(byte[] message, EventFormatException e) {
      unreadable++;
      if (Long.bitCount(unreadable) == 1) { // the 1st, 2nd, 4th, 8th: a flood must not fill the log
        log.warn(
            "unreadable message count={} bytes={} problem={}",
            unreadable,
            message.length,
            e.getMessage());
      }
      handOver.event(message.length, () -> listener.onUnreadable(message, e));
    }

    @Override
    public void onLost(String reason, Duration silent) {
      log.warn("disconnected host={} reason=\"{}\"", uri.getHost(), reason);
      problem = reason;
      Instant heard = clock.instant().minus(silent);
      lastHeard = boxClock.at(heard);
      completeUntil = boxClock.complete(heard);
      handOver.notice(() -> listener.onDisconnect(reason));
    }

    @Override
    public void onFailure(String reason) {
      failures++;
      problem = reason;
      if (Integer.bitCount(failures) == 1) {
        log.warn(
            "not connected host={} failures={} reason=\"{}\"", uri.getHost(), failures, reason);
      }
    }
  }

  /** What is found in the box's memory, on a thread that may wait. */
  private final class Found implements CatchUp.Receiver {
    @Override
    public void onQuery() {
      duplicates.startQuery();
    }

    @Override
    public void onRemembered(StreamEvent event) throws InterruptedException {
      Instant receivedAt = clock.instant();
      if (duplicates.isNewRemembered(event)) {
        handOver.afterLive(() -> listener.onEvent(received(event, receivedAt, false)));
      }
    }
  }

  private void filled(Instant from, Instant to) {
    try {
      handOver.afterLive(() -> listener.onGapFilled(from, to));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream is closed
    }
  }

  /**
   * Ends the connection; what is not handed over yet is forgotten, and a call of the listener is
   * interrupted. May be called twice. Does not wait.
   */
  @Override
  public void close() {
    closed = true;
    connection.close();
    handOver.close();
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
