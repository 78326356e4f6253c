package io.sophonevents.examples;

import io.sophonevents.client.sink.DeliveryListener;
import io.sophonevents.client.sink.Outbox;
import io.sophonevents.client.sink.OutboxEntry;
import io.sophonevents.client.sink.OutboxStore;
import io.sophonevents.client.sink.SqliteOutboxStore;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.receiver.ReceiverServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** How do I send so that an outage loses nothing? */
public final class SendReliably {
  private SendReliably() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("reliable-");
    int port = freePort(); // where the receiver will be, but is not yet
    String url = "http://127.0.0.1:" + port + "/RealTimeEvent";
    CountDownLatch arrived = new CountDownLatch(3);
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void delivered(OutboxEntry entry) {
            System.out.println("delivered " + entry.id());
            arrived.countDown();
          }
        };
    try (WebhookSink sink =
            WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress).open();
        OutboxStore store = SqliteOutboxStore.open(folder.resolve("outbox"));
        Outbox outbox = Outbox.builder(sink, store).listener(listener).open()) {
      for (int i = 1; i <= 3; i++) {
        EventTime time = EventTime.of(Instant.parse("2026-11-21T08:00:00Z").plusSeconds(i));
        IdentityId who = IdentityId.of("100" + i);
        System.out.println(outbox.send(RealTimeEvent.V2R2.builder(who, time).build(), "msg_" + i));
      }
      try (ReceiverServer receiver =
          ReceiverServer.builder().dataFolder(folder).port(port).streamPort(0).build()) {
        outbox.resume(); // or wait: it is tried again by itself
        arrived.await();
        System.out.println("stored: " + receiver.storedEvents());
      }
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
