package io.sophonevents.recognition.gallery;

import static java.util.Objects.requireNonNull;

/**
 * The known face nearest to a probe.
 *
 * <p>Immutable.
 *
 * @param person whose face it is
 * @param similarity the cosine of the two vectors, in [-1, 1]
 */
public record Match(Person person, double similarity) {
  /**
   * @throws IllegalArgumentException if the similarity is outside [-1, 1]
   */
  public Match {
    requireNonNull(person, "person");
    if (!(similarity >= -1 && similarity <= 1)) {
      throw new IllegalArgumentException(
          "match: expected a similarity in [-1, 1] but it is " + similarity);
    }
  }
}
