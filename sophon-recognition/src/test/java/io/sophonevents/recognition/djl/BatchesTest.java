package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2, ''",
    "1, 2, 1",
    "2, 2, 1 1",
    "11, 2, 5 6",
    "64, 2, 32 32",
    "65, 2, 21 22 22",
    "10, 4, 2 3 2 3"
  })
  void everyProcessorGetsAPieceThatIsNotTooLarge(int items, int processors, String sizes) {
    List<Integer> numbers = IntStream.range(0, items).boxed().toList();

    List<List<Integer>> batches = Batches.of(numbers, processors);

    assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(numbers);
    assertThat(String.join(" ", batches.stream().map(piece -> "" + piece.size()).toList()))
        .isEqualTo(sizes);
  }
}
