package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Expected: {@code suppress} of open_pack.py on the same boxes. */
class SuppressionTest {
  private static final List<Candidate> BOXES =
      List.of(
          new Candidate(0, 0, 10, 10, 0.9f),
          new Candidate(1, 1, 11, 11, 0.8f),
          new Candidate(20, 20, 30, 30, 0.7f),
          new Candidate(0, 0, 5, 10, 0.95f),
          new Candidate(2, 2, 6, 6, 0.5f));

  @Test
  void overlapByUnionUpToTheLimitStays() {
    assertThat(kept(Suppression.BY_UNION, 0.5)).containsExactly(3, 0, 2, 4);
    assertThat(kept(Suppression.BY_UNION, 0.7)).containsExactly(3, 0, 1, 2, 4);
  }

  @Test
  void aBoxInsideAnotherIsAllOverlapBySmaller() {
    assertThat(kept(Suppression.BY_SMALLER, 0.7)).containsExactly(3, 2);
  }

  @Test
  void ofEqualScoresTheLaterStays() {
    List<Candidate> twins = List.of(new Candidate(0, 0, 10, 10, 1), new Candidate(0, 1, 10, 11, 1));

    assertThat(Suppression.BY_UNION.keep(twins, Function.identity(), 0.5))
        .containsExactly(twins.get(1));
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(Suppression.BY_UNION.keep(List.<Candidate>of(), Function.identity(), 0.5)).isEmpty();
  }

  @Test
  void aSquareHasTheBoxesCentreAndItsLongerSide() {
    assertThat(new Candidate(10, 20, 14, 30, 0.5f).squared())
        .isEqualTo(new Candidate(7, 20, 17, 30, 0.5f));
  }

  private static List<Integer> kept(Suppression suppression, double limit) {
    return suppression.keep(BOXES, Function.identity(), limit).stream()
        .map(BOXES::indexOf)
        .toList();
  }
}
