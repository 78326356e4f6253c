package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.PreviewFrame;
import io.sophonevents.event.PreviewSettings;
import io.sophonevents.event.SophonEvent;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a box of V6 shows on its screen: the frames of capture devices with the faces in them, or
 * which devices those are. It only reads; what is shown is chosen with {@code
 * BoxClient.devices().showPreview}.
 *
 * <p>A preview is to be looked at, not to be relied on: a connection that breaks is made anew as
 * that of an {@link EventStream}, but what was said meanwhile is lost, and of frames that wait for
 * a slow listener only the newest {@value #WAITING_FRAMES} are kept. Messages of up to 32 MiB are
 * taken. A box that for 4 s does not even answer a ping counts as gone.
 *
 * <p>The listener is called on a thread of its own, one call at a time; one that throws or blocks
 * harms nobody. A message that cannot be read is logged and left out. Frames hold faces and names:
 * personal data.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, section 5.12.
 */
public final class PreviewStream implements AutoCloseable {
  /** How many frames wait for a slow listener. */
  static final int WAITING_FRAMES = 4;

  private static final Logger log = LoggerFactory.getLogger(PreviewStream.class);

  private final String host;
  private final HandOver handOver;
  private final StreamConnection connection;

  private <T extends SophonEvent> PreviewStream(
      URI uri, Class<T> kind, int most, WhenBehind whenBehind, Consumer<? super T> listener) {
    requireNonNull(listener, "listener");
    StreamConnection.address(uri, "preview", "ws://box:5678/preview or ws://box:54547");
    this.host = uri.getHost();
    this.handOver = new HandOver(most, EventStream.DEFAULT_BYTES, whenBehind, dropped -> {});
    this.connection =
        new StreamConnection(
            uri,
            StreamConnection.LIMITS,
            StreamConnection.WAITS,
            null,
            new Heard<>(kind, listener));
    handOver.start();
    connection.start();
  }

  /**
   * Looks at the frames, and connects for as long as it is not closed.
   *
   * @param uri {@code ws://box:5678/preview}
   * @throws IllegalArgumentException if it is no {@code ws} address with a host
   */
  public static PreviewStream frames(URI uri, Consumer<? super PreviewFrame> listener) {
    return new PreviewStream(
        uri, PreviewFrame.class, WAITING_FRAMES, WhenBehind.DROP_OLDEST, listener);
  }

  /**
   * Is told which devices are shown, and of each device that is added, changed or deleted; connects
   * for as long as it is not closed. While much waits for the listener nothing more is read.
   *
   * @param uri {@code ws://box:54547}
   * @throws IllegalArgumentException if it is no {@code ws} address with a host
   */
  public static PreviewStream settings(URI uri, Consumer<? super PreviewSettings> listener) {
    return new PreviewStream(
        uri, PreviewSettings.class, EventStream.DEFAULT_EVENTS, WhenBehind.WAIT, listener);
  }

  /** Whether there is a connection now. */
  public boolean isConnected() {
    return connection.isSubscribed();
  }

  /** How many frames were left out because the listener was too far behind. */
  public long dropped() {
    return handOver.dropped();
  }

  /**
   * Ends the connection; what waits for the listener is forgotten, and a call of it is interrupted.
   * May be called twice. Does not wait.
   */
  @Override
  public void close() {
    connection.close();
    handOver.close();
  }

  /** What the connection tells, on its thread. */
  private final class Heard<T extends SophonEvent> implements StreamConnection.Owner {
    private final EventCodec codec = new EventCodec();
    private final Class<T> kind;
    private final Consumer<? super T> listener;
    private long unreadable;
    private int failures;

    Heard(Class<T> kind, Consumer<? super T> listener) {
      this.kind = kind;
      this.listener = listener;
    }

    @Override
    public void onSubscribed() {
      log.info("preview connected host={} failures={}", host, failures);
      failures = 0;
    }

    @Override
    public void onMessage(byte[] message) {
      try {
        T read = codec.decode(message, kind);
        handOver.event(message.length, () -> listener.accept(read));
      } catch (EventFormatException e) {
        unreadable++;
        if (Long.bitCount(unreadable) == 1) { // as EventStream does
          log.warn("unreadable preview count={} problem={}", unreadable, e.getMessage());
        }
      }
    }

    @Override
    public void onLost(String reason, Duration silent) {
      log.warn("preview disconnected host={} reason=\"{}\"", host, reason);
    }

    @Override
    public void onFailure(String reason) {
      failures++;
      if (Integer.bitCount(failures) == 1) {
        log.warn("no preview host={} failures={} reason=\"{}\"", host, failures, reason);
      }
    }
  }
}
