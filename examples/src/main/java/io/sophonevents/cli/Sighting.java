package io.sophonevents.cli;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A recognised face in words, for a terminal. */
public final class Sighting {
  private Sighting() {}

  /** Who it is, how similar, how large and where, and what it was taken for, on one line. */
  public static String describe(RecognitionResult result) {
    Box box = result.face().box();
    return String.format(
        Locale.ROOT,
        "%s, face of %.0f pixels at %.0f,%.0f%s",
        who(result),
        box.longerSidePixels(),
        (box.x1() + box.x2()) / 2,
        (box.y1() + box.y2()) / 2,
        taken(result.attributes()));
  }

  private static String taken(EstimatedAttributes attributes) {
    Double age = attributes.ageYears();
    Double male = attributes.maleProbability();
    String years = age == null ? "" : String.format(Locale.ROOT, ", about %.0f years", age);
    return years
        + likelier("male", "female", male)
        + likelier("mask", "no mask", attributes.maskProbability())
        + likelier("glasses", "no glasses", attributes.glassesProbability());
  }

  private static String likelier(String one, String other, @Nullable Double probability) {
    return probability == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", %s %.2f",
            probability > 0.5 ? one : other,
            Math.max(probability, 1 - probability));
  }

  private static String who(RecognitionResult result) {
    if (result instanceof Identified identified) {
      return String.format(
          Locale.ROOT,
          "%s, similarity %.3f",
          identified.match().person().name().text(),
          identified.match().similarity());
    }
    Double nearest = ((Stranger) result).nearestSimilarity();
    return nearest == null
        ? "stranger, nobody is enrolled"
        : String.format(Locale.ROOT, "stranger, nearest %.3f", nearest);
  }
}
