package io.sophonevents.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconnectTest {
  private static final int WARM_UP = 100;
  private static final int ROUNDS = 1000;

  @Test
  void aThousandConnectionsLeaveNothingBehind() throws Exception {
    Told told = new Told();
    try (RawBox box = new RawBox();
        EventStream stream =
            EventStream.builder(
                    box.uri(), StreamSubscription.V5R2.withPictures(List.of("door-1")), told)
                .history(new RememberedEvents())
                .reconnecting(Duration.ofNanos(1), Duration.ofMillis(1))
                .catchingUp(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofHours(1))
                .open()) {
      int threads = 0;
      long sockets = 0;
      long heap = 0;
      for (int i = 0; i < WARM_UP + ROUNDS; i++) {
        if (i == WARM_UP) {
          threads = threads();
          sockets = sockets();
          told.calls.clear();
          told.gaps.clear();
          heap = Heap.used();
        }
        box.subscribed().close();
      }
      while (told.gaps.size() < ROUNDS - 2) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      told.calls.clear();
      told.gaps.clear();
      assertThat(threads()).isLessThanOrEqualTo(threads + 1); // one may be on its way out
      assertThat(sockets()).isLessThanOrEqualTo(sockets + 2);
      assertThat(Heap.used() - heap).isLessThan(2 << 20);
      assertThat(stream).isNotNull();
    }
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }

  private static long sockets() throws Exception {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(ReconnectTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // it was open a moment ago
    }
  }

  @Test
  void waitsGrowToTheLongestAndAreJittered() {
    StreamConnection.Waits waits =
        new StreamConnection.Waits(Duration.ofMillis(50), Duration.ofMillis(800));
    Random random = new Random(1);
    long[] most = {50, 100, 200, 400, 800, 800};
    for (int failures = 1; failures <= 6; failures++) {
      long longest = 0;
      long shortest = Long.MAX_VALUE;
      for (int i = 0; i < 2000; i++) {
        long millis = waits.after(failures, random).toMillis();
        longest = Math.max(longest, millis);
        shortest = Math.min(shortest, millis);
      }
      assertThat(longest).isBetween(most[failures - 1] * 98 / 100, most[failures - 1]);
      assertThat(shortest).isLessThan(most[failures - 1] / 50);
    }
    assertThat(waits.after(Integer.MAX_VALUE, random)).isLessThanOrEqualTo(Duration.ofMillis(800));
    StreamConnection.Waits far =
        new StreamConnection.Waits(Duration.ofDays(1), Duration.ofDays(10_000));
    assertThat(far.after(Integer.MAX_VALUE, random)).isPositive();
  }
}
