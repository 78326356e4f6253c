package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonEvent;
import java.time.Instant;
import java.util.List;

/**
 * An event that is stored.
 *
 * <p>Immutable as long as nobody changes the body that it was given; it is not copied, since it may
 * be large. Personal data: {@link #toString()} prints its id, kind, layout and size only.
 */
public final class StoredEvent {
  private static final EventCodec CODEC = new EventCodec();

  private final long id;
  private final Instant receivedAt;
  private final String path;
  private final String kind;
  private final String layout;
  private final byte[] body;
  private final Again again;
  private final List<String> leftOut;

  /**
   * That the same came in again.
   *
   * @param times how often, 0 if it did not
   * @param lastAt when it came in last
   */
  public record Again(long times, Instant lastAt) {}

  /**
   * An event.
   *
   * @param leftOut the JSON paths of what the receiver was told not to store, or has lost
   */
  public StoredEvent(
      long id,
      Instant receivedAt,
      String path,
      String kind,
      String layout,
      byte[] body,
      Again again,
      List<String> leftOut) {
    this.id = id;
    this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    this.path = requireNonNull(path, "path");
    this.kind = requireNonNull(kind, "kind");
    this.layout = requireNonNull(layout, "layout");
    this.body = requireNonNull(body, "body");
    this.again = requireNonNull(again, "again");
    this.leftOut = List.copyOf(leftOut);
  }

  /** Greater than that of every event stored before. */
  public long id() {
    return id;
  }

  /** When it came in first. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The path it was posted to, without a query. */
  public String path() {
    return path;
  }

  /** What it is: {@code real-time}, {@code history}, … */
  public String kind() {
    return kind;
  }

  /** The layout of the kind, empty if it is of no known kind. */
  public String layout() {
    return layout;
  }

  /** The JSON as it was received, but for what was left out; not to be changed. */
  public byte[] body() {
    return body;
  }

  /**
   * The event, read anew each time.
   *
   * @throws EventFormatException if this version does not read it any more
   */
  public SophonEvent event() {
    return CODEC.decode(body, Hint.path(path));
  }

  /** That the same came in again. */
  public Again again() {
    return again;
  }

  /**
   * The JSON paths of what the receiver was told not to store, and of pictures that a damaged disk
   * has lost; mostly none.
   */
  public List<String> leftOut() {
    return leftOut;
  }

  @Override
  public String toString() {
    return "StoredEvent[" + id + ' ' + kind + ' ' + layout + ", " + body.length + " bytes]";
  }
}
