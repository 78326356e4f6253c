package io.sophonevents.examples;

import com.sun.net.httpserver.HttpServer;
import io.sophonevents.client.sink.DeliveryListener;
import io.sophonevents.client.sink.InMemoryOutboxStore;
import io.sophonevents.client.sink.Outbox;
import io.sophonevents.client.sink.OutboxEntry;
import io.sophonevents.client.sink.OutboxStore;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How do I see what a receiver would not take, and send it again once that is mended? */
public final class ReplayDeadLetters {
  private ReplayDeadLetters() {}

  public static void main(String[] arguments) throws Exception {
    AtomicInteger status = new AtomicInteger(422); // a receiver with a fault
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", exchange -> exchange.sendResponseHeaders(status.get(), -1));
    receiver.start();
    String url = "http://localhost:" + receiver.getAddress().getPort();
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (WebhookSink sink =
            WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress).open();
        OutboxStore store = new InMemoryOutboxStore(); // or SqliteOutboxStore
        Outbox outbox = Outbox.builder(sink, store).listener(new Telling(told)).open()) {
      EventTime time = EventTime.ofMillis(1763712000000L);
      outbox.send(RealTimeEvent.V2R2.builder(IdentityId.of("1001"), time).build(), "msg_1");
      System.out.println(told.take());
      status.set(200); // mended
      int replayed = outbox.replay(dead -> String.valueOf(dead.deadBecause()).contains("422"));
      System.out.println("replayed: " + replayed);
      System.out.println(told.take());
    } finally {
      receiver.stop(0);
    }
  }

  private record Telling(BlockingQueue<String> told) implements DeliveryListener {
    @Override
    public void died(OutboxEntry entry) {
      told.add("dead: " + entry.id() + ", " + entry.deadBecause());
    }

    @Override
    public void delivered(OutboxEntry entry) {
      told.add("delivered: " + entry.id());
    }
  }
}
