package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.ThreadEnd;
import io.sophonevents.client.sink.RetryPolicy.Step;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.SophonException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events at least once: takes each into its store before {@link #send} returns, then sends
 * it from threads of its own until the receiver has it or the policy gives up, over restarts too.
 *
 * <p>Events of one key, their device unless said otherwise, are sent in the order they were taken;
 * keys go side by side. What will never be taken becomes a dead letter, with its reason, and its
 * key goes on; {@link #replay} sends dead letters again. The same event may arrive twice, after a
 * lost answer or a crash, under the same id.
 *
 * <p>Safe for use by many threads.
 */
public final class Outbox implements EventSink {
  /** The most entries, unless said otherwise. */
  public static final long DEFAULT_ENTRIES = 1_000_000;

  /** The most bytes of bodies, unless said otherwise: 10 GiB. */
  public static final long DEFAULT_BYTES = 10L << 30;

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int FETCHED = 64;
  private static final int LOOKED_AT_TO_DROP = 256;
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventSink sink;
  private final OutboxStore store;
  private final RetryPolicy policy;
  private final Function<SophonEvent, String> keyOf;
  private final long mostEntries;
  private final long mostBytes;
  private final WhenFull whenFull;
  private final List<DeliveryListener> listeners;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();
  private final List<Thread> threads = new ArrayList<>();

  private final Object lock = new Object();
  private final CircuitBreaker breaker; // guarded by lock, as is all below
  private final Map<String, Line> lines = new HashMap<>();
  private final Deque<Line> ready = new ArrayDeque<>();
  private final PriorityQueue<Line> later =
      new PriorityQueue<>(Comparator.comparing(line -> line.notBefore));
  private final Set<Long> gone = new HashSet<>();
  private final Map<Long, String> underWay = new HashMap<>();
  private long entries;
  private long dead; // of the entries
  private long bytes;
  private boolean closed;

  /** The events of a key: in one of the two queues, with a thread, or nowhere as it is empty. */
  private static final class Line {
    private final String key;
    private final Deque<OutboxEntry> fetched = new ArrayDeque<>();
    private long after;
    private Instant notBefore = Instant.MIN;
    private boolean idle = true;
    private boolean hasMore;

    /** What is taken out of the store while this fetches from it; null while it does not. */
    private @Nullable Set<Long> goneMeanwhile;

    private Line(String key) {
      this.key = key;
    }

    private void take(List<OutboxEntry> some) {
      Set<Long> notThese = requireNonNull(goneMeanwhile, "goneMeanwhile");
      some.stream().filter(each -> !notThese.contains(each.number())).forEach(fetched::add);
      hasMore |= fetched.isEmpty() && !some.isEmpty();
      goneMeanwhile = null;
    }

    private void forget(long number) {
      fetched.removeIf(each -> each.number() == number);
      if (goneMeanwhile != null) {
        goneMeanwhile.add(number);
      }
    }
  }

  private Outbox(Builder builder) {
    this.sink = builder.sink;
    this.store = builder.store;
    this.policy = builder.policy;
    this.keyOf = builder.keyOf;
    this.mostEntries = builder.mostEntries;
    this.mostBytes = builder.mostBytes;
    this.whenFull = builder.whenFull;
    this.listeners = List.copyOf(builder.listeners);
    this.clock = builder.clock;
    this.breaker = new CircuitBreaker(builder.probes, ThreadLocalRandom.current());
    store.remembered().ifPresent(breaker::restore);
    OutboxStore.Size size = store.size();
    this.entries = size.waiting() + size.dead();
    this.dead = size.dead();
    this.bytes = size.bytes();
    synchronized (lock) {
      store.keys().forEach(this::hasMore);
    }
    for (int i = 1; i <= builder.parallel; i++) {
      Thread thread = new Thread(this::run, "outbox-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * An outbox.
   *
   * @param sink makes the attempts; called by several threads. It stays its opener's to close
   * @param store keeps the events; for one outbox at a time. It stays its opener's to close
   */
  public static Builder builder(EventSink sink, OutboxStore store) {
    return new Builder(sink, store);
  }

  /** Settings of an outbox. Not safe for use by many threads. */
  public static final class Builder {
    private static final int PARALLEL = 8;

    private final EventSink sink;
    private final OutboxStore store;
    private RetryPolicy policy = RetryPolicy.DEFAULT;
    private Function<SophonEvent, String> keyOf = Outbox::device;
    private int parallel = PARALLEL;
    private long mostEntries = DEFAULT_ENTRIES;
    private long mostBytes = DEFAULT_BYTES;
    private WhenFull whenFull = WhenFull.BLOCK;
    private final List<DeliveryListener> listeners = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private Duration probes = CircuitBreaker.PROBES;

    private Builder(EventSink sink, OutboxStore store) {
      this.sink = requireNonNull(sink, "sink");
      this.store = requireNonNull(store, "store");
    }

    /** When to try again, and when no more. */
    public Builder policy(RetryPolicy policy) {
      this.policy = requireNonNull(policy, "policy");
      return this;
    }

    /** What events are in order by; the id of their device unless said otherwise. */
    public Builder orderedBy(Function<SophonEvent, String> key) {
      this.keyOf = requireNonNull(key, "key");
      return this;
    }

    /**
     * How many keys are sent at once; 8 unless said otherwise.
     *
     * @throws IllegalArgumentException if it is not from 1 to 256
     */
    public Builder parallel(int keys) {
      if (keys < 1 || keys > 256) {
        throw new IllegalArgumentException("outbox: expected 1 to 256 in parallel but was " + keys);
      }
      this.parallel = keys;
      return this;
    }

    /**
     * How much it holds at most, dead letters among it.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public Builder atMost(long entries, long bytes, WhenFull whenFull) {
      if (entries < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "outbox: expected room for 1 at least but was "
                + entries
                + " entries, "
                + bytes
                + " bytes");
      }
      this.mostEntries = entries;
      this.mostBytes = bytes;
      this.whenFull = requireNonNull(whenFull, "whenFull");
      return this;
    }

    /** Is told how it gets on, as are those given before. */
    public Builder listener(DeliveryListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** For tests: how often an endpoint in trouble is asked. */
    Builder probingEvery(Duration time) {
      this.probes = time;
      return this;
    }

    /** Begins to send what is in the store. */
    public Outbox open() {
      return new Outbox(this);
    }
  }

  private static String device(SophonEvent event) {
    String id = event instanceof AccessEvent seen ? seen.captureDeviceId() : null;
    return id == null ? "" : id;
  }

  /**
   * Takes an event: on return it is durable, if it is {@link Delivery.Queued}.
   *
   * @return {@link Delivery.NotQueued} if it is full and does not wait, or is closed
   * @throws IllegalArgumentException if it is larger than all that the outbox may hold
   * @throws SophonException if the store is broken; the event is not taken
   */
  @Override
  public Delivery send(SophonEvent event, String id) {
    byte[] body = codec.encode(event);
    if (body.length > mostBytes) {
      throw new IllegalArgumentException(
          "outbox: expected at most " + mostBytes + " bytes but the event has " + body.length);
    }
    OutboxEntry entry =
        OutboxEntry.of(
            id, keyOf.apply(event), event.getClass().getName(), clock.instant(), body.length);
    while (true) {
      String refusal = reserve(body.length);
      if (refusal != null) {
        return new Delivery.NotQueued(refusal);
      }
      try {
        OutboxEntry added = await(store.add(entry, body));
        synchronized (lock) {
          hasMore(added.key());
        }
        return new Delivery.Queued(id);
      } catch (OutboxStore.FullException full) {
        release(body.length);
        if (whenFull == WhenFull.REJECT || !makeRoomOnDisk()) {
          return new Delivery.NotQueued("the disk is full");
        }
      } catch (RuntimeException | Error broken) {
        release(body.length);
        throw broken;
      }
    }
  }

  /** Sees to it that an event of so many bytes fits; says why it does not if it is not to wait. */
  private @Nullable String reserve(long size) {
    while (true) {
      synchronized (lock) {
        while (!closed && !fits(size) && whenFull == WhenFull.BLOCK) {
          waitFor(LOOK_AGAIN_MILLIS);
          if (Thread.currentThread().isInterrupted()) {
            return "interrupted while the outbox was full";
          }
        }
        if (closed) {
          return "the outbox is closed";
        }
        if (fits(size)) {
          entries++;
          bytes += size;
          return null;
        }
      }
      if (whenFull == WhenFull.REJECT) {
        return "the outbox is full";
      }
      if (!dropOldest()) {
        synchronized (lock) {
          waitFor(LOOK_AGAIN_MILLIS);
        }
      }
    }
  }

  private boolean fits(long size) {
    return entries < mostEntries && bytes + size <= mostBytes;
  }

  private void release(long size) {
    synchronized (lock) {
      entries--;
      bytes -= size;
      lock.notifyAll();
    }
  }

  /** False if there is nothing to wait for. */
  private boolean makeRoomOnDisk() {
    if (whenFull == WhenFull.DROP_OLDEST && dropOldest()) {
      return true;
    }
    synchronized (lock) {
      if (!closed) {
        waitFor(LOOK_AGAIN_MILLIS);
      }
      return !closed && !Thread.currentThread().isInterrupted();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private void waitFor(long millis) {
    try {
      lock.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean dropOldest() {
    for (OutboxEntry each : store.all(0, LOOKED_AT_TO_DROP)) {
      synchronized (lock) {
        if (underWay.containsKey(each.number()) || !gone.add(each.number())) {
          continue;
        }
        lines.values().forEach(line -> line.forget(each.number()));
      }
      OutboxEntry oldest = asItIsNow(each);
      await(store.remove(oldest.number()));
      removed(oldest);
      tell(to -> to.dropped(oldest));
      return true;
    }
    return false;
  }

  /** An entry that nobody else can change any more: it may have died since it was read. */
  private OutboxEntry asItIsNow(OutboxEntry entry) {
    return store.all(entry.number() - 1, 1).stream()
        .filter(each -> each.number() == entry.number())
        .findFirst()
        .orElse(entry);
  }

  /** It is out of the store. */
  private void removed(OutboxEntry entry) {
    synchronized (lock) {
      gone.remove(entry.number());
      entries--;
      dead -= entry.isDead() ? 1 : 0;
      bytes -= entry.bytes();
      lock.notifyAll();
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SophonException ours) {
        throw ours;
      }
      throw new SophonException(
          "outbox: expected the store to write but it failed", requireNonNull(e.getCause()));
    }
  }

  private void hasMore(String key) {
    Line line = lines.computeIfAbsent(key, Line::new);
    line.hasMore = true;
    if (line.idle) {
      line.idle = false;
      ready.add(line);
      lock.notifyAll();
    }
  }

  private void run() {
    for (Line line = next(); line != null; line = next()) {
      Instant notBefore = Instant.MIN;
      OutboxEntry entry = null;
      try {
        entry = head(line);
        if (entry != null) {
          notBefore = deliver(entry);
        }
      } catch (RuntimeException | Error problem) { // a broken disk, most likely: later
        log.error("outbox stumbled error={}", problem.getClass().getSimpleName(), problem);
        notBefore = clock.instant().plus(policy.first());
      } finally {
        done(line, entry, notBefore);
      }
    }
  }

  /** A line whose turn it is, once there is one; null when this is closed. */
  private @Nullable Line next() {
    synchronized (lock) {
      while (!closed) {
        Instant now = clock.instant();
        boolean open = breaker.state() == BreakerState.OPEN;
        while (!later.isEmpty() && !later.peek().notBefore.isAfter(now)) {
          ready.add(later.remove());
        }
        if (breaker.admits(now)) {
          Line line = ready.isEmpty() && open ? later.poll() : ready.poll();
          if (line != null) {
            breaker.begin();
            return line;
          }
        }
        Instant probe = breaker.nextProbe();
        Instant until = open ? probe : later.isEmpty() ? null : later.peek().notBefore;
        try {
          if (until == null || !breakerMayAdmit()) {
            lock.wait();
          } else {
            lock.wait(Math.max(1, Duration.between(now, until).toMillis() + 1));
          }
        } catch (InterruptedException e) {
          // told to hurry; closed says whether to end
        }
      }
      return null;
    }
  }

  private boolean breakerMayAdmit() {
    return breaker.state() != BreakerState.STOPPED && !(ready.isEmpty() && later.isEmpty());
  }

  /** What is first in a line that this thread has; null if it is empty. */
  private @Nullable OutboxEntry head(Line line) {
    if (line.fetched.isEmpty()) {
      synchronized (lock) {
        line.hasMore = false;
        line.goneMeanwhile = new HashSet<>(gone);
      }
      List<OutboxEntry> some = store.waiting(line.key, line.after, FETCHED);
      synchronized (lock) {
        line.take(some);
      }
    }
    synchronized (lock) {
      while (!line.fetched.isEmpty() && gone.contains(line.fetched.peek().number())) {
        line.after = line.fetched.remove().number();
        line.hasMore = true;
      }
      OutboxEntry entry = line.fetched.peek();
      if (entry != null) {
        underWay.put(entry.number(), entry.id());
      }
      return entry;
    }
  }

  /** When the line goes on. */
  private Instant deliver(OutboxEntry entry) {
    Instant now = clock.instant();
    if (entry.notBefore().isAfter(now) && !isProbe()) {
      noAttempt();
      return entry.notBefore(); // it was waiting when the process ended
    }
    Delivery delivery;
    try {
      delivery = attempt(entry);
    } catch (OutboxStore.DamagedException
        | EventFormatException
        | ClassNotFoundException unusable) {
      noAttempt();
      die(entry, String.valueOf(unusable.getMessage()));
      return Instant.MIN;
    } catch (IllegalArgumentException cannotBeSent) {
      noAttempt();
      die(entry, "cannot be written: " + cannotBeSent.getClass().getSimpleName());
      return Instant.MIN;
    }
    return after(entry, delivery);
  }

  private Delivery attempt(OutboxEntry entry) throws ClassNotFoundException {
    byte[] json = store.body(entry);
    if (sink instanceof WebhookSink webhook && webhook.sendsWholeJson()) {
      return webhook.send(entry.layout(), entry.id(), json); // it would be written as it is
    }
    Class<?> layout = Class.forName(entry.layout());
    return sink.send(codec.decode(json, layout.asSubclass(SophonEvent.class)), entry.id());
  }

  private boolean isProbe() {
    synchronized (lock) {
      return breaker.state() == BreakerState.OPEN;
    }
  }

  private void noAttempt() {
    synchronized (lock) {
      breaker.notMade();
    }
  }

  private Instant after(OutboxEntry entry, Delivery delivery) {
    Instant now = clock.instant();
    OutboxEntry tried =
        entry.tried(entry.attempts().and(delivery, now), outcome(delivery), entry.notBefore());
    Step step = policy.after(delivery, tried.attempts(), now, ThreadLocalRandom.current());
    tell(to -> to.attempted(tried, delivery));
    breakerAfter(delivery, now, step instanceof Step.Stop);
    if (step instanceof Step.Done) {
      remove(entry);
      tell(to -> to.delivered(tried));
    } else if (step instanceof Step.GiveUp giveUp) {
      die(tried, giveUp.reason());
    } else {
      Instant next = step instanceof Step.Again again ? again.notBefore() : now;
      OutboxEntry again = tried.tried(tried.attempts(), outcome(delivery), next);
      replaceHead(again);
      store.change(again);
      tell(to -> to.retrying(again, next));
      return next;
    }
    return Instant.MIN;
  }

  /** A record's name and numbers; a reason is in words of ours. */
  private static String outcome(Delivery delivery) {
    return delivery.toString();
  }

  private void breakerAfter(Delivery delivery, Instant now, boolean stop) {
    BreakerState before;
    BreakerState state;
    synchronized (lock) {
      before = breaker.state();
      breaker.end(delivery, now);
      if (stop) {
        breaker.stop();
      }
      state = breaker.state();
      if (before != BreakerState.CLOSED && state == BreakerState.CLOSED) {
        ready.addAll(later); // what the outage held up goes on
        later.clear();
      }
      if (before != BreakerState.CLOSED || state != BreakerState.CLOSED) {
        store.remember(breaker.remembered());
      }
      lock.notifyAll();
    }
    if (before != state) {
      log.warn("outbox breaker={} before={}", state, before);
      tell(to -> to.breaker(state));
    }
  }

  private void remove(OutboxEntry entry) {
    boolean roomIsShort;
    synchronized (lock) {
      gone.add(entry.number());
      roomIsShort = entries > mostEntries / 2 || bytes > mostBytes / 2;
    }
    dropHead(entry);
    var removal = roomIsShort ? store.remove(entry.number()) : store.delivered(entry.number());
    var unused = removal.whenComplete((nothing, problem) -> removed(entry));
  }

  private void die(OutboxEntry entry, String reason) {
    OutboxEntry deadLetter = entry.dead(reason);
    await(store.change(deadLetter));
    synchronized (lock) {
      dead++;
    }
    dropHead(entry);
    log.warn(
        "dead letter number={} attempts={} reason=\"{}\"",
        deadLetter.number(),
        deadLetter.attempts().made(),
        reason);
    tell(to -> to.died(deadLetter));
  }

  private void dropHead(OutboxEntry entry) {
    synchronized (lock) {
      Line line = requireNonNull(lines.get(entry.key()));
      line.fetched.poll();
      line.after = entry.number();
      line.hasMore = true;
    }
  }

  private void replaceHead(OutboxEntry entry) {
    synchronized (lock) {
      Line line = requireNonNull(lines.get(entry.key()));
      line.fetched.poll();
      line.fetched.addFirst(entry);
    }
  }

  private void done(Line line, @Nullable OutboxEntry entry, Instant notBefore) {
    synchronized (lock) {
      if (entry == null) {
        breaker.notMade();
      } else {
        underWay.remove(entry.number());
      }
      if (line.fetched.isEmpty() && !line.hasMore) {
        line.idle = true;
      } else if (notBefore.isAfter(clock.instant()) && breaker.state() != BreakerState.STOPPED) {
        line.notBefore = notBefore;
        later.add(line);
      } else {
        ready.add(line);
      }
      lock.notifyAll();
    }
  }

  private void tell(Consumer<DeliveryListener> what) {
    for (DeliveryListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        log.warn("listener failed error={}", e.getClass().getSimpleName());
      }
    }
  }

  /**
   * Sends dead letters again, each in its old place before what waits under its key.
   *
   * @param wanted which of them, by id, number, reason or what else an entry says
   * @return how many
   */
  public int replay(Predicate<OutboxEntry> wanted) {
    return replay(store, clock.instant(), wanted, replayed -> waitsAgain(replayed.key()));
  }

  /** The same for a store that no outbox has: they wait until one does. */
  public static int replay(OutboxStore store, Predicate<OutboxEntry> wanted) {
    return replay(store, Instant.now(), wanted, dead -> {});
  }

  private static int replay(
      OutboxStore store,
      Instant now,
      Predicate<OutboxEntry> wanted,
      Consumer<OutboxEntry> afterEach) {
    int replayed = 0;
    long after = 0;
    for (List<OutboxEntry> some = store.dead(after, FETCHED);
        !some.isEmpty();
        some = store.dead(after, FETCHED)) {
      for (OutboxEntry dead : some) {
        after = dead.number();
        if (wanted.test(dead)) {
          await(store.change(dead.replayed(now)));
          afterEach.accept(dead);
          replayed++;
        }
      }
    }
    return replayed;
  }

  private void waitsAgain(String key) {
    synchronized (lock) {
      dead--;
      Line line = lines.computeIfAbsent(key, Line::new);
      line.after = 0;
      if (line.fetched.stream().noneMatch(each -> underWay.containsKey(each.number()))) {
        line.fetched.clear();
      }
      hasMore(key);
    }
  }

  /** Sends on although the endpoint said that it is gone, or while it is in trouble. */
  public void resume() {
    synchronized (lock) {
      breaker.resume();
      store.remember(breaker.remembered());
      ready.addAll(later);
      later.clear();
      lock.notifyAll();
    }
    tell(to -> to.breaker(BreakerState.CLOSED));
  }

  /** Whether the endpoint is asked. */
  public BreakerState breaker() {
    synchronized (lock) {
      return breaker.state();
    }
  }

  /** How much there is, what is being taken at this moment included. Asks no disk. */
  public OutboxStore.Size size() {
    synchronized (lock) {
      return new OutboxStore.Size(entries - dead, dead, bytes);
    }
  }

  /** When the event was taken that waits longest. */
  public Optional<Instant> oldest() {
    List<String> keys;
    synchronized (lock) {
      keys = List.copyOf(lines.keySet());
    }
    return keys.stream()
        .flatMap(key -> store.waiting(key, 0, 1).stream())
        .map(OutboxEntry::enqueuedAt)
        .min(Comparator.naturalOrder());
  }

  /** Takes nothing more and finishes the attempts that are under way, for 10 seconds at most. */
  @Override
  public void close() {
    var unused = close(PATIENCE);
  }

  /**
   * Takes nothing more and finishes the attempts that are under way. May be called twice.
   *
   * @param patience for how long; then they are broken off
   * @return the ids of those that were broken off: the receiver may have them, and the store still
   *     does
   */
  public List<String> close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    List<String> left;
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      while (!underWay.isEmpty() && System.nanoTime() < end) {
        waitFor(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
      left = List.copyOf(underWay.values());
    }
    if (!left.isEmpty()) {
      threads.forEach(Thread::interrupt);
    }
    threads.forEach(ThreadEnd::await);
    return left;
  }
}
