package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void photosAreCompared() throws Exception {
    assertThat(Printed.by(() -> ComparePhotos.main(new String[0])))
        .isEqualTo(
            """
            alex and robin: similarity 0.05, same: false
            alex and one of three: similarity -0.13, same: false
            alex and one of three: similarity 0.04, same: false
            alex and one of three: similarity 0.78, same: true
            photo photos/scenes/women-on-stools.jpg: expected exactly one face of at least 40 \
            pixels but found 3
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ComparePhotos", "PhotoToEvent"})
  void anExampleIsShort(String name) throws Exception {
    assertThat(
            Files.readAllLines(Path.of("src/main/java/io/sophonevents/examples", name + ".java")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
