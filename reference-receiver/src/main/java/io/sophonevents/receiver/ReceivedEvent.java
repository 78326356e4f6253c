package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.SophonEvent;
import java.time.Instant;
import java.util.Locale;

/**
 * An event that came in, read but not yet stored.
 *
 * <p>Immutable as long as nobody changes the body that it was given; it is not copied, since it may
 * be large. Personal data: {@link #toString()} prints its kind, layout and size only.
 */
final class ReceivedEvent {
  private final Instant receivedAt;
  private final String path;
  private final SophonEvent event;
  private final byte[] body;

  ReceivedEvent(Instant receivedAt, String path, SophonEvent event, byte[] body) {
    this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    this.path = requireNonNull(path, "path");
    this.event = requireNonNull(event, "event");
    this.body = requireNonNull(body, "body");
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** The path it was posted to, without a query. */
  String path() {
    return path;
  }

  SophonEvent event() {
    return event;
  }

  /** What it is, as the database and the page name it: {@code real-time}, {@code history}, … */
  String kind() {
    return event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String layout() {
    return event.layout();
  }

  /** The JSON as it was received. */
  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "ReceivedEvent[" + kind() + ' ' + layout() + ", " + body.length + " bytes]";
  }
}
