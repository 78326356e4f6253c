package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Landmarks;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A face in the picture searched.
 *
 * <p>Immutable.
 */
final class FoundFace {
  /** The order in which a detector gives faces. */
  static final Comparator<FaceDetection> LARGEST_FIRST =
      Comparator.comparingDouble(
              (FaceDetection face) -> face.box().widthPixels() * face.box().heightPixels())
          .reversed();

  private final Candidate box;
  private final double[] points;

  /**
   * Takes the array as its own.
   *
   * @param points x and y of the five, image-left eye first
   */
  FoundFace(Candidate box, double[] points) {
    this.box = box;
    this.points = points;
  }

  Candidate box() {
    return box;
  }

  double[] points() {
    return points.clone();
  }

  /** Whether its corners, points and score are numbers, and the corners in order. */
  boolean isFinite() {
    return box.x1() <= box.x2()
        && box.y1() <= box.y2()
        && Double.isFinite(box.area())
        && Arrays.stream(points).allMatch(Double::isFinite);
  }

  /**
   * The face in the picture that the one searched is a smaller copy of.
   *
   * @param scale how many times larger that is
   */
  FaceDetection scaled(double scale) {
    return new FaceDetection(
        new Box(box.x1() * scale, box.y1() * scale, box.x2() * scale, box.y2() * scale),
        box.score(),
        Landmarks.of(Arrays.stream(points).map(coordinate -> coordinate * scale).toArray()));
  }
}
