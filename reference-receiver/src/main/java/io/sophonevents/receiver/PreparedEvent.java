package io.sophonevents.receiver;

import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the database: what takes time is done already, by the thread that
 * received it. It holds nothing of the body that it came in but what is stored.
 */
final class PreparedEvent {
  private static final EventCodec CODEC = new EventCodec();

  private final Instant receivedAt;
  private final String path;
  private final String kind;
  private final String layout;
  private final byte[] key;
  private final StoredBody body;
  private final @Nullable String leftOut;

  private PreparedEvent(
      ReceivedEvent received, byte[] key, StoredBody body, @Nullable String leftOut) {
    this.receivedAt = received.receivedAt();
    this.path = received.path();
    this.kind = received.kind();
    this.layout = received.layout();
    this.key = key;
    this.body = body;
    this.leftOut = leftOut;
  }

  /**
   * Prepares an event.
   *
   * @param dropEmbeddings whether embeddings are left out; the key is that of the whole event
   */
  static PreparedEvent of(ReceivedEvent received, boolean dropEmbeddings) {
    StoredBody whole = StoredBody.of(received.body(), received.pictures());
    byte[] key = EventKey.of(received, whole);
    EmbeddingFilter filter = dropEmbeddings ? EmbeddingFilter.of(received.body()) : null;
    if (filter == null || filter.leftOut().isEmpty()) {
      return new PreparedEvent(received, key, whole, null);
    }
    Decoded kept = CODEC.inspect(filter.body(), Hint.path(received.path()));
    return new PreparedEvent(
        received,
        key,
        StoredBody.of(kept.bytes(), kept.pictures()),
        String.join("\n", filter.leftOut()));
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

  /** {@link EventKey}. */
  byte[] key() {
    return key;
  }

  /** What is kept of the body. */
  StoredBody body() {
    return body;
  }

  /** The JSON paths of what was left out, one a line; null if nothing was. */
  @Nullable String leftOut() {
    return leftOut;
  }

  /** The same as something for quarantine. */
  UnreadableMessage asUnreadable(String reason) {
    return new UnreadableMessage(receivedAt, path, null, reason, body.whole());
  }
}
