package io.sophonevents.client.stream;

import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills gaps from the box's memory, one after the other. Each is asked for at once, and its end
 * once more when the overlap has passed: an event that was pushed before the subscription held may
 * have been stored after the first question. A question that fails is asked again until it is
 * answered.
 *
 * <p>Safe for use by many threads.
 */
final class CatchUp {
  private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

  private final EventHistory history;
  private final Supplier<StreamSubscription> subscription;
  private final Receiver receiver;
  private final BoxClock boxClock;
  private final Clock clock;
  private final Duration overlap;
  private final StreamConnection.Waits waits;
  private final ScheduledExecutorService executor;

  private final Deque<Gap> gaps = new ArrayDeque<>(); // guarded by this, as is all below
  private boolean isAsking;
  private @Nullable Instant covered;

  /**
   * What is to be filled.
   *
   * @param from the time in the box's clock before which nothing is missing
   * @param isOfMoreDevices whether devices are subscribed to that were not before, so that what was
   *     asked already is no help
   * @param filled is run when all that the box remembers has been passed on
   */
  record Gap(Instant from, boolean isOfMoreDevices, Runnable filled) {}

  /** Who gets what was found. */
  interface Receiver {
    /** The events of another question follow. */
    void onQuery();

    /** An event was found, perhaps one that is known already. May wait. */
    void onRemembered(StreamEvent event) throws InterruptedException;
  }

  CatchUp(
      EventHistory history,
      Supplier<StreamSubscription> subscription,
      Receiver receiver,
      BoxClock boxClock,
      Clock clock,
      Duration overlap,
      StreamConnection.Waits waits,
      ScheduledExecutorService executor) {
    this.history = history;
    this.subscription = subscription;
    this.receiver = receiver;
    this.boxClock = boxClock;
    this.clock = clock;
    this.overlap = overlap;
    this.waits = waits;
    this.executor = executor;
  }

  /** Fills a gap. Does not wait. */
  synchronized void fill(Gap gap) {
    gaps.addLast(gap);
    if (!isAsking) {
      isAsking = true;
      executor.execute(this::begin);
    }
  }

  private void begin() {
    List<Gap> waiting;
    Instant from;
    synchronized (this) {
      waiting = List.copyOf(gaps);
      from = start(waiting);
    }
    ask(waiting, from, false, 0);
  }

  /** Where the first gap begins, or where the last question ended if that is later. */
  private Instant start(List<Gap> waiting) {
    Instant from = Collections.min(waiting.stream().map(Gap::from).toList());
    boolean isOther = waiting.stream().anyMatch(Gap::isOfMoreDevices);
    if (isOther || covered == null || covered.isAfter(boxClock.at(clock.instant()))) {
      return from; // nothing was asked of this yet, or the box's clock went back
    }
    return covered.isAfter(from) ? covered : from;
  }

  private void ask(List<Gap> waiting, Instant from, boolean isLast, int failures) {
    Instant now = clock.instant();
    Instant end = boxClock.at(now);
    try {
      read(from.minus(overlap), boxClock.latest(now).plus(overlap));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream is closed
      return;
    } catch (Throwable e) { // whatever a history throws, the gap is still there
      log.warn("a gap is not filled yet failures={} error={}", failures + 1, problem(e));
      Duration wait = waits.after(failures + 1, ThreadLocalRandom.current());
      later(wait, () -> ask(waiting, from, isLast, failures + 1));
      return;
    }
    if (isLast) {
      finish(waiting, end);
    } else {
      later(overlap, () -> ask(waiting, end, true, 0));
    }
  }

  private void finish(List<Gap> filled, Instant end) {
    filled.forEach(gap -> gap.filled.run());
    synchronized (this) {
      covered = end;
      filled.forEach(gap -> gaps.removeFirst());
      isAsking = !gaps.isEmpty();
      if (isAsking) {
        executor.execute(this::begin);
      }
    }
  }

  private static String problem(Throwable e) {
    return e instanceof Exception && e.getMessage() != null
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : e.getClass().getName();
  }

  private void read(Instant from, Instant to) throws InterruptedException {
    receiver.onQuery();
    try (Stream<StreamEvent> found = history.between(from, to, subscription.get())) {
      for (Iterator<StreamEvent> each = found.iterator(); each.hasNext(); ) {
        receiver.onRemembered(each.next());
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the tasks take care of what fails in them
  private void later(Duration wait, Runnable task) {
    executor.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
  }
}
