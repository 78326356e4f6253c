package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came in and is not the event it should be: kept apart, in quarantine, until somebody looks.
 *
 * <p>Immutable as long as nobody changes the bytes that it was given. Personal data: {@link
 * #toString()} prints its reason and size only.
 */
public final class UnreadableMessage {
  private final Instant receivedAt;
  private final String path;
  private final @Nullable String contentType;
  private final String reason;
  private final byte[] bytes;

  /**
   * A message.
   *
   * @param path the path it was posted to, without a query
   * @param contentType what its sender called it, null if nothing
   * @param reason what is wrong with it, with nothing of it
   * @param bytes as received, an element of a batch without the others
   */
  public UnreadableMessage(
      Instant receivedAt, String path, @Nullable String contentType, String reason, byte[] bytes) {
    this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    this.path = requireNonNull(path, "path");
    this.contentType = contentType;
    this.reason = requireNonNull(reason, "reason");
    this.bytes = requireNonNull(bytes, "bytes");
  }

  /** When it came in. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The path it was posted to, without a query. */
  public String path() {
    return path;
  }

  /** What its sender called it, null if nothing. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** What is wrong with it; holds nothing of it. */
  public String reason() {
    return reason;
  }

  /** As received; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "UnreadableMessage[" + reason + ", " + bytes.length + " bytes]";
  }
}
