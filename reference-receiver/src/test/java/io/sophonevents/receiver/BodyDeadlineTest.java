package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BodyDeadlineTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // it may overflow
  private final BodyDeadline deadline = new BodyDeadline(Duration.ofSeconds(5), 1000, now::get);

  @Test
  void aReaderWaitsForTheGraceAndNoLonger() {
    deadline.waiting();
    now.addAndGet(5 * SECOND);
    assertThat(deadline.isPassed()).isFalse();

    now.addAndGet(1);
    assertThat(deadline.isPassed()).isTrue();
  }

  @Test
  void whatHasComeIsWorthItsTime() {
    deadline.waiting();
    now.addAndGet(4 * SECOND);
    deadline.available();
    deadline.received(2000);
    deadline.waiting();
    now.addAndGet(3 * SECOND);
    assertThat(deadline.isPassed()).isFalse();

    now.addAndGet(1);
    assertThat(deadline.isPassed()).isTrue();
  }

  @Test
  void aTrickleDoesNotHelp() {
    int seconds = 0;
    while (!deadline.isPassed() && seconds < 100) {
      deadline.waiting();
      now.addAndGet(SECOND);
      seconds++;
      if (!deadline.isPassed()) {
        deadline.available();
        deadline.received(10);
      }
    }

    assertThat(seconds).isEqualTo(6);
  }

  @Test
  void timeInWhichNobodyWantsToReadIsNotTheSenders() {
    now.addAndGet(100 * SECOND);
    assertThat(deadline.isPassed()).isFalse();
    deadline.waiting();
    now.addAndGet(SECOND);
    deadline.available();

    now.addAndGet(100 * SECOND);
    deadline.waiting();
    now.addAndGet(4 * SECOND);
    assertThat(deadline.isPassed()).isFalse();
  }

  @Test
  void theLargestBodyDoesNotOverflow() {
    BodyDeadline slow = new BodyDeadline(Duration.ofSeconds(5), 1, now::get);
    for (int i = 0; i < 32; i++) {
      slow.received(1 << 20);
    }
    slow.waiting();
    now.addAndGet(1_000 * SECOND);
    assertThat(slow.isPassed()).isFalse();
  }
}
