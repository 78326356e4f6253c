package io.sophonevents.examples;

import io.sophonevents.client.sink.Delivery;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.Score;
import io.sophonevents.receiver.ReceiverServer;
import io.sophonevents.receiver.StoredEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** How do I receive events, and read what is stored? Argument: a data folder, if any. */
public final class ReceiveAndStore {
  private ReceiveAndStore() {}

  public static void main(String[] arguments) throws IOException {
    Path data =
        arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("receive-");
    try (ReceiverServer receiver =
        ReceiverServer.builder().dataFolder(data).port(0).streamPort(0).dropEmbeddings().build()) {
      postAsABoxDoes(receiver.uri() + "RealTimeEvent");

      System.out.println("stored: " + receiver.storedEvents());
      receiver.store().visit(0, 100, ReceiveAndStore::print);
    }
  }

  /** Twice each, as a box does that has heard no answer. */
  private static void postAsABoxDoes(String url) {
    try (WebhookSink sink =
        WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress).open()) {
      for (int i = 0; i < 4; i++) {
        EventTime time = EventTime.of(Instant.parse("2026-11-21T08:00:00Z").plusSeconds(i / 2));
        Delivery delivery =
            sink.send(
                RealTimeEvent.V2R2
                    .builder(IdentityId.of("100" + i / 2), time)
                    .score(Score.of(0.62))
                    .build());
        System.out.println(delivery.getClass().getSimpleName());
      }
    }
  }

  private static void print(StoredEvent stored) {
    if (stored.event() instanceof AccessEvent seen) {
      String who = seen.identityId().text() + " at " + seen.time().instant();
      System.out.println(stored.id() + " " + who + ", came again: " + stored.again().times());
    }
  }
}
