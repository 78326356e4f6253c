package io.sophonevents.examples;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.stream.EventStream;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** How do I get every event of a box into my code? */
public final class SubscribeToABox {
  private static final Duration FRESH = Duration.ofSeconds(3);

  private SubscribeToABox() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch seen = new CountDownLatch(2);
    StreamSubscription pictures = StreamSubscription.V5R2.withPictures(List.of());
    try (FakeBox box = FakeBox.open(BoxGeneration.V5); // yours: ws://192.168.1.19:5679
        BoxClient rest = BoxClient.at(box.restUri().toString()); // 192.168.1.19
        EventStream stream =
            EventStream.builder(
                    box.streamUri(),
                    pictures,
                    received -> {
                      boolean isFresh = received.ifFresherThan(FRESH).isPresent();
                      String id = received.event().identityId().text();
                      System.out.println(id + (isFresh ? " fresh" : " stale"));
                      seen.countDown();
                    })
                .history(rest.history())
                .allDevices()
                .open()) {
      box.nextSubscription(Duration.ofSeconds(10));
      box.sees(someone("1001", Instant.now()));
      box.sees(someone("1002", Instant.now().minusSeconds(60)));
      seen.await();
      System.out.println("dropped: " + stream.dropped());
    }
  }

  private static StreamEvent someone(String id, Instant time) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(time.toEpochMilli()))
        .deviceId(FakeBox.DEVICE_ID)
        .identityName(PersonName.of("Alex Winter"))
        .build();
  }
}
