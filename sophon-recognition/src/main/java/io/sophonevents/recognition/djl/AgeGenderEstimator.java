package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceAttributeEstimator;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.List;

/**
 * Estimates age and gender with the network of face-api.
 *
 * <p>Input: RGB, the square about the centre of the face's box whose side is 0.9 of the box's
 * longer one, corners rounded to whole pixels, black where it reaches beyond the picture, made 112
 * x 112 as OpenCV's bilinear {@code resize} does. Tensor: float32 [1, 3, 112, 112] (N, C, H, W),
 * values 0 to 255, which the network normalises itself. Output: the age in years [1, 1], where less
 * than 0 counts as 0, and the probabilities of male and female [1, 2].
 *
 * <p>The age of children is not reliable, see docs/models.md.
 *
 * <p>Safe for use by many threads.
 */
public final class AgeGenderEstimator implements FaceAttributeEstimator, AutoCloseable {
  private static final int SIDE = 112;
  private static final double SHARE_OF_BOX = 0.9;

  private static final Signature SIGNATURE =
      new Signature(
          Role.AGE_GENDER, List.of(1, 3, SIDE, SIDE), List.of(List.of(1, 1), List.of(1, 2)));

  private final Network network;

  private AgeGenderEstimator(Network network) {
    this.network = network;
  }

  /**
   * The estimator of this pack.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none or the engine does
   *     not run it
   */
  public static AgeGenderEstimator open(ModelPack pack) {
    return new AgeGenderEstimator(pack.load(SIGNATURE).get(0));
  }

  /**
   * @throws InferenceException if the engine fails, or gives no number; the estimator stays usable
   */
  @Override
  public EstimatedAttributes estimate(Frame frame, FaceDetection face) {
    List<Tensor> outputs = network.run(tensorOf(frame, squareIn(face.box())));
    float age = outputs.get(0).values()[0];
    float male = outputs.get(1).values()[0];
    if (!Float.isFinite(age) || !(male >= 0 && male <= 1)) {
      throw new InferenceException(
          "age and gender: expected a finite age and a probability but the network gave others");
    }
    return EstimatedAttributes.NONE.withAgeYears(Math.max(0, age)).withMaleProbability(male);
  }

  /** With whole corners, and at least one pixel large. */
  static Box squareIn(Box box) {
    double side = SHARE_OF_BOX * box.longerSidePixels();
    double left = (box.x1() + box.x2()) / 2 - side / 2;
    double top = (box.y1() + box.y2()) / 2 - side / 2;
    double x1 = Math.rint(left);
    double y1 = Math.rint(top);
    double x2 = Math.max(x1 + 1, Math.rint(left + side));
    double y2 = Math.max(y1 + 1, Math.rint(top + side));
    return new Box(x1, y1, x2, y2);
  }

  /** Takes the part of the picture first: a cutter copies all that it is given. */
  static Tensor tensorOf(Frame frame, Box square) {
    Frame part = frame.crop(square, 0);
    double left = Math.max(0, square.x1());
    double top = Math.max(0, square.y1());
    Candidate inPart =
        new Candidate(
            square.x1() - left, square.y1() - top, square.x2() - left, square.y2() - top, 1);
    return new Cutter(part).cutUpright(inPart, SIDE);
  }

  /** Frees the network, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    network.close();
  }
}
