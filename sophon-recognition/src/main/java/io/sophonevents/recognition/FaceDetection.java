package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

/**
 * A face found in a picture.
 *
 * <p>Immutable.
 *
 * @param box around the face, scene pixels
 * @param score how sure the detector is, in [0, 1]
 * @param landmarks its five points, scene pixels
 */
public record FaceDetection(Box box, double score, Landmarks landmarks) {
  /**
   * @throws IllegalArgumentException if the score is outside [0, 1]
   */
  public FaceDetection {
    requireNonNull(box, "box");
    requireNonNull(landmarks, "landmarks");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "face detection: expected a score in [0, 1] but it is " + score);
    }
  }
}
