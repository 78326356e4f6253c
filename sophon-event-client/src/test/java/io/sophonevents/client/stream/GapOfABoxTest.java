package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream, the calls that fill its gaps, and a box that has both: all of it as a user has it. */
@Timeout(60)
class GapOfABoxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final int FACE = 100;
  private static final int REGISTERED = 200;

  private final Told told = new Told();

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void aGapIsFilledWithPicturesByIdAndNothingComesTwice(BoxGeneration generation) throws Exception {
    try (FakeBox box = FakeBox.open(generation);
        BoxClient rest = BoxClient.at(box.restUri().toString());
        EventStream stream =
            EventStream.builder(box.streamUri(), subscription(generation), told)
                .history(rest.history())
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .catchingUp(Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofHours(1))
                .open()) {
      box.nextSubscription(PATIENCE);
      box.sees(event(generation, 1));
      told.expect("connected", "live 1");
      box.streamLine().refuse();
      assertThat(told.next()).startsWith("disconnected: ");
      box.sees(event(generation, 2));
      box.sees(event(generation, 3));
      box.streamLine().mend();
      told.expect("connected", "gap", "caught up 2", "caught up 3");
      box.sees(event(generation, 4));
      assertThat(List.of(told.next(), told.next())).containsExactlyInAnyOrder("live 4", "filled");

      assertThat(told.calls).isEmpty();
      assertThat(told.gaps).hasSize(1);
      assertThat(stream.dropped()).isZero();
      assertThat(told.events).hasSize(4);
      for (int number = 1; number <= 4; number++) {
        StreamEvent got = requireNonNull(told.events.poll()).event();
        StreamEvent sent = event(generation, number);
        assertThat(got).isInstanceOf(sent.getClass());
        assertThat(got.time().instant()).isEqualTo(sent.time().instant());
        assertThat(got.identityName()).isEqualTo(sent.identityName());
        assertThat(got.captureDeviceId()).isEqualTo(FakeBox.DEVICE_ID);
        assertThat(requireNonNull(got.faceImage()).bytes()).contains(jpeg(FACE + number));
        assertThat(requireNonNull(got.registeredImage()).bytes())
            .contains(jpeg(REGISTERED + number));
        assertThat(got.eventId()).isEqualTo(sent.eventId());
      }
    }
  }

  private static StreamSubscription subscription(BoxGeneration generation) {
    List<String> devices = List.of(FakeBox.DEVICE_ID);
    return generation == BoxGeneration.V6
        ? StreamSubscription.V6R1.withPictures(devices)
        : StreamSubscription.V5R2.withPictures(devices);
  }

  /** Somebody, a tenth of a second after the one before: all of them within the overlap. */
  private static StreamEvent event(BoxGeneration generation, int number) {
    IdentityId id = IdentityId.of(Integer.toString(number));
    EventTime time = EventTime.ofMillis(START.plusMillis(100L * number).toEpochMilli());
    PersonName name = PersonName.of("m-" + number);
    EncodedImage face = EncodedImage.of(jpeg(FACE + number));
    EncodedImage registered = EncodedImage.of(jpeg(REGISTERED + number));
    return generation == BoxGeneration.V6
        ? StreamEvent.V6R1
            .builder(id, time)
            .eventId("16280664066525" + number)
            .deviceId(FakeBox.DEVICE_ID)
            .identityName(name)
            .faceImage(face)
            .registeredImage(registered)
            .build()
        : StreamEvent.V5R2
            .builder(id, time)
            .deviceId(FakeBox.DEVICE_ID)
            .identityName(name)
            .faceImage(face)
            .registeredImage(registered)
            .build();
  }

  private static byte[] jpeg(int last) {
    return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) last};
  }
}
