package io.sophonevents.examples;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.stream.EventStream;
import io.sophonevents.client.stream.ReceivedEvent;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody is seen at a door: what must hold before it opens? */
public final class OpenADoorSafely {
  private static final List<IdentityId> DENIED = List.of(IdentityId.of("100666"));
  private static final HashSet<IdentityId> INSIDE = new HashSet<>(); // until the exit sees them

  private static String decide(ReceivedEvent received, BoxClient box) {
    StreamEvent seen = received.ifFresherThan(Duration.ofSeconds(5)).orElse(null);
    if (seen == null || !received.isLive()) return "closed: nobody stands there any more";
    // no event tells a face from a photo: trust the devices that are set up to check it
    if (!FakeBox.DEVICE_ID.equals(seen.captureDeviceId())) return "closed: may be a photo";
    if (!PersonType.EMPLOYEE.equals(seen.personType())) return "closed: no employee";
    if (seen.score() == null || seen.score().value().intValue() < 82) return "closed: not sure";
    if (DENIED.contains(seen.identityId())) return "closed: on the deny list";
    if (INSIDE.contains(seen.identityId())) return "closed: is inside already";
    box.door().open("192.168.1.25", 5555, 1, Duration.ofSeconds(3)); // if it throws: closed
    INSIDE.add(seen.identityId());
    return "open";
  }

  private static StreamEvent face(String id, int secondsAgo, int score) {
    EventTime time = EventTime.ofMillis(System.currentTimeMillis() - 1000L * secondsAgo);
    var face = StreamEvent.V5R2.builder(IdentityId.of(id), time).deviceId(FakeBox.DEVICE_ID);
    PersonType type = id.isEmpty() ? PersonType.STRANGER : PersonType.EMPLOYEE;
    return face.personType(type).score(Score.of(score)).build();
  }

  public static void main(String[] arguments) throws Exception {
    LinkedBlockingQueue<ReceivedEvent> seen = new LinkedBlockingQueue<>();
    var wanted = StreamSubscription.V5R2.withPictures(List.of(FakeBox.DEVICE_ID));
    try (FakeBox fake = FakeBox.open(BoxGeneration.V5);
        BoxClient box = BoxClient.at(fake.restUri().toString());
        EventStream stream = EventStream.connect(fake.streamUri(), wanted, seen::add)) {
      fake.nextSubscription(Duration.ofSeconds(5));
      String[] ids = {"100001", "100001", "100001", "100002", "", "100666"};
      for (int i = 0; i < ids.length && stream.isConnected(); i++) {
        fake.sees(face(ids[i], i == 0 ? 60 : i == 1 ? 1 : 0, i == 3 ? 61 : 93));
        System.out.println(decide(seen.take(), box));
      }
      System.out.println("opened: " + fake.memory().actions().size());
    }
  }
}
