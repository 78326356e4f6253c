package io.sophonevents.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.CaptureDevice;
import io.sophonevents.event.Code;
import io.sophonevents.event.Converted;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.WantedAction;
import java.time.Instant;
import java.util.Map;

/** How do I make an event by hand, and have it in another generation's layout? */
public final class BuildAnEvent {
  private BuildAnEvent() {}

  public static void main(String[] arguments) {
    Instant seen = Instant.parse("2026-11-21T08:00:00Z");
    HistoryEvent.V5R4 event =
        HistoryEvent.V5R4
            .builder(IdentityId.of("1001"), EventTime.of(seen))
            .identityName(PersonName.of("Alex Winter"))
            .personType(PersonType.EMPLOYEE)
            .score(Score.of(94.8, ScoreRange.HUNDRED))
            .wantedAction(WantedAction.NONE)
            .leftTime(EventTime.of(seen.plusSeconds(3)))
            .captureDevice(
                new CaptureDevice.V5R4(
                    "BOX-1__192.168.1.25",
                    Code.of("photo"),
                    "192.168.1.25",
                    "gate",
                    "d-1",
                    Map.of()))
            .licenceCode("BOX-1")
            .sceneImage(EncodedImage.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}))
            .build();
    EventCodec codec = new EventCodec();
    System.out.println(new String(codec.encode(event), UTF_8));

    Converted<StreamEvent.V6R1> latest = event.convertTo(StreamEvent.V6R1.class);
    System.out.println(new String(codec.encode(latest.event()), UTF_8));
    System.out.println("not carried: " + latest.notCarried());

    System.out.println(event); // fit to log: no name, no id, no picture
  }
}
