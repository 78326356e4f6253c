package io.sophonevents.recognition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Computed apart; with none or all of n, the other end is z² / (n + z²) away. */
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.8, 0.490162, 0.943318",
    "50, 100, 0.5, 0.403832, 0.596168",
    "103, 107, 0.962617, 0.907800, 0.985368",
    "0, 10, 0, 0, 0.277533",
    "10, 10, 1, 0.722467, 1",
  })
  void theIntervalIsWilsons(int count, int of, double value, double lower, double upper) {
    Proportion proportion = new Proportion(count, of);

    assertThat(proportion.value()).isCloseTo(value, within(1e-6));
    assertThat(proportion.lower()).isCloseTo(lower, within(1e-6));
    assertThat(proportion.upper()).isCloseTo(upper, within(1e-6));
  }

  @Test
  void ofNoneNothingIsKnown() {
    Proportion none = new Proportion(0, 0);

    assertThat(none.value()).isNaN();
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isEqualTo(1);
  }

  @Test
  void moreThanThereAreIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(3, 2))
        .withMessage("proportion: expected a count from 0 to 2 but it is 3");
  }
}
