package io.sophonevents.recognition.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.recognition.InferenceException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
  @Test
  void resultsComeInTheOrderOfThePieces() {
    List<Integer> pieces = IntStream.range(0, 1000).boxed().toList();

    assertThat(SharedWork.map(pieces, piece -> piece * 2))
        .isEqualTo(pieces.stream().map(piece -> piece * 2).toList());
  }

  @Test
  void noPiecesAreNoWork() {
    assertThat(SharedWork.map(List.<Integer>of(), piece -> piece)).isEmpty();
  }

  @Test
  void aFailureComesOutAsItWasThrown() {
    InferenceException failure = new InferenceException("model x: broken");

    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(
            () ->
                SharedWork.map(
                    List.of(1, 2, 3),
                    piece -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void anInterruptionIsKept() {
    Thread.currentThread().interrupt();

    List<Integer> results = SharedWork.map(IntStream.range(0, 100).boxed().toList(), i -> i);

    assertThat(results).hasSize(100);
    assertThat(Thread.interrupted()).isTrue();
  }
}
