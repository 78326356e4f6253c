package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The five points of a face in scene pixels. Left and right are the picture's, not the person's.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints no coordinates.
 */
public record Landmarks(
    Point leftEye, Point rightEye, Point nose, Point leftMouthCorner, Point rightMouthCorner) {
  public Landmarks {
    requireNonNull(leftEye, "leftEye");
    requireNonNull(rightEye, "rightEye");
    requireNonNull(nose, "nose");
    requireNonNull(leftMouthCorner, "leftMouthCorner");
    requireNonNull(rightMouthCorner, "rightMouthCorner");
  }

  /**
   * The points in the order of the record's components.
   *
   * @param coordinates ten of them: x and y of the image-left eye, and so on
   * @throws IllegalArgumentException if they are not ten, or one is infinite or no number
   */
  public static Landmarks of(double... coordinates) {
    if (coordinates.length != 10) {
      throw new IllegalArgumentException(
          "landmarks: expected 10 coordinates but there are " + coordinates.length);
    }
    return new Landmarks(
        new Point(coordinates[0], coordinates[1]),
        new Point(coordinates[2], coordinates[3]),
        new Point(coordinates[4], coordinates[5]),
        new Point(coordinates[6], coordinates[7]),
        new Point(coordinates[8], coordinates[9]));
  }

  /** All five, image-left eye first. */
  public List<Point> points() {
    return List.of(leftEye, rightEye, nose, leftMouthCorner, rightMouthCorner);
  }

  @Override
  public String toString() {
    return "Landmarks[5 points]";
  }

  /**
   * A place in scene pixels; the centre of the first pixel is 0, 0.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no coordinates.
   */
  public record Point(double x, double y) {
    /**
     * @throws IllegalArgumentException if a coordinate is infinite or no number
     */
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException(
            "landmark: expected finite coordinates but one is not finite");
      }
    }

    @Override
    public String toString() {
      return "Point[2 coordinates]";
    }
  }
}
