package io.sophonevents.client.sink;

import io.sophonevents.event.SophonException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What an {@link Outbox} keeps its events in. What is written is durable, as far as the kind goes,
 * when its stage completes; writes take effect in the order of the calls. Reading sees what is
 * durable.
 *
 * <p>Safe for use by many threads. {@code OutboxStoreContract} among the tests says what a kind
 * must do.
 */
public interface OutboxStore extends AutoCloseable {
  /** Says that there is no room where the store is. Removing goes on. */
  final class FullException extends SophonException {
    private static final long serialVersionUID = 1;

    /** Names what is full. */
    public FullException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Says that the body of an entry is not what was stored. */
  final class DamagedException extends SophonException {
    private static final long serialVersionUID = 1;

    /** Names the place, what was expected and what was found. */
    public DamagedException(String message) {
      super(message);
    }
  }

  /**
   * How much there is.
   *
   * @param waiting entries to be sent
   * @param dead dead letters
   * @param bytes of the bodies of both
   */
  record Size(long waiting, long dead, long bytes) {}

  /**
   * Adds an entry and gives it the next number.
   *
   * @return the entry with its number; fails with a {@link FullException} if there is no room
   */
  CompletionStage<OutboxEntry> add(OutboxEntry entry, byte[] body);

  /** Replaces what is known of an entry, its body and number left; does nothing if it is gone. */
  CompletionStage<Void> change(OutboxEntry entry);

  /** Removes an entry; does nothing if it is gone. */
  CompletionStage<Void> remove(long number);

  /** Keeps a short text beside the entries, the state of the endpoint, in place of the last one. */
  CompletionStage<Void> remember(String state);

  /** The text that was kept last. */
  Optional<String> remembered();

  /** The keys that something waits under. */
  Set<String> keys();

  /** What waits under a key behind a number, in order, so many at most. */
  List<OutboxEntry> waiting(String key, long after, int most);

  /** Dead letters behind a number, in order, so many at most. */
  List<OutboxEntry> dead(long after, int most);

  /** All entries behind a number, in order, so many at most. */
  List<OutboxEntry> all(long after, int most);

  /**
   * Removes an entry that was delivered. It may take a moment, and come back after a crash: it is
   * sent again then, under the same id.
   */
  default CompletionStage<Void> delivered(long number) {
    return remove(number);
  }

  /**
   * The body of an entry, which stays the store's: it must not be changed.
   *
   * @throws DamagedException if it is not what was stored, or is not there
   */
  byte[] body(OutboxEntry entry);

  /** How much there is. */
  Size size();

  /** Finishes what is being written. May be called twice. */
  @Override
  void close();
}
