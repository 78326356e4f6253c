package io.sophonevents.recognition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network takes a face for. An estimate, not a fact: it is wrong for some people, and for
 * some groups of people more often than for others.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints only which were computed.
 *
 * @param ageYears 0 or more; null if not computed
 * @param maleProbability of male rather than female, in [0, 1]; null if not computed
 * @param maskProbability of a mask over mouth and nose, in [0, 1]; null if not computed
 * @param glassesProbability of glasses, sunglasses included, in [0, 1]; null if not computed
 */
public record EstimatedAttributes(
    @Nullable Double ageYears,
    @Nullable Double maleProbability,
    @Nullable Double maskProbability,
    @Nullable Double glassesProbability) {
  /** Nothing was computed. */
  public static final EstimatedAttributes NONE = new EstimatedAttributes(null, null, null, null);

  /**
   * @throws IllegalArgumentException if the age is negative or not finite, or a probability is
   *     outside [0, 1]
   */
  public EstimatedAttributes {
    if (ageYears != null && !(ageYears >= 0 && Double.isFinite(ageYears))) {
      throw new IllegalArgumentException(
          "estimated attributes: expected an age of at least 0 years but it is out of range");
    }
    requireProbability("maleProbability", maleProbability);
    requireProbability("maskProbability", maskProbability);
    requireProbability("glassesProbability", glassesProbability);
  }

  public EstimatedAttributes withAgeYears(double years) {
    return new EstimatedAttributes(years, maleProbability, maskProbability, glassesProbability);
  }

  public EstimatedAttributes withMaleProbability(double probability) {
    return new EstimatedAttributes(ageYears, probability, maskProbability, glassesProbability);
  }

  public EstimatedAttributes withMaskProbability(double probability) {
    return new EstimatedAttributes(ageYears, maleProbability, probability, glassesProbability);
  }

  public EstimatedAttributes withGlassesProbability(double probability) {
    return new EstimatedAttributes(ageYears, maleProbability, maskProbability, probability);
  }

  /** These, and of the others what is null here. */
  public EstimatedAttributes or(EstimatedAttributes others) {
    return new EstimatedAttributes(
        ageYears == null ? others.ageYears : ageYears,
        maleProbability == null ? others.maleProbability : maleProbability,
        maskProbability == null ? others.maskProbability : maskProbability,
        glassesProbability == null ? others.glassesProbability : glassesProbability);
  }

  private static void requireProbability(String name, @Nullable Double probability) {
    if (probability != null && !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "estimated attributes: expected " + name + " in [0, 1] but it is out of range");
    }
  }

  @Override
  public String toString() {
    List<String> computed = new ArrayList<>();
    addIf(computed, ageYears, "ageYears");
    addIf(computed, maleProbability, "maleProbability");
    addIf(computed, maskProbability, "maskProbability");
    addIf(computed, glassesProbability, "glassesProbability");
    return "EstimatedAttributes" + computed;
  }

  private static void addIf(List<String> computed, @Nullable Double value, String name) {
    if (value != null) {
      computed.add(name);
    }
  }
}
