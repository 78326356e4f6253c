package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

/**
 * How similar the faces of two photos are.
 *
 * <p>Immutable.
 *
 * @param first the face in the first photo
 * @param second the face in the second photo
 * @param similarity of the two, the cosine of their embeddings in [-1, 1]
 * @param threshold what it was held against, in [-1, 1]
 */
public record VerificationResult(
    FaceDetection first, FaceDetection second, double similarity, double threshold) {
  public VerificationResult {
    requireNonNull(first, "first");
    requireNonNull(second, "second");
  }

  /**
   * Whether the similarity reaches the threshold; docs/models.md says how often that is wrong of
   * two different people.
   */
  public boolean isSamePerson() {
    return similarity >= threshold;
  }
}
