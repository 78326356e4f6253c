package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A row of the database.
 *
 * <p>Immutable as long as nobody changes the body that it was given; it is not copied, since it may
 * be large. Personal data: {@link #toString()} prints its id, kind, layout and size only.
 */
final class StoredEvent {
  private final long id;
  private final Instant receivedAt;
  private final String path;
  private final String kind;
  private final String layout;
  private final byte[] body;

  StoredEvent(long id, Instant receivedAt, String path, String kind, String layout, byte[] body) {
    this.id = id;
    this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    this.path = requireNonNull(path, "path");
    this.kind = requireNonNull(kind, "kind");
    this.layout = requireNonNull(layout, "layout");
    this.body = requireNonNull(body, "body");
  }

  /** Greater than that of every event stored before. */
  long id() {
    return id;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  String path() {
    return path;
  }

  String kind() {
    return kind;
  }

  String layout() {
    return layout;
  }

  /** The JSON as it was received. */
  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "StoredEvent[" + id + ' ' + kind + ' ' + layout + ", " + body.length + " bytes]";
  }
}
