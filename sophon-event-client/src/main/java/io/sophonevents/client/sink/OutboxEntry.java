package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.sink.RetryPolicy.Attempts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in an outbox, without its body.
 *
 * <p>Immutable.
 *
 * @param number its place in the order of the outbox, 0 before the store gives it one
 * @param id under which it is sent each time; without a full stop
 * @param key what it is in order with: its device
 * @param layout the class of the event, by its name
 * @param enqueuedAt when it was taken
 * @param bytes of its body, which is its JSON
 * @param attempts what was tried
 * @param notBefore when it may be tried again
 * @param lastOutcome how the last attempt went, null if none was made; nothing of the event
 * @param deadBecause why it is a dead letter; null while it waits to be sent
 */
public record OutboxEntry(
    long number,
    String id,
    String key,
    String layout,
    Instant enqueuedAt,
    int bytes,
    Attempts attempts,
    Instant notBefore,
    @Nullable String lastOutcome,
    @Nullable String deadBecause) {
  /** Checks that it has its parts. */
  public OutboxEntry {
    requireNonNull(id, "id");
    requireNonNull(key, "key");
    requireNonNull(layout, "layout");
    requireNonNull(enqueuedAt, "enqueuedAt");
    requireNonNull(attempts, "attempts");
    requireNonNull(notBefore, "notBefore");
  }

  /** One that no store has yet. */
  static OutboxEntry of(String id, String key, String layout, Instant at, int bytes) {
    return new OutboxEntry(0, id, key, layout, at, bytes, Attempts.NONE, at, null, null);
  }

  OutboxEntry numbered(long its) {
    return new OutboxEntry(
        its, id, key, layout, enqueuedAt, bytes, attempts, notBefore, lastOutcome, deadBecause);
  }

  OutboxEntry tried(Attempts made, String outcome, Instant next) {
    return new OutboxEntry(
        number, id, key, layout, enqueuedAt, bytes, made, next, outcome, deadBecause);
  }

  OutboxEntry dead(String reason) {
    return new OutboxEntry(
        number, id, key, layout, enqueuedAt, bytes, attempts, notBefore, lastOutcome, reason);
  }

  /** As if it had never been tried. */
  OutboxEntry replayed(Instant now) {
    return new OutboxEntry(
        number, id, key, layout, enqueuedAt, bytes, Attempts.NONE, now, lastOutcome, null);
  }

  /** Whether it is a dead letter. */
  public boolean isDead() {
    return deadBecause != null;
  }
}
