package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.sink.RetryPolicy.Attempts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of store does. */
abstract class OutboxStoreContract {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

  OutboxStore store = new InMemoryOutboxStore();

  abstract OutboxStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
    store.close();
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  OutboxEntry add(String id, String key, byte[] body) {
    return join(store.add(OutboxEntry.of(id, key, "layout", NOW, body.length), body));
  }

  @Test
  void whatWasDeliveredIsRemovedWithoutAnybodyAsking() {
    OutboxEntry first = add("a", "door", bytes(10, 1));
    OutboxEntry second = add("b", "door", bytes(10, 2));
    join(store.delivered(first.number()));
    assertThat(store.all(0, 9)).containsExactly(second);
    join(store.delivered(second.number()));
    join(store.delivered(second.number())); // twice
    assertThat(store.all(0, 9)).isEmpty();
  }

  @Test
  void whatIsAddedIsThereInItsOrderWithItsBody() {
    OutboxEntry first = add("a", "door 1", bytes(10, 1));
    OutboxEntry second = add("b", "door 1", bytes(100_000, 2));
    OutboxEntry other = add("c", "door 2", bytes(0, 3));
    assertThat(first.number()).isLessThan(second.number());
    assertThat(store.keys()).containsExactlyInAnyOrder("door 1", "door 2");
    assertThat(store.waiting("door 1", 0, 9)).containsExactly(first, second);
    assertThat(store.waiting("door 1", first.number(), 9)).containsExactly(second);
    assertThat(store.waiting("door 1", 0, 1)).containsExactly(first);
    assertThat(store.all(0, 9)).containsExactly(first, second, other);
    assertThat(store.body(first)).isEqualTo(bytes(10, 1));
    assertThat(store.body(second)).isEqualTo(bytes(100_000, 2));
    assertThat(store.body(other)).isEmpty();
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(3, 0, 100_010));
  }

  @Test
  void whatIsKnownOfAnEntryIsReplacedAndItsBodyStays() {
    OutboxEntry entry = add("a", "door", bytes(10, 1));
    OutboxEntry tried =
        entry.tried(new Attempts(3, 2, NOW), "Deferred[500]", NOW.plusSeconds(7)).dead("refused");
    join(store.change(tried));
    assertThat(store.all(0, 9)).containsExactly(tried);
    assertThat(store.dead(0, 9)).containsExactly(tried);
    assertThat(store.waiting("door", 0, 9)).isEmpty();
    assertThat(store.keys()).isEmpty();
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(0, 1, 10));
    join(store.change(tried.replayed(NOW)));
    assertThat(store.waiting("door", 0, 9)).hasSize(1);
    assertThat(store.body(entry)).isEqualTo(bytes(10, 1));
  }

  @Test
  void whatIsRemovedIsGoneAndItsNumberIsNotGivenAgain() {
    OutboxEntry first = add("a", "door", bytes(10, 1));
    OutboxEntry large = add("b", "door", bytes(20_000, 2));
    join(store.remove(large.number()));
    join(store.remove(first.number()));
    join(store.remove(99));
    join(store.change(first));
    assertThat(store.all(0, 9)).isEmpty();
    assertThat(store.size()).isEqualTo(new OutboxStore.Size(0, 0, 0));
    assertThatExceptionOfType(OutboxStore.DamagedException.class)
        .isThrownBy(() -> store.body(first));
    assertThat(add("c", "door", bytes(1, 1)).number()).isGreaterThan(large.number());
  }

  @Test
  void theStateIsTheLastOneThatWasKept() {
    assertThat(store.remembered()).isEmpty();
    join(store.remember("OPEN"));
    join(store.remember("CLOSED"));
    assertThat(store.remembered()).contains("CLOSED");
  }

  @Test
  void manyThreadsAddAtOnce() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int thread = t;
      Thread each =
          new Thread(
              () -> {
                for (int i = 0; i < 50; i++) {
                  add(thread + "-" + i, "door " + thread, bytes(i * 400, i));
                }
              });
      threads.add(each);
      each.start();
    }
    for (Thread each : threads) {
      each.join();
    }
    assertThat(store.size().waiting()).isEqualTo(400);
    for (int t = 0; t < 8; t++) {
      List<OutboxEntry> there = store.waiting("door " + t, 0, 100);
      assertThat(there).hasSize(50);
      for (int i = 0; i < 50; i++) {
        assertThat(there.get(i).id()).isEqualTo(t + "-" + i);
        assertThat(store.body(there.get(i))).isEqualTo(bytes(i * 400, i));
      }
    }
  }
}
