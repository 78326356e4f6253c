package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
  @ParameterizedTest
  @CsvSource({"0, ''", "1, 1", "11, 11", "64, 64", "65, 32 33", "128, 64 64", "129, 43 43 43"})
  void noPieceIsTooLarge(int items, String sizes) {
    List<Integer> numbers = IntStream.range(0, items).boxed().toList();

    List<List<Integer>> batches = Batches.of(numbers);

    assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(numbers);
    assertThat(String.join(" ", batches.stream().map(piece -> "" + piece.size()).toList()))
        .isEqualTo(sizes);
  }
}
