package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Decoded;
import io.sophonevents.event.PicturePlace;
import io.sophonevents.event.SophonEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An event that came in, read but not yet stored.
 *
 * <p>Immutable as long as nobody changes the body that it was given; it is not copied, since it may
 * be large. Personal data: {@link #toString()} prints its kind, layout and size only.
 */
public final class ReceivedEvent {
  private final Instant receivedAt;
  private final String path;
  private final Decoded decoded;
  private final byte[] body;

  /**
   * An event.
   *
   * @param path the path it was posted to, without a query
   */
  public ReceivedEvent(Instant receivedAt, String path, Decoded decoded) {
    this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    this.path = requireNonNull(path, "path");
    this.decoded = requireNonNull(decoded, "decoded");
    this.body = decoded.bytes();
  }

  /** When it came in. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The path it was posted to, without a query. */
  public String path() {
    return path;
  }

  /** The event itself. */
  public SophonEvent event() {
    return decoded.event();
  }

  /** What it is, as the database and the page name it: {@code real-time}, {@code history}, … */
  public String kind() {
    return event().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The layout of the kind, empty if it is of no known kind. */
  public String layout() {
    return event().layout();
  }

  /** The JSON as it was received; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** Where in {@link #body()} pictures stand. */
  public List<PicturePlace> pictures() {
    return decoded.pictures();
  }

  @Override
  public String toString() {
    return "ReceivedEvent[" + kind() + ' ' + layout() + ", " + body.length + " bytes]";
  }
}
