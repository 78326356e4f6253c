package io.sophonevents.receiver;

import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the database: what takes time is done already, by the thread that
 * received it.
 */
final class PreparedEvent {
  private static final EventCodec CODEC = new EventCodec();

  private final ReceivedEvent received;
  private final byte[] key;
  private final byte[] body;
  private final StoredBody stored;
  private final @Nullable String leftOut;

  private PreparedEvent(
      ReceivedEvent received,
      byte[] key,
      byte[] body,
      StoredBody stored,
      @Nullable String leftOut) {
    this.received = received;
    this.key = key;
    this.body = body;
    this.stored = stored;
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
      return new PreparedEvent(received, key, received.body(), whole, null);
    }
    Decoded kept = CODEC.inspect(filter.body(), Hint.path(received.path()));
    return new PreparedEvent(
        received,
        key,
        kept.bytes(),
        StoredBody.of(kept.bytes(), kept.pictures()),
        String.join("\n", filter.leftOut()));
  }

  ReceivedEvent received() {
    return received;
  }

  /** {@link EventKey}. */
  byte[] key() {
    return key;
  }

  /** What is kept of the body, in one piece. */
  byte[] body() {
    return body;
  }

  /** What is kept of the body, its pictures apart. */
  StoredBody stored() {
    return stored;
  }

  /** The JSON paths of what was left out, one a line; null if nothing was. */
  @Nullable String leftOut() {
    return leftOut;
  }

  /** The same as something for quarantine. */
  UnreadableMessage asUnreadable(String reason) {
    return new UnreadableMessage(received.receivedAt(), received.path(), null, reason, body);
  }
}
