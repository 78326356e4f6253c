package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import java.util.ArrayList;
import java.util.List;

/** Reads what is in quarantine once more: a later receiver may understand it. */
final class Replay {
  private Replay() {}

  /**
   * What became of it.
   *
   * @param stored how many messages have become events and left
   * @param left how many are still there
   */
  record Report(int stored, int left) {}

  /** Tries all of it. A message leaves after its events are durable, so none is lost in between. */
  static Report all(EventStore store) {
    List<Long> stored = new ArrayList<>();
    int[] left = new int[1];
    store.visitQuarantine(
        message -> {
          if (isStored(message.message(), store)) {
            stored.add(message.id());
          } else {
            left[0]++;
          }
        });
    stored.forEach(store::release);
    return new Report(stored.size(), left[0]);
  }

  private static boolean isStored(UnreadableMessage message, EventStore store) {
    Reception again =
        Reception.of(
            new EventCodec(),
            message.receivedAt(),
            message.path(),
            message.contentType(),
            message.bytes());
    return again.unreadable().isEmpty()
        && store.add(again.events(), List.of()).toCompletableFuture().join().quarantined() == 0;
  }
}
