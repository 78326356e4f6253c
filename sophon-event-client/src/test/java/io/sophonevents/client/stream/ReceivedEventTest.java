package io.sophonevents.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedEventTest {
  private static final Instant SEEN = Instant.parse("2026-11-21T08:00:00Z");

  /** Times in ms after the face was seen. */
  @ParameterizedTest
  @CsvSource({
    "100, 200, true",
    "100, 2999, true",
    "100, 3000, false", // too old
    "2900, 2950, true",
    "-100, -50, true", // the box's clock is a little ahead
    "-3000, -3000, false", // too far to be believed
    "-2900, 150, false", // it has waited for 3 s here, whatever the clocks say
  })
  void anEventIsFresherThanThreeSecondsOrNot(long received, long handedOver, boolean isFresh) {
    StreamEvent event =
        StreamEvent.V5R2
            .builder(IdentityId.of("1"), EventTime.ofMillis(SEEN.toEpochMilli()))
            .build();
    ReceivedEvent given =
        new ReceivedEvent(event, SEEN.plusMillis(received), Duration.ofMillis(handedOver), true);
    assertThat(given.ifFresherThan(Duration.ofSeconds(3)).isPresent()).isEqualTo(isFresh);
  }
}
