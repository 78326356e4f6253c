package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void everyEventOfABoxComes() throws Exception {
    assertThat(Printed.by(() -> SubscribeToABox.main(new String[0])))
        .isEqualTo(
            """
            1001 fresh
            1002 stale
            dropped: 0
            """);
  }

  @Test
  void whatWasMissedIsCaughtUp() throws Exception {
    assertThat(Printed.by(() -> FillAGap.main(new String[0])))
        .isEqualTo(
            """
            1001 live
            gap, 1002 caught up
            dropped: 0
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SubscribeToABox", "FillAGap"})
  void anExampleIsShort(String name) throws Exception {
    assertThat(
            Files.readAllLines(Path.of("src/main/java/io/sophonevents/examples", name + ".java")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
