package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where a receiver keeps events: the one of its data folder, or one of your own. {@code
 * EventStoreContract}, in the test jar of this module, is what each must hold.
 *
 * <p>Safe for use by many threads.
 */
public interface EventStore extends AutoCloseable {
  /**
   * Stores what one request brought, whole or not at all. A duplicate (an event of the same kind
   * with the same event id, or where it has none with the same body, that came within the window)
   * is not stored again. One with the id of another and a different body is not lost: it goes into
   * quarantine.
   *
   * @param unreadable what is to be put into quarantine; what is there already is not put there
   *     again
   * @return completes when all of it is durable, in this order; with a {@link SophonException}, if
   *     nothing of it is, whose message says why
   */
  CompletionStage<Receipt> add(List<ReceivedEvent> events, List<UnreadableMessage> unreadable);

  /** The event with this id. */
  Optional<StoredEvent> find(long id);

  /**
   * Visits the newest events, latest first.
   *
   * @param after an id; only events stored after it are visited
   * @param limit how many are visited at most
   */
  void visitNewest(long after, int limit, Visitor<StoredEvent> visitor);

  /**
   * Visits events in the order in which they were stored. They are those that were there when it
   * was called; no file or lock is held while one is visited.
   *
   * @param after an id; only events stored after it are visited
   * @param limit how many are visited at most
   */
  void visit(long after, int limit, Visitor<StoredEvent> visitor);

  /** Visits what is in quarantine, oldest first. */
  void visitQuarantine(Visitor<QuarantinedMessage> visitor);

  /**
   * Takes a message out of quarantine, for it is stored as an event now or nobody wants it.
   *
   * @return whether it was there
   */
  boolean release(long quarantineId);

  /** The id of the event that was stored last, 0 if there is none. */
  long newestId();

  /** How many events are stored. */
  long count();

  /** Whether the last attempt to store succeeded, or there was none. */
  boolean isWritable();

  /** Stores what was taken, then closes. May be called twice. */
  @Override
  void close();

  /**
   * Is shown one after the other.
   *
   * @param <T> what is shown
   */
  interface Visitor<T> {
    /** Is shown the next one. */
    void visit(T next);
  }
}
