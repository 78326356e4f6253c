package io.sophonevents.examples;

import io.sophonevents.client.sink.Delivery;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.EventServerUrl;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.Score;
import io.sophonevents.receiver.ReceiverServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/** How do I send an event as a box does: at once, to addresses in their order, and no more? */
public final class SendInRealTime {
  private SendInRealTime() {}

  public static void main(String[] arguments) throws IOException {
    try (ReceiverServer receiver =
        ReceiverServer.builder()
            .dataFolder(Files.createTempDirectory("real-time-"))
            .port(0)
            .streamPort(0)
            .build()) {
      // nobody listens at the first address; the second one is tried, half a second each
      List<String> addresses = List.of("http://127.0.0.1:1/", receiver.uri() + "RealTimeEvent");
      EventServerUrl.V2R1 settings = EventServerUrl.V2R1.json(addresses);
      try (WebhookSink box =
          WebhookSink.asBox(settings).allowing(InetAddress::isLoopbackAddress).open()) {
        Delivery delivery = box.send(event());
        System.out.println(delivery + ", stored: " + receiver.storedEvents());
      }
    }
    // without that permission no address of this machine is connected to
    try (WebhookSink box = WebhookSink.open("http://localhost:9528/RealTimeEvent")) {
      System.out.println(box.send(event()));
    }
  }

  private static RealTimeEvent event() {
    EventTime time = EventTime.of(Instant.parse("2026-11-21T08:00:00Z"));
    return RealTimeEvent.V2R2.builder(IdentityId.of("1001"), time).score(Score.of(0.62)).build();
  }
}
