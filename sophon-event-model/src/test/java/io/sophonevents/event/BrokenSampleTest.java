package io.sophonevents.event;

import static java.util.Arrays.stream;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the vendor's pages print, as misprinted, is refused with its place and a hint. */
class BrokenSampleTest {
  private static final Path BROKEN = EventsPage.SAMPLES.resolve("verbatim-broken");

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      files = "src/test/resources/samples/broken-messages.txt",
      delimiter = '|',
      quoteCharacter = '\f')
  void aMisprintIsRefusedWithItsPlaceAndAHint(String name, String message) throws IOException {
    byte[] body = Files.readAllBytes(BROKEN.resolve(name + ".txt"));

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessage(message)
        .withNoCause();
  }

  @Test
  void everyMisprintHasItsMessage() throws IOException {
    List<String> named =
        Files.readAllLines(EventsPage.SAMPLES.resolve("broken-messages.txt")).stream()
            .map(line -> line.substring(0, line.indexOf('|')) + ".txt")
            .toList();

    assertThat(stream(requireNonNull(BROKEN.toFile().list())).sorted())
        .containsExactlyElementsOf(named.stream().sorted().toList());
  }
}
