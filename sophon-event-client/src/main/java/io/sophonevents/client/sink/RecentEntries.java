package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store took lately and still has waiting, in memory, so that it need not be read again to
 * be sent. For each key it has everything from one number on, to the end or until there was no more
 * room: of what is behind that it says nothing until it has nothing left of the key.
 *
 * <p>Safe for use by many threads.
 */
final class RecentEntries {
  /** What an entry takes besides its body, about. */
  static final int BYTES_OF_AN_ENTRY = 400;

  private final long mostBytes;
  private final Map<Long, Recent> recent = new HashMap<>(); // guarded by this, as is all below
  private final Map<String, Run> runs = new HashMap<>();
  private long bytes;

  private record Recent(OutboxEntry entry, StoredBody body) {
    private int bytes() {
      return BYTES_OF_AN_ENTRY + (body.bytes() == null ? 0 : body.bytes().length);
    }
  }

  /** All that waits under a key from a number on, to its last one if it has ended. */
  private static final class Run {
    /** By number; they come in that order. */
    private final Map<Long, OutboxEntry> waiting = new LinkedHashMap<>();

    private long from;
    private boolean ended;

    private Run(long from) {
      this.from = from;
    }
  }

  /**
   * None so far.
   *
   * @param mostBytes how much room they may take, about
   */
  RecentEntries(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** It was added, behind all that were added before. */
  synchronized void added(OutboxEntry entry, StoredBody body) {
    Run run = runs.computeIfAbsent(entry.key(), key -> new Run(entry.number()));
    if (run.ended && run.waiting.isEmpty()) {
      run.from = entry.number();
      run.ended = false;
    }
    Recent added = new Recent(entry, body);
    run.ended |= bytes + added.bytes() > mostBytes;
    if (!run.ended) {
      run.waiting.put(entry.number(), entry);
      recent.put(entry.number(), added);
      bytes += added.bytes();
    }
  }

  /** It was removed. */
  synchronized void removed(long number) {
    Recent removed = recent.remove(number);
    if (removed != null) {
      bytes -= removed.bytes();
      runOf(removed).waiting.remove(number);
    }
  }

  /** What is known of it was replaced. */
  synchronized void changed(OutboxEntry entry) {
    Recent known = recent.get(entry.number());
    Run run = runs.get(entry.key());
    if (entry.isDead()) {
      removed(entry.number());
    } else if (known != null) {
      recent.put(entry.number(), new Recent(entry, known.body));
      runOf(known).waiting.put(entry.number(), entry);
    } else if (run != null && entry.number() >= run.from) { // a dead letter that waits again
      List.copyOf(run.waiting.keySet()).forEach(this::removed);
      runs.remove(entry.key());
    }
  }

  private Run runOf(Recent known) {
    return requireNonNull(runs.get(known.entry.key()));
  }

  /** Knows nothing any more, but of what is added from now on. */
  synchronized void forgetAll() {
    recent.clear();
    runs.clear();
    bytes = 0;
  }

  /** What waits under a key behind a number, in order, so many at most; null if not all is here. */
  synchronized @Nullable List<OutboxEntry> waiting(String key, long after, int most) {
    Run run = runs.get(key);
    if (run == null || after < run.from - 1) {
      return null;
    }
    List<OutboxEntry> found =
        run.waiting.values().stream().filter(each -> each.number() > after).limit(most).toList();
    return found.isEmpty() && run.ended ? null : found;
  }

  /** The body of one, or where it is; null if it is not here. */
  synchronized @Nullable StoredBody body(long number) {
    Recent found = recent.get(number);
    return found == null ? null : found.body;
  }
}
