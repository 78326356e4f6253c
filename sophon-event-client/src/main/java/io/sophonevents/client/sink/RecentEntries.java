package io.sophonevents.client.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
  static final int BYTES_OF_AN_ENTRY = 300;

  private final long mostBytes;
  private final Map<Long, Recent> recent = new HashMap<>(); // guarded by this, as is all below
  private final Map<String, Run> runs = new HashMap<>();
  private long bytes;

  /** One of them. */
  private static final class Recent {
    private final StoredBody body;
    private OutboxEntry entry;
    private boolean gone;

    private Recent(OutboxEntry entry, StoredBody body) {
      this.entry = entry;
      this.body = body;
    }

    private int bytes() {
      return BYTES_OF_AN_ENTRY + (body.bytes() == null ? 0 : body.bytes().length);
    }
  }

  /** All that waits under a key from a number on, to its last one if it has ended. */
  private static final class Run {
    private final Deque<Recent> waiting = new ArrayDeque<>(); // those that are gone among them
    private long from;
    private boolean ended;

    private Run(long from) {
      this.from = from;
    }

    private boolean isEmpty() {
      while (!waiting.isEmpty() && waiting.peekFirst().gone) {
        waiting.removeFirst();
      }
      return waiting.isEmpty();
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
    if (run.ended && run.isEmpty()) {
      run.from = entry.number();
      run.ended = false;
    }
    Recent added = new Recent(entry, body);
    run.ended |= bytes + added.bytes() > mostBytes;
    if (!run.ended) {
      run.waiting.add(added);
      recent.put(entry.number(), added);
      bytes += added.bytes();
    }
  }

  /** It was removed. */
  synchronized void removed(long number) {
    Recent removed = recent.remove(number);
    if (removed != null) {
      removed.gone = true;
      bytes -= removed.bytes();
    }
  }

  /** What is known of it was replaced. */
  synchronized void changed(OutboxEntry entry) {
    Recent known = recent.get(entry.number());
    Run run = runs.get(entry.key());
    if (entry.isDead()) {
      removed(entry.number());
    } else if (known != null) {
      known.entry = entry;
    } else if (run != null && entry.number() >= run.from) { // a dead letter that waits again
      run.waiting.forEach(each -> removed(each.entry.number()));
      runs.remove(entry.key());
    }
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
    List<OutboxEntry> found = new ArrayList<>();
    if (!run.isEmpty()) {
      for (Recent each : run.waiting) {
        if (found.size() == most) {
          break;
        }
        if (!each.gone && each.entry.number() > after) {
          found.add(each.entry);
        }
      }
    }
    return found.isEmpty() && run.ended ? null : found;
  }

  /** The body of one, or where it is; null if it is not here. */
  synchronized @Nullable StoredBody body(long number) {
    Recent found = recent.get(number);
    return found == null ? null : found.body;
  }
}
