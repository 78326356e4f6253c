package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.SophonEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(1),
          3,
          Duration.ofMinutes(1));
  private static final Delivery TAKEN = new Delivery.Accepted();
  private static final Delivery NO_ANSWER = new Delivery.Unreachable("timed out");

  private final OutboxStore store = new InMemoryOutboxStore();
  private final Receiver receiver = new Receiver();
  private final Events told = new Events();

  /** What arrives, and what is answered to it by the id of the person. */
  private static final class Receiver implements EventSink {
    final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    final Map<String, List<String>> ids = new ConcurrentHashMap<>();
    volatile Function<String, Delivery> answer = who -> TAKEN;

    @Override
    public Delivery send(SophonEvent event, String id) {
      String who = ((AccessEvent) event).identityId().text();
      ids.computeIfAbsent(who, unknown -> new java.util.concurrent.CopyOnWriteArrayList<>())
          .add(id);
      Delivery delivery = answer.apply(who);
      arrived.add(who);
      return delivery;
    }

    String next() throws InterruptedException {
      return java.util.Objects.requireNonNull(arrived.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    @Override
    public void close() {}
  }

  private static final class Events implements DeliveryListener {
    final BlockingQueue<OutboxEntry> dead = new LinkedBlockingQueue<>();
    final BlockingQueue<OutboxEntry> delivered = new LinkedBlockingQueue<>();
    final BlockingQueue<OutboxEntry> dropped = new LinkedBlockingQueue<>();
    final BlockingQueue<BreakerState> breaker = new LinkedBlockingQueue<>();

    @Override
    public void died(OutboxEntry entry) {
      dead.add(entry);
    }

    @Override
    public void delivered(OutboxEntry entry) {
      delivered.add(entry);
      throw new IllegalStateException("a listener that fails");
    }

    @Override
    public void dropped(OutboxEntry entry) {
      dropped.add(entry);
    }

    @Override
    public void breaker(BreakerState state) {
      breaker.add(state);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return java.util.Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  private static SophonEvent event(String who, String device) {
    return RealTimeEvent.V2R1
        .builder(IdentityId.of(who), EventTime.of(NOW))
        .captureDeviceIp(device)
        .build();
  }

  private Outbox.Builder over(OutboxStore kept) {
    return Outbox.builder(receiver, kept)
        .policy(QUICK)
        .listener(told)
        .probingEvery(Duration.ofMillis(5));
  }

  @AfterEach
  void clearInterrupt() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatIsTakenArrivesUnderItsId() throws InterruptedException {
    try (Outbox outbox = over(store).open()) {
      assertThat(outbox.send(event("1", "a"), "msg_1")).isEqualTo(new Delivery.Queued("msg_1"));
      assertThat(receiver.next()).isEqualTo("1");
      assertThat(next(told.delivered).attempts().made()).isEqualTo(1);
      assertThat(receiver.ids).containsExactly(Map.entry("1", List.of("msg_1")));
    }
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(0, 0, 0));
  }

  @Test
  void eventsOfOneDeviceStayInOrderThroughFailures() throws InterruptedException {
    Map<String, Integer> failures = new ConcurrentHashMap<>();
    receiver.answer =
        who -> failures.merge(who, 1, Integer::sum) < 3 ? new Delivery.Deferred(500, null) : TAKEN;
    try (Outbox outbox = over(store).open()) {
      for (int i = 0; i < 200; i++) {
        outbox.send(event("p" + i, "door " + i % 4));
      }
      Map<String, List<Integer>> order = new ConcurrentHashMap<>();
      for (int i = 0; i < 200; i++) {
        OutboxEntry entry = next(told.delivered);
        order.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add((int) entry.number());
        assertThat(entry.attempts().made()).isEqualTo(3);
      }
      assertThat(order).hasSize(4).allSatisfy((key, numbers) -> assertThat(numbers).isSorted());
    }
    assertThat(receiver.ids)
        .allSatisfy((who, ids) -> assertThat(ids).hasSize(3).containsOnly(ids.get(0)));
  }

  @Test
  void oneDeviceDoesNotHoldUpAnother() throws InterruptedException {
    CountDownLatch hold = new CountDownLatch(1);
    receiver.answer =
        who -> {
          if (who.equals("slow")) {
            awaitQuietly(hold);
          }
          return TAKEN;
        };
    try (Outbox outbox = over(store).open()) {
      outbox.send(event("slow", "a"));
      outbox.send(event("behind", "a"));
      outbox.send(event("other", "b"));
      assertThat(receiver.next()).isEqualTo("other");
      hold.countDown();
      assertThat(receiver.next()).isEqualTo("slow");
      assertThat(receiver.next()).isEqualTo("behind");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aPoisonousEventLeavesItsDeviceAndCanBeReplayed() throws InterruptedException {
    receiver.answer = who -> who.equals("bad") ? new Delivery.Deferred(500, null) : TAKEN;
    try (Outbox outbox = over(store).open()) {
      outbox.send(event("bad", "a"), "msg_bad");
      outbox.send(event("good", "a"));
      OutboxEntry dead = next(told.dead);
      assertThat(dead.deadBecause()).isEqualTo("refused 3 times");
      assertThat(dead.lastOutcome()).isEqualTo("Deferred[status=500, retryAfter=null]");
      assertThat(dead.attempts().made()).isEqualTo(3);
      assertThat(next(told.delivered).attempts().made()).isEqualTo(1);
      assertThat(outbox.size().dead()).isEqualTo(1);
      assertThat(outbox.replay(entry -> entry.id().equals("msg_other"))).isZero();
      receiver.answer = who -> TAKEN;
      assertThat(outbox.replay(entry -> "refused 3 times".equals(entry.deadBecause())))
          .isEqualTo(1);
      assertThat(next(told.delivered).id()).isEqualTo("msg_bad");
    }
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(0, 0, 0));
  }

  @Test
  void anOutageKillsNothingAndAllArrivesAfterIt() throws InterruptedException {
    receiver.answer = who -> NO_ANSWER;
    try (Outbox outbox = over(store).open()) {
      for (int i = 0; i < 50; i++) {
        outbox.send(event("p" + i, "door " + i % 5));
      }
      assertThat(next(told.breaker)).isEqualTo(BreakerState.OPEN);
      for (int i = 0; i < 20; i++) {
        receiver.next(); // probes go on
      }
      assertThat(told.dead).isEmpty();
      receiver.answer = who -> TAKEN;
      for (int i = 0; i < 50; i++) {
        next(told.delivered);
      }
      assertThat(next(told.breaker)).isEqualTo(BreakerState.CLOSED);
    }
  }

  @Test
  void anEndpointThatIsGoneIsLeftAloneUntilSomebodySaysSo(@TempDir Path folder)
      throws InterruptedException {
    try (OutboxStore kept = SqliteOutboxStore.open(folder)) {
      receiver.answer = who -> new Delivery.Rejected(410);
      try (Outbox outbox = over(kept).open()) {
        outbox.send(event("1", "a"));
        assertThat(next(told.breaker)).isEqualTo(BreakerState.STOPPED);
        outbox.send(event("2", "b"));
      }
      receiver.answer = who -> TAKEN;
      receiver.arrived.clear();
      try (Outbox outbox = over(kept).open()) {
        assertThat(outbox.breaker()).isEqualTo(BreakerState.STOPPED);
        outbox.send(event("3", "c"));
        assertThat(receiver.arrived).isEmpty();
        outbox.resume();
        assertThat(List.of(receiver.next(), receiver.next(), receiver.next()))
            .containsExactlyInAnyOrder("1", "2", "3");
      }
    }
  }

  @Test
  void whatWasNotDeliveredGoesOnAfterARestart(@TempDir Path folder) throws InterruptedException {
    receiver.answer = who -> NO_ANSWER;
    try (OutboxStore kept = SqliteOutboxStore.open(folder);
        Outbox outbox = over(kept).open()) {
      for (int i = 0; i < 10; i++) {
        outbox.send(event("p" + i, "a"), "msg_" + i);
      }
      receiver.next();
    }
    receiver.answer = who -> TAKEN;
    try (OutboxStore kept = SqliteOutboxStore.open(folder);
        Outbox outbox = over(kept).open()) {
      for (int i = 0; i < 10; i++) {
        assertThat(next(told.delivered).id()).isEqualTo("msg_" + i);
      }
      assertThat(outbox.breaker()).isEqualTo(BreakerState.CLOSED);
    }
  }

  @Test
  void atItsLimitItRejects() {
    receiver.answer = who -> NO_ANSWER;
    try (Outbox outbox = over(store).atMost(2, 1 << 20, WhenFull.REJECT).open()) {
      assertThat(outbox.send(event("1", "a"), "m1")).isEqualTo(new Delivery.Queued("m1"));
      assertThat(outbox.send(event("2", "a"), "m2")).isEqualTo(new Delivery.Queued("m2"));
      assertThat(outbox.send(event("3", "a"), "m3"))
          .isEqualTo(new Delivery.NotQueued("the outbox is full"));
    }
    try (Outbox outbox = over(new InMemoryOutboxStore()).atMost(9, 400, WhenFull.REJECT).open()) {
      int taken = 0;
      while (outbox.send(event("1", "a")) instanceof Delivery.Queued) {
        taken++;
      }
      long bytes = outbox.size().bytes();
      assertThat(bytes).isLessThanOrEqualTo(400).isGreaterThan(400 - bytes / taken);
    }
  }

  @Test
  void anEventLargerThanTheOutboxIsRefused() {
    try (Outbox outbox = over(store).atMost(9, 10, WhenFull.BLOCK).open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outbox.send(event("1", "a")))
          .withMessageStartingWith("outbox: expected at most 10 bytes but the event has ");
    }
  }

  @Test
  void atItsLimitItDropsTheOldestAndSaysSo() throws InterruptedException {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    receiver.answer =
        who -> {
          begun.countDown();
          awaitQuietly(hold);
          return TAKEN;
        };
    try (Outbox outbox = over(store).atMost(3, 1 << 20, WhenFull.DROP_OLDEST).open()) {
      outbox.send(event("1", "a"), "m1");
      awaitQuietly(begun);
      for (int i = 2; i <= 5; i++) {
        assertThat(outbox.send(event("" + i, "a"), "m" + i))
            .isEqualTo(new Delivery.Queued("m" + i));
      }
      assertThat(told.dropped).extracting(OutboxEntry::id).containsExactly("m2", "m3");
      hold.countDown();
      assertThat(List.of(receiver.next(), receiver.next(), receiver.next()))
          .containsExactly("1", "4", "5");
    }
  }

  @Test
  void whatWasDroppedInAnOutageIsNeitherTriedNorADeadLetter() throws InterruptedException {
    receiver.answer = who -> NO_ANSWER;
    try (Outbox outbox = over(store).atMost(10, 1 << 20, WhenFull.DROP_OLDEST).open()) {
      for (int i = 0; i < 300; i++) {
        outbox.send(event("p" + i, "door " + i % 3), "m" + i);
      }
      assertThat(outbox.size().waiting()).isEqualTo(10);
      receiver.answer = who -> TAKEN;
      for (int i = 0; i < 10; i++) {
        next(told.delivered);
      }
    }
    assertThat(told.dropped).hasSize(290);
    assertThat(told.dead).isEmpty();
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(0, 0, 0));
  }

  @Test
  void atItsLimitItBlocksUntilThereIsRoom() throws InterruptedException {
    CountDownLatch hold = new CountDownLatch(1);
    receiver.answer =
        who -> {
          awaitQuietly(hold);
          return TAKEN;
        };
    try (Outbox outbox = over(store).atMost(1, 1 << 20, WhenFull.BLOCK).open()) {
      outbox.send(event("1", "a"));
      BlockingQueue<Delivery> second = new LinkedBlockingQueue<>();
      Thread sender = new Thread(() -> second.add(outbox.send(event("2", "a"), "m2")));
      sender.start();
      assertThat(second.poll(200, TimeUnit.MILLISECONDS)).isNull();
      hold.countDown();
      assertThat(next(second)).isEqualTo(new Delivery.Queued("m2"));
      sender.join();
    }
  }

  @Test
  void closingFinishesWhatIsUnderWayOrNamesIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    receiver.answer =
        who -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            return NO_ANSWER;
          }
          return TAKEN;
        };
    Outbox outbox = over(store).open();
    outbox.send(event("1", "a"), "m1");
    outbox.send(event("2", "b"), "m2");
    awaitQuietly(begun);
    assertThat(outbox.close(Duration.ofMillis(50))).containsExactlyInAnyOrder("m1", "m2");
    assertThat(outbox.send(event("3", "a")))
        .isEqualTo(new Delivery.NotQueued("the outbox is closed"));
    assertThat(outbox.close(Duration.ZERO)).isEmpty();
    assertThat(store.size().waiting()).isEqualTo(2);
  }

  @Test
  void aBodyThatIsDamagedIsADeadLetterAndTheNextGoesOn() throws InterruptedException {
    byte[] noEvent = {'{', '}'};
    String layout = RealTimeEvent.V2R1.class.getName();
    store.add(OutboxEntry.of("m0", "a", layout, NOW, 2), noEvent);
    store.add(OutboxEntry.of("m1", "a", "no.such.Layout", NOW, 2), noEvent);
    try (Outbox outbox = over(store).open()) {
      outbox.send(event("1", "a"));
      assertThat(next(told.dead).deadBecause()).startsWith("real time event: expected ");
      assertThat(next(told.dead).deadBecause()).isEqualTo("no.such.Layout");
      assertThat(receiver.next()).isEqualTo("1");
    }
  }
}
