package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void whatIsReceivedIsStoredOnce(@TempDir Path folder) throws Exception {
    assertThat(Printed.by(() -> ReceiveAndStore.main(new String[] {folder.toString()})))
        .isEqualTo(
            """
            Accepted
            Accepted
            Accepted
            Accepted
            stored: 2
            1 1000 at 2026-11-21T08:00:00Z, came again: 1
            2 1001 at 2026-11-21T08:00:01Z, came again: 1
            """);
  }

  @Test
  void aHandlerGetsEachEventAlthoughItFails() throws Exception {
    assertThat(Printed.by(() -> EmbedTheReceiver.main(new String[0])))
        .isEqualTo(
            """
            the door does not answer
            open for 1001
            open for 1002
            calls: 3
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReceiveAndStore", "EmbedTheReceiver"})
  void anExampleIsShort(String name) throws Exception {
    assertThat(
            Files.readAllLines(Path.of("src/main/java/io/sophonevents/examples", name + ".java")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
