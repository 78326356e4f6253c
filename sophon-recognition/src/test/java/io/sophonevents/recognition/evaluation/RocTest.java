package io.sophonevents.recognition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.evaluation.Roc.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocTest {
  private static final double[] SAME = {0.9, 0.5, 0.8, 0.3};
  private static final double[] DIFFERENT = {0.1, 0.5, -0.2, 0.4};

  @Test
  void thereIsAPointForEachSimilarity() {
    assertThat(Roc.of(SAME, DIFFERENT).points())
        .containsExactly(
            point(Math.nextUp(0.9), 0, 0),
            point(0.9, 1, 0),
            point(0.8, 2, 0),
            point(0.5, 3, 1),
            point(0.4, 3, 2),
            point(0.3, 4, 2),
            point(0.1, 4, 3),
            point(-0.2, 4, 4));
  }

  @Test
  void theRateIsReachedAtTheLowestThresholdWithin() {
    Roc roc = Roc.of(SAME, DIFFERENT);

    assertThat(roc.atFalseAcceptRate(0.25)).contains(point(0.5, 3, 1));
    assertThat(roc.atFalseAcceptRate(0.49)).contains(point(0.5, 3, 1));
    assertThat(roc.atFalseAcceptRate(0.5)).contains(point(0.3, 4, 2));
    assertThat(roc.atFalseAcceptRate(1)).contains(point(-0.2, 4, 4));
  }

  @Test
  void aRateThatTakesMorePairsIsNotGiven() {
    assertThat(Roc.of(SAME, DIFFERENT).atFalseAcceptRate(0.24)).isEmpty();
    double[] tenth = IntStream.range(0, 10).mapToDouble(i -> i / 100.0).toArray();
    assertThat(Roc.of(SAME, tenth).atFalseAcceptRate(0.1))
        .contains(new Point(0.09, new Proportion(4, 4), new Proportion(1, 10)));
    double[] thousandth = IntStream.range(0, 1000).mapToDouble(i -> i / 10_000.0).toArray();
    assertThat(Roc.of(SAME, thousandth).atFalseAcceptRate(0.001).map(Point::falseAccepts))
        .contains(new Proportion(1, 1000));
    double[] fewer = IntStream.range(0, 999).mapToDouble(i -> i / 10_000.0).toArray();
    assertThat(Roc.of(SAME, fewer).atFalseAcceptRate(0.001)).isEmpty();
  }

  @Test
  void aRateThatIsAWholeNumberOfPairsTakesThemAll() {
    double[] different = IntStream.range(0, 100).mapToDouble(i -> i / 10_000.0).toArray();

    assertThat(Roc.of(SAME, different).atFalseAcceptRate(0.29).map(Point::falseAccepts))
        .contains(new Proportion(29, 100));
  }

  @Test
  void aPairOfOnePersonWithoutAFaceIsNeverAcceptedAndOneOfDifferentPeopleIsLeftOut() {
    Roc roc = Roc.of(new double[] {0.9, Double.NaN}, new double[] {0.1, Double.NaN});

    assertThat(roc.points())
        .last()
        .isEqualTo(new Point(0.1, new Proportion(1, 2), new Proportion(1, 1)));
  }

  @Test
  void withoutPairsOfBothKindsThereIsNoCurve() {
    assertThat(Roc.of(SAME, new double[0]).points()).isEmpty();
    assertThat(Roc.of(new double[0], DIFFERENT).points()).isEmpty();
    assertThat(Roc.of(SAME, new double[] {Double.NaN}).atFalseAcceptRate(1)).isEmpty();
  }

  @Test
  void aVerificationHasItsCurve() {
    Embedding face = Embedding.of(new float[] {1, 0});
    Embedding other = Embedding.of(new float[] {0, 1});
    List<VerificationPair> pairs =
        List.of(new VerificationPair(1, "a", "a", true), new VerificationPair(1, "a", "b", false));

    assertThat(Verification.of(pairs, Map.of("a", face, "b", other), 0.446).roc().points())
        .containsExactly(
            new Point(Math.nextUp(1.0), new Proportion(0, 1), new Proportion(0, 1)),
            new Point(1, new Proportion(1, 1), new Proportion(0, 1)),
            new Point(0, new Proportion(1, 1), new Proportion(1, 1)));
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roc.of(SAME, DIFFERENT).atFalseAcceptRate(0))
        .withMessage("roc: expected a false accept rate in (0, 1] but it is 0.0");
  }

  private static Point point(double threshold, int trueAccepts, int falseAccepts) {
    return new Point(threshold, new Proportion(trueAccepts, 4), new Proportion(falseAccepts, 4));
  }
}
