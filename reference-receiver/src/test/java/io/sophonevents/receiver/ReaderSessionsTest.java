package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReaderSessionsTest {
  private final SetClock clock = new SetClock(Instant.EPOCH);
  private final ReaderSessions sessions = new ReaderSessions(clock);

  @Test
  void aSessionLastsTwelveHours() {
    String id = sessions.begin();

    clock.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(sessions.isOpen(id)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.isOpen(id)).isFalse();
  }

  @Test
  void nobodyGuessesAnId() {
    assertThat(sessions.begin()).hasSize(43).isNotEqualTo(sessions.begin());
    assertThat(sessions.isOpen("")).isFalse();
    assertThat(sessions.isOpen(null)).isFalse();
  }

  @Test
  void ofMoreThanThereIsRoomForTheOldestEnds() {
    String first = sessions.begin();
    String second = sessions.begin();
    for (int i = 2; i < ReaderSessions.MAX_SESSIONS; i++) {
      sessions.begin();
    }
    assertThat(sessions.isOpen(first)).isTrue();

    sessions.begin();
    assertThat(sessions.isOpen(first)).isFalse();
    assertThat(sessions.isOpen(second)).isTrue();
  }
}
