package io.sophonevents.examples;

import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.receiver.EventHandler;
import io.sophonevents.receiver.HandlerPolicy;
import io.sophonevents.receiver.ReceiverServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** How does my own code get each event, although it fails now and then? */
public final class EmbedTheReceiver {
  private static final HandlerPolicy POLICY =
      new HandlerPolicy(5, Duration.ofMillis(10), Duration.ofSeconds(1));

  private EmbedTheReceiver() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("embed-");
    CountDownLatch open = new CountDownLatch(2);
    int[] calls = new int[1];
    EventHandler door =
        event -> {
          if (++calls[0] == 1) {
            System.out.println("the door does not answer");
            throw new IllegalStateException("it will be asked again");
          }
          System.out.println("open for " + ((AccessEvent) event.event()).identityId().text());
          open.countDown();
        };
    try (ReceiverServer receiver =
            ReceiverServer.builder()
                .dataFolder(data)
                .port(0)
                .streamPort(0)
                .onEvent(door, POLICY)
                .build();
        WebhookSink box =
            WebhookSink.builder(receiver.uri() + "RealTimeEvent")
                .allowing(InetAddress::isLoopbackAddress)
                .open()) {
      box.send(event("1001"));
      box.send(event("1002"));
      open.await();
    }
    System.out.println("calls: " + calls[0]);
  }

  private static RealTimeEvent event(String person) {
    EventTime time = EventTime.of(Instant.parse("2026-11-21T08:00:00Z"));
    return RealTimeEvent.V2R2.builder(IdentityId.of(person), time).build();
  }
}
