package io.sophonevents.recognition.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sophonevents.recognition.InferenceException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
  @Test
  void resultsComeInTheOrderOfThePieces() {
    List<Integer> pieces = IntStream.range(0, 1000).boxed().toList();

    List<Integer> doubled = pieces.stream().map(piece -> piece * 2).toList();
    assertThat(SharedWork.map(pieces, piece -> piece * 2)).isEqualTo(doubled);
    assertThat(SharedWork.ahead(pieces, piece -> piece * 2)).isEqualTo(doubled);
  }

  @Test
  void noPiecesAreNoWork() {
    assertThat(SharedWork.map(List.<Integer>of(), piece -> piece)).isEmpty();
    assertThat(SharedWork.ahead(List.<Integer>of(), piece -> piece)).isEmpty();
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
  void aFailureAheadComesOutWhereItsPieceWouldHave() {
    InferenceException failure = new InferenceException("model x: broken");
    List<Integer> seen = new ArrayList<>();

    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(
            () ->
                SharedWork.ahead(List.of(1, 2, 3, 4), piece -> failsAt(3, piece, failure))
                    .forEach(seen::add))
        .isSameAs(failure);
    assertThat(seen).containsExactly(1, 2);
  }

  private static int failsAt(int bad, int piece, InferenceException failure) {
    if (piece == bad) {
      throw failure;
    }
    return piece;
  }

  @Test
  void whileTheCallerUsesTheFirstAHelperDoesTheOthers() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    CountDownLatch others = new CountDownLatch(2);
    List<Integer> pieces = List.of(1, 2, 3);
    Iterator<Integer> results =
        SharedWork.ahead(
                pieces,
                piece -> {
                  if (piece > 1) {
                    others.countDown();
                  }
                  return piece;
                })
            .iterator();

    assertThat(results.next()).isEqualTo(1);
    assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(results).toIterable().containsExactly(2, 3);
  }

  @Test
  void anInterruptionIsKept() {
    Thread.currentThread().interrupt();

    List<Integer> results = SharedWork.map(IntStream.range(0, 100).boxed().toList(), i -> i);

    assertThat(results).hasSize(100);
    assertThat(Thread.interrupted()).isTrue();
  }
}
