package io.sophonevents.recognition.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreScaleTest {
  @ParameterizedTest
  @CsvSource({"-1, 0", "-0.2, 0", "0, 0", "0.223, 41", "0.446, 82", "0.723, 91", "1, 100"})
  void theV5ScaleHas82AtItsKnee(double similarity, double score) {
    assertThat(ScoreScale.v5(0.446).score(similarity).value().doubleValue())
        .isCloseTo(score, within(1e-9));
  }

  /** The vendor's configuration: FIRST_SCORE_FUNC_A 149.0909, SECOND_SCORE_FUNC_A 40 and _B 60. */
  @ParameterizedTest
  @CsvSource({"0.1", "0.3", "0.549", "0.551", "0.8"})
  void withTheVendorsKneeItIsTheVendorsCurve(double similarity) {
    double vendors = similarity < 0.55 ? 149.0909090909 * similarity : 40 * similarity + 60;
    assertThat(ScoreScale.v5(0.55).score(similarity).value().doubleValue())
        .isCloseTo(vendors, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"-0.3, 0", "0, 0", "0.446, 0.446", "0.7814, 0.7814", "1, 1"})
  void theSe3ScaleIsTheSimilarityFromZeroOn(double similarity, double score) {
    assertThat(ScoreScale.SIMILARITY.score(similarity).value().doubleValue())
        .isCloseTo(score, within(1e-12));
  }

  @Test
  void aScaleThatDoesNotAscendIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScoreScale(0, 0, 100, 0.5))
        .withMessage("score scale: expected ascending scores but they are 0.0 0.0 100.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreScale.v5(1))
        .withMessage("score scale: expected a knee in (0, 1) but it is 1.0");
  }
}
