package io.sophonevents.recognition;

/**
 * Estimates attributes of a face, such as age and gender. A recogniser shares one among its
 * threads.
 */
@FunctionalInterface
public interface FaceAttributeEstimator {
  /**
   * What this estimator computes of the face, null for the rest.
   *
   * @param face found in the frame; its box may reach beyond the picture but must touch it
   * @throws IllegalArgumentException if the face lies outside the picture
   * @throws InferenceException if the engine fails; the estimator stays usable
   */
  EstimatedAttributes estimate(Frame frame, FaceDetection face);
}
