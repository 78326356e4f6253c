package io.sophonevents.recognition;

/**
 * The limits of a {@link FaceRecognizer}.
 *
 * <p>Immutable.
 *
 * @param threshold the similarity from which on, itself included, a face is a known person's, in
 *     [-1, 1]; it belongs to the embedding network, so each model pack has its own
 * @param minimumFacePixels faces whose longer box side is shorter are not reported at all; 0, the
 *     default, reports all that the detector finds
 * @param minimumEnrolmentFacePixels faces whose longer box side is shorter do not count in an
 *     enrolment photo; 40 by default, as below that the vector is noticeably worse
 * @param attributes whether to estimate age, gender and what else the pack can; false by default,
 *     as it is on a box, for it costs a pass through a network for each face
 * @param workers how many callers' stages run at once, the others wait for their turn; as many as
 *     there are processors by default, as more slow each other down. Each runs on its caller's
 *     thread
 */
public record RecognitionSettings(
    double threshold,
    int minimumFacePixels,
    int minimumEnrolmentFacePixels,
    boolean attributes,
    int workers) {
  private static final int MINIMUM_ENROLMENT_FACE_PIXELS = 40;

  /**
   * @throws IllegalArgumentException if the threshold is outside [-1, 1], a size is negative, or
   *     there is no worker
   */
  public RecognitionSettings {
    if (!(threshold >= -1 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "recognition settings: expected a threshold in [-1, 1] but it is " + threshold);
    }
    requireNotNegative("minimumFacePixels", minimumFacePixels);
    requireNotNegative("minimumEnrolmentFacePixels", minimumEnrolmentFacePixels);
    if (workers < 1) {
      throw new IllegalArgumentException(
          "recognition settings: expected at least 1 worker but there are " + workers);
    }
  }

  /** The defaults with this threshold. */
  public static RecognitionSettings of(double threshold) {
    return new RecognitionSettings(
        threshold,
        0,
        MINIMUM_ENROLMENT_FACE_PIXELS,
        false,
        Runtime.getRuntime().availableProcessors());
  }

  public RecognitionSettings withThreshold(double similarity) {
    return new RecognitionSettings(
        similarity, minimumFacePixels, minimumEnrolmentFacePixels, attributes, workers);
  }

  public RecognitionSettings withMinimumFacePixels(int pixels) {
    return new RecognitionSettings(
        threshold, pixels, minimumEnrolmentFacePixels, attributes, workers);
  }

  public RecognitionSettings withMinimumEnrolmentFacePixels(int pixels) {
    return new RecognitionSettings(threshold, minimumFacePixels, pixels, attributes, workers);
  }

  public RecognitionSettings withAttributes(boolean estimate) {
    return new RecognitionSettings(
        threshold, minimumFacePixels, minimumEnrolmentFacePixels, estimate, workers);
  }

  public RecognitionSettings withWorkers(int count) {
    return new RecognitionSettings(
        threshold, minimumFacePixels, minimumEnrolmentFacePixels, attributes, count);
  }

  private static void requireNotNegative(String name, int pixels) {
    if (pixels < 0) {
      throw new IllegalArgumentException(
          "recognition settings: expected " + name + " of at least 0 but it is " + pixels);
    }
  }
}
