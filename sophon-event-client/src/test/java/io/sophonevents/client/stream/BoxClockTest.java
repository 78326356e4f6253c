package io.sophonevents.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BoxClockTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final BoxClock clock = new BoxClock();

  @Test
  void beforeTheFirstEventItIsThisMachines() {
    assertThat(clock.at(NOW)).isEqualTo(NOW);
    assertThat(clock.latest(NOW)).isEqualTo(NOW);
    assertThat(clock.complete(NOW)).isEqualTo(NOW);
  }

  @Test
  void eventsTellHowFarItIsAhead() {
    clock.heard(NOW.plus(HOUR), NOW);
    assertThat(clock.at(NOW.plusSeconds(5))).isEqualTo(NOW.plus(HOUR).plusSeconds(5));
    assertThat(clock.latest(NOW.plusSeconds(5))).isEqualTo(NOW.plus(HOUR).plusSeconds(5));
    assertThat(clock.complete(NOW.plusSeconds(5))).isEqualTo(NOW.plus(HOUR)); // the last event
  }

  @Test
  void oneThatIsBehindIsNotTrustedToBeSo() {
    clock.heard(NOW.minus(HOUR), NOW);
    assertThat(clock.at(NOW)).isEqualTo(NOW.minus(HOUR));
    assertThat(clock.latest(NOW)).isEqualTo(NOW); // they may have been late events
  }

  @Test
  void anEventWithAWrongTimeChangesNothing() {
    clock.heard(NOW, NOW);
    clock.heard(Instant.EPOCH, NOW);
    clock.heard(NOW.plusSeconds(1), NOW.plusSeconds(1));
    clock.heard(NOW.plus(Duration.ofDays(9999)), NOW.plusSeconds(2));
    assertThat(clock.at(NOW)).isEqualTo(NOW);
    assertThat(clock.complete(NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void aClockThatWasSetIsLearntAgain() {
    for (int i = 0; i < 8; i++) {
      clock.heard(NOW, NOW);
    }
    for (int i = 0; i < 5; i++) {
      clock.heard(NOW.plus(HOUR), NOW);
    }
    assertThat(clock.at(NOW)).isEqualTo(NOW.plus(HOUR));
  }
}
