package io.sophonevents.recognition.emit;

import io.sophonevents.event.Code;
import io.sophonevents.recognition.EstimatedAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Estimated attributes as the classes that the vendor's layouts know; null for what was not
 * computed.
 *
 * <p>The mask of V5 is 0, 1 or 2 without a legend, so there is nothing that could be sent for it.
 *
 * <p>Immutable. Source: docs/protocol.md, sections 1.10 and 4.
 */
final class AttributeClasses {
  private static final double LIKELY = 0.5;

  private final EstimatedAttributes attributes;

  AttributeClasses(EstimatedAttributes attributes) {
    this.attributes = attributes;
  }

  /** Null too for an age of just 0, which is in no class. */
  @Nullable Code age() {
    Double years = attributes.ageYears();
    if (years == null || years == 0) {
      return null;
    }
    return Code.of(
        years < 6
            ? "child"
            : years < 18 ? "juvenile" : years < 40 ? "youth" : years < 65 ? "middle-aged" : "aged");
  }

  @Nullable Code gender() {
    Double male = attributes.maleProbability();
    return male == null ? null : Code.of(male > LIKELY ? "male" : "female");
  }

  @Nullable Code glasses() {
    Double glasses = attributes.glassesProbability();
    return glasses == null ? null : Code.of(glasses > LIKELY ? "yes" : "no");
  }
}
