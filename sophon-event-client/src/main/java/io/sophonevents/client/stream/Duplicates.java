package io.sophonevents.client.stream;

import io.sophonevents.event.AccessEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the events that came live from the same ones out of the box's memory. Events are the same
 * if their {@link AccessEvent#idempotencyKey} is: the event id, or device, time to the millisecond,
 * person and kind of person. Two strangers in one picture share the latter, so it is counted how
 * often a key came from either side: an event is new if it came more often than it was passed on.
 *
 * <p>Remembers the last {@value #REMEMBERED} keys. Safe for use by many threads.
 */
final class Duplicates {
  static final int REMEMBERED = 65_536;

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > REMEMBERED;
        }
      }; // guarded by this, as is all below
  private int query;

  private static final class Count {
    private int passedOn;
    private int live;
    private int remembered; // found by the query
    private int query;
  }

  /** Whether nobody has passed it on yet; then the caller does. */
  synchronized boolean isNewLive(AccessEvent event) {
    Count count = counts.computeIfAbsent(event.idempotencyKey(), key -> new Count());
    count.live++;
    return passOn(event, count, count.live);
  }

  /** From here on, events are found in the box's memory once more. */
  synchronized void startQuery() {
    query++;
  }

  /** Whether nobody has passed it on yet; then the caller does. */
  synchronized boolean isNewRemembered(AccessEvent event) {
    Count count = counts.computeIfAbsent(event.idempotencyKey(), key -> new Count());
    if (count.query != query) {
      count.query = query;
      count.remembered = 0;
    }
    count.remembered++;
    return passOn(event, count, count.remembered);
  }

  private static boolean passOn(AccessEvent event, Count count, int came) {
    String id = event.eventId();
    boolean isUnique = id != null && !id.isEmpty();
    if (came <= count.passedOn || (isUnique && count.passedOn > 0)) {
      return false;
    }
    count.passedOn++;
    return true;
  }
}
