package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SinkExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void inRealTimeTheNextAddressIsTriedAndNoMore() throws Exception {
    assertThat(Printed.by(() -> SendInRealTime.main(new String[0])))
        .isEqualTo(
            """
            Accepted[], stored: 1
            Unreachable[reason=address not allowed]
            """);
  }

  @Test
  void anOutageLosesNothing() throws Exception {
    assertThat(Printed.by(() -> SendReliably.main(new String[0])))
        .isEqualTo(
            """
            Queued[id=msg_1]
            Queued[id=msg_2]
            Queued[id=msg_3]
            delivered msg_1
            delivered msg_2
            delivered msg_3
            stored: 3
            """);
  }

  @Test
  void historyIsUploadedUpToTheCursor() throws Exception {
    assertThat(Printed.by(() -> UploadHistory.main(new String[0])))
        .isEqualTo(
            """
            Accepted[], cursor: 250
            stored: 250
            to go on from: 250
            """);
  }

  @Test
  void deadLettersAreReplayed() throws Exception {
    assertThat(Printed.by(() -> ReplayDeadLetters.main(new String[0])))
        .isEqualTo(
            """
            dead: msg_1, rejected with 422
            replayed: 1
            delivered: msg_1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SendInRealTime", "SendReliably", "UploadHistory", "ReplayDeadLetters"})
  void anExampleIsShort(String name) throws Exception {
    assertThat(
            Files.readAllLines(Path.of("src/main/java/io/sophonevents/examples", name + ".java")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
