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
    List<QuarantinedMessage> messages = new ArrayList<>();
    int[] counts = new int[2];
    store.visitQuarantine(
        message -> {
          Reception again =
              Reception.of(
                  new EventCodec(),
                  message.message().receivedAt(),
                  message.message().path(),
                  message.message().contentType(),
                  message.message().bytes());
          if (again.unreadable().isEmpty()) {
            Receipt receipt = store.add(again.events(), List.of()).toCompletableFuture().join();
            if (receipt.quarantined() == 0) {
              messages.add(message);
              return;
            }
          }
          counts[1]++;
        });
    messages.forEach(message -> store.release(message.id()));
    return new Report(messages.size(), counts[1]);
  }
}
