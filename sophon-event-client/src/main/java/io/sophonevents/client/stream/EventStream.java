package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.SocketClient;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A box's events into your code: connects, subscribes, hands over.
 *
 * <p>The listener is called on a thread of the stream's own, one event at a time, in the order
 * received. A listener that throws is logged and gets the next event. One that is slow holds up at
 * most {@value #WAITING_EVENTS} events here; then nothing more is read from the connection until it
 * has caught up. A connection that breaks is reported once; connect again for more.
 *
 * <p>Messages of up to 32 MiB, text or binary frames. Safe for use by many threads.
 */
public final class EventStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final int WAITING_EVENTS = 64;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final EventCodec codec = new EventCodec();
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_EVENTS);
  private final EventStreamListener listener;
  private final Thread handOver;
  private @Nullable SocketClient socket;
  private volatile boolean closed;

  private EventStream(EventStreamListener listener) {
    this.listener = requireNonNull(listener, "listener");
    this.handOver = new Thread(this::handOver, "sophon-event-stream");
    this.handOver.setDaemon(true);
  }

  /**
   * Connects and subscribes.
   *
   * @param uri where the box listens, {@code ws://box:5679}
   * @throws TransportException if there is no connection within 5 s
   */
  public static EventStream connect(
      URI uri, StreamSubscription subscription, EventStreamListener listener) {
    EventStream stream = new EventStream(listener);
    byte[] message = stream.codec.encode(requireNonNull(subscription, "subscription"));
    SocketClient socket =
        SocketClient.connect(uri, EventCodec.MAX_BODY_BYTES, CONNECT_TIMEOUT, stream.receiver());
    stream.socket = socket;
    stream.handOver.start();
    socket.send(message);
    log.info("subscribed host={} devices={}", uri.getHost(), subscription.deviceIds().size());
    return stream;
  }

  private SocketClient.Handler receiver() {
    return new SocketClient.Handler() {
      @Override
      public void onMessage(byte[] message) {
        put(() -> call(message));
      }

      @Override
      public void onClose(String reason) {
        put(() -> end(reason));
      }
    };
  }

  /** Runs on the network thread, and holds it up while too many events wait. */
  private void put(Runnable item) {
    try {
      while (!closed && !waiting.offer(item, 100, TimeUnit.MILLISECONDS)) {
        log.debug("the stream's listener is behind waiting={}", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver() {
    try {
      while (!closed) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() asked for it
    }
  }

  private void call(byte[] message) {
    try {
      SophonEvent event;
      try {
        event = codec.decode(message);
      } catch (EventFormatException e) {
        log.warn("unreadable message bytes={} problem={}", message.length, e.getMessage());
        listener.onUnreadable(message, e);
        return;
      }
      listener.onEvent(event);
    } catch (RuntimeException e) {
      log.error("the stream's listener failed error={}", e.getClass().getName());
    }
  }

  private void end(String reason) {
    log.warn("disconnected reason={}", reason);
    try {
      listener.onDisconnect(reason);
    } catch (RuntimeException e) {
      log.error("the stream's listener failed error={}", e.getClass().getName());
    }
    close();
  }

  /** Ends the connection; what is not handed over yet is dropped. May be called twice. */
  @Override
  public void close() {
    closed = true;
    handOver.interrupt();
    if (socket != null) {
      socket.close();
    }
  }
}
