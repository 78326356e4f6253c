package io.sophonevents.recognition.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.Code;
import io.sophonevents.recognition.EstimatedAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeClassesTest {
  private static final EstimatedAttributes NONE = EstimatedAttributes.NONE;

  @ParameterizedTest
  @CsvSource({
    "0.01, child",
    "5.99, child",
    "6, juvenile",
    "17.99, juvenile",
    "18, youth",
    "39.99, youth",
    "40, middle-aged",
    "64.99, middle-aged",
    "65, aged",
    "120, aged"
  })
  void anAgeHasTheVendorsClass(double years, String text) {
    assertThat(new AttributeClasses(NONE.withAgeYears(years)).age()).isEqualTo(Code.of(text));
  }

  @Test
  void theAgeOfZeroIsInNoClass() {
    assertThat(new AttributeClasses(NONE.withAgeYears(0)).age()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, female, no", "0.5, female, no", "0.51, male, yes", "1, male, yes"})
  void aProbabilityOverOneHalfMakesTheClass(double probability, String gender, String glasses) {
    assertThat(new AttributeClasses(NONE.withMaleProbability(probability)).gender())
        .isEqualTo(Code.of(gender));
    assertThat(new AttributeClasses(NONE.withGlassesProbability(probability)).glasses())
        .isEqualTo(Code.of(glasses));
  }

  @Test
  void whatWasNotComputedHasNoClass() {
    AttributeClasses nothing = new AttributeClasses(NONE.withMaskProbability(1));

    assertThat(nothing.age()).isNull();
    assertThat(nothing.gender()).isNull();
    assertThat(nothing.glasses()).isNull();
  }
}
