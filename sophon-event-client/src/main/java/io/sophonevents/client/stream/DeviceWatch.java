package io.sophonevents.client.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which capture devices a box has, again and again, and tells of changes.
 *
 * <p>Safe for use by many threads.
 */
final class DeviceWatch {
  private static final Logger log = LoggerFactory.getLogger(DeviceWatch.class);

  private final EventHistory history;
  private final Duration every;
  private final StreamConnection.Waits waits;
  private final Clock clock;
  private final ScheduledExecutorService executor;
  private final Owner owner;

  private @Nullable Future<?> next; // guarded by this, as is all below
  private @Nullable List<String> known;
  private @Nullable Instant readAt;
  private int failures;

  /** Who is told. */
  interface Owner {
    /**
     * The devices are other ones than before, or the first to be known.
     *
     * @param readBefore when they were read before, null if these are the first
     */
    void onDevices(List<String> ids, @Nullable Instant readBefore);
  }

  DeviceWatch(
      EventHistory history,
      Duration every,
      StreamConnection.Waits waits,
      Clock clock,
      ScheduledExecutorService executor,
      Owner owner) {
    this.history = history;
    this.every = every;
    this.waits = waits;
    this.clock = clock;
    this.executor = executor;
    this.owner = owner;
  }

  /** Reads them now, and then every so often. Does not wait. */
  synchronized void readNow() {
    schedule(Duration.ZERO);
  }

  private synchronized void schedule(Duration wait) {
    if (next != null) {
      next.cancel(false);
    }
    next = executor.schedule(this::read, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void read() {
    Future<?> own;
    synchronized (this) {
      own = next;
    }
    try {
      Instant now = clock.instant();
      take(List.copyOf(history.deviceIds()), now);
      scheduleAfter(own, every);
    } catch (Throwable e) { // whatever a history throws, the devices may be read later
      scheduleAfter(own, failed(e));
    }
  }

  /** Unless somebody wanted them read meanwhile. */
  private synchronized void scheduleAfter(@Nullable Future<?> own, Duration wait) {
    if (next == own) {
      schedule(wait);
    }
  }

  private void take(List<String> ids, Instant now) {
    Instant before;
    boolean isOther;
    synchronized (this) {
      failures = 0;
      before = readAt;
      readAt = now;
      isOther = !ids.equals(known);
      known = ids;
    }
    if (isOther) {
      owner.onDevices(ids, before);
    }
  }

  private synchronized Duration failed(Throwable e) {
    failures++;
    log.warn(
        "capture devices not read failures={} error={}", failures, e.getClass().getSimpleName());
    return waits.after(failures, ThreadLocalRandom.current());
  }
}
