package io.sophonevents.examples;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.stream.EventStream;
import io.sophonevents.client.stream.EventStreamListener;
import io.sophonevents.client.stream.ReceivedEvent;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What becomes of the events that a box saw while the connection was broken? */
public final class FillAGap {
  private FillAGap() {}

  public static void main(String[] arguments) throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    EventStreamListener listener =
        new EventStreamListener() {
          @Override
          public void onEvent(ReceivedEvent each) {
            told.add(each.event().identityId().text() + (each.isLive() ? " live" : " caught up"));
          }

          @Override
          public void onGap(Instant from, Instant to) {
            told.add("gap");
          }
        };
    StreamSubscription door = StreamSubscription.V5R2.withPictures(List.of(FakeBox.DEVICE_ID));
    try (FakeBox box = FakeBox.open(BoxGeneration.V5);
        BoxClient rest = BoxClient.at(box.restUri().toString());
        EventStream stream =
            EventStream.builder(box.streamUri(), door, listener).history(rest.history()).open()) {
      box.nextSubscription(Duration.ofSeconds(10));
      box.sees(someone("1001"));
      System.out.println(told.take());
      box.streamLine().refuse(); // somebody pulled the cable
      box.sees(someone("1002"));
      box.streamLine().mend();
      System.out.println(told.take() + ", " + told.take());
      System.out.println("dropped: " + stream.dropped());
    }
  }

  private static StreamEvent someone(String id) {
    EventTime now = EventTime.ofMillis(Instant.now().toEpochMilli());
    return StreamEvent.V5R2.builder(IdentityId.of(id), now).deviceId(FakeBox.DEVICE_ID).build();
  }
}
