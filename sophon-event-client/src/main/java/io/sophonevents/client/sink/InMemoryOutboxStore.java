package io.sophonevents.client.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps entries in memory, for tests and for events that may be lost with the process. */
public final class InMemoryOutboxStore implements OutboxStore {
  private final TreeMap<Long, OutboxEntry> entries = new TreeMap<>(); // guarded by this, as is all
  private final Map<Long, byte[]> bodies = new HashMap<>();
  private long newest;
  private @Nullable String state;

  @Override
  public synchronized CompletionStage<OutboxEntry> add(OutboxEntry entry, byte[] body) {
    OutboxEntry added = entry.numbered(++newest);
    entries.put(newest, added);
    bodies.put(newest, body.clone());
    return CompletableFuture.completedFuture(added);
  }

  @Override
  public synchronized CompletionStage<Void> change(OutboxEntry entry) {
    entries.computeIfPresent(entry.number(), (number, before) -> entry);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Void> remove(long number) {
    entries.remove(number);
    bodies.remove(number);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Void> remember(String newState) {
    state = newState;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized Optional<String> remembered() {
    return Optional.ofNullable(state);
  }

  @Override
  public synchronized Set<String> keys() {
    Set<String> keys = new HashSet<>();
    entries.values().stream().filter(each -> !each.isDead()).forEach(each -> keys.add(each.key()));
    return keys;
  }

  @Override
  public synchronized List<OutboxEntry> waiting(String key, long after, int most) {
    return some(after, most, each -> !each.isDead() && each.key().equals(key));
  }

  @Override
  public synchronized List<OutboxEntry> dead(long after, int most) {
    return some(after, most, OutboxEntry::isDead);
  }

  @Override
  public synchronized List<OutboxEntry> all(long after, int most) {
    return some(after, most, each -> true);
  }

  private List<OutboxEntry> some(long after, int most, Predicate<OutboxEntry> wanted) {
    List<OutboxEntry> found = new ArrayList<>();
    for (OutboxEntry each : entries.tailMap(after, false).values()) {
      if (found.size() == most) {
        break;
      }
      if (wanted.test(each)) {
        found.add(each);
      }
    }
    return found;
  }

  @Override
  public synchronized byte[] body(OutboxEntry entry) {
    byte[] body = bodies.get(entry.number());
    if (body == null) {
      throw new DamagedException(
          "outbox entry " + entry.number() + ": expected a body but it is gone");
    }
    return body.clone();
  }

  @Override
  public synchronized Size size() {
    long dead = entries.values().stream().filter(OutboxEntry::isDead).count();
    long bytes = entries.values().stream().mapToLong(OutboxEntry::bytes).sum();
    return new Size(entries.size() - dead, dead, bytes);
  }

  @Override
  public void close() {}
}
