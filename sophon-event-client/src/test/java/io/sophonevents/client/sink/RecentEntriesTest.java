package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final int BODY_BYTES = 20;
  private static final int BYTES = RecentEntries.BYTES_OF_AN_ENTRY + BODY_BYTES;
  private static final StoredBody BODY = new StoredBody(7, null, BODY_BYTES, new byte[BODY_BYTES]);

  private static OutboxEntry entry(long number, String key) {
    return OutboxEntry.of("id " + number, key, "layout", NOW, BODY_BYTES).numbered(number);
  }

  @Test
  void whatWasAddedIsThereInItsOrder() {
    RecentEntries recent = new RecentEntries(10 * BYTES);
    recent.added(entry(5, "a"), BODY);
    recent.added(entry(6, "b"), BODY);
    recent.added(entry(7, "a"), BODY);
    assertThat(recent.waiting("a", 4, 9)).containsExactly(entry(5, "a"), entry(7, "a"));
    assertThat(recent.waiting("a", 4, 1)).containsExactly(entry(5, "a"));
    assertThat(recent.waiting("a", 5, 9)).containsExactly(entry(7, "a"));
    assertThat(recent.waiting("a", 7, 9)).isEmpty();
    assertThat(recent.body(6)).isSameAs(BODY);
    assertThat(recent.body(8)).isNull();
  }

  @Test
  void whatWasThereBeforeItIsNotKnown() {
    RecentEntries recent = new RecentEntries(10 * BYTES);
    recent.added(entry(5, "a"), BODY);
    assertThat(recent.waiting("a", 3, 9)).isNull();
    assertThat(recent.waiting("b", 5, 9)).isNull();
  }

  @Test
  void whatDoesNotFitIsNotKnownUntilTheRestIsGone() {
    RecentEntries recent = new RecentEntries(2 * BYTES);
    recent.added(entry(1, "a"), BODY);
    recent.added(entry(2, "a"), BODY); // the last that fits
    recent.added(entry(3, "a"), BODY); // one past it
    assertThat(recent.waiting("a", 0, 9)).containsExactly(entry(1, "a"), entry(2, "a"));
    assertThat(recent.waiting("a", 2, 9)).isNull();
    assertThat(recent.body(3)).isNull();
    recent.removed(1);
    recent.added(entry(4, "a"), BODY); // there is room, but 3 is missing
    assertThat(recent.waiting("a", 2, 9)).isNull();
    recent.removed(2);
    recent.added(entry(5, "a"), BODY);
    assertThat(recent.waiting("a", 2, 9)).isNull(); // 3 and 4
    assertThat(recent.waiting("a", 4, 9)).containsExactly(entry(5, "a"));
  }

  @Test
  void aDeadLetterThatWaitsAgainIsReadFromTheStore() {
    RecentEntries recent = new RecentEntries(10 * BYTES);
    recent.added(entry(1, "a"), BODY);
    recent.added(entry(2, "a"), BODY);
    recent.changed(entry(1, "a").dead("refused"));
    assertThat(recent.waiting("a", 0, 9)).containsExactly(entry(2, "a"));
    recent.changed(entry(1, "a"));
    assertThat(recent.waiting("a", 0, 9)).isNull();
    assertThat(recent.body(2)).isNull();
  }

  /** As where the oldest are dropped while nothing can be sent: more goes through than there is. */
  @Test
  void whatIsRemovedAndWasNeverAskedForTakesNoRoom() {
    RecentEntries recent = new RecentEntries(1 << 20);
    int bytes = 8_000;
    long throughIt = 3 * Runtime.getRuntime().maxMemory() / 2;
    for (long number = 1; number * bytes < throughIt; number++) {
      recent.added(entry(number, "a"), new StoredBody(7, null, bytes, new byte[bytes]));
      recent.removed(number - 10);
    }
    assertThat(recent.waiting("a", 0, 99)).hasSize(10);
  }

  @Test
  void whatIsForgottenIsReadFromTheStoreAndTakesNoRoom() {
    RecentEntries recent = new RecentEntries(BYTES);
    recent.added(entry(1, "a"), BODY);
    recent.forgetAll();
    recent.added(entry(2, "a"), BODY);
    assertThat(recent.waiting("a", 0, 9)).isNull();
    assertThat(recent.waiting("a", 1, 9)).containsExactly(entry(2, "a"));
    assertThat(recent.body(1)).isNull();
  }

  /** Whatever happens, it has what a store has, or says that it does not know. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10, 100})
  void itNeverSaysWhatIsNotSo(int most) {
    Random random = new Random(most);
    RecentEntries recent = new RecentEntries((long) most * BYTES);
    TreeMap<Long, OutboxEntry> store = new TreeMap<>();
    long newest = 0;
    int known = 0;
    for (int step = 0; step < 5_000; step++) {
      Long any = store.floorKey(random.nextLong(newest + 1));
      if (any == null || random.nextInt(store.size() + 5) < 5) {
        OutboxEntry added = entry(++newest, "door " + random.nextInt(3));
        store.put(newest, added);
        recent.added(added, BODY);
      } else if (random.nextInt(4) == 0) {
        OutboxEntry before = requireNonNull(store.get(any));
        OutboxEntry changed =
            switch (random.nextInt(3)) {
              case 0 -> before.dead("refused");
              case 1 -> before.replayed(NOW.plusSeconds(step));
              default -> before.isDead() ? before : before.tried(before.attempts(), "x", NOW);
            };
        store.put(any, changed);
        recent.changed(changed);
      } else {
        store.remove(any);
        recent.removed(any);
      }
      String key = "door " + random.nextInt(3);
      long after = random.nextLong(newest + 1);
      int wanted = 1 + random.nextInt(9);
      List<OutboxEntry> there =
          store.tailMap(after, false).values().stream()
              .filter(each -> each.key().equals(key) && !each.isDead())
              .toList();
      List<OutboxEntry> said = recent.waiting(key, after, wanted);
      if (said != null) {
        known++;
        assertThat(said).as("step " + step).isSubsetOf(there).startsWith(first(there, said.size()));
        assertThat(said.size() > 0 || there.isEmpty()).as("step " + step).isTrue();
      }
    }
    assertThat(known).isGreaterThanOrEqualTo(most < 100 ? 0 : 250);
  }

  private static OutboxEntry[] first(List<OutboxEntry> entries, int count) {
    return entries.subList(0, count).toArray(OutboxEntry[]::new);
  }
}
