package io.sophonevents.recognition;

/**
 * A map of the plane that keeps shapes: turn, scale and shift, (x, y) to (cos x - sin y + shiftX,
 * sin x + cos y + shiftY).
 *
 * <p>Immutable.
 *
 * @param cos scale times the cosine of the angle
 * @param sin scale times the sine of the angle, positive from x to y
 */
record Similarity(double cos, double sin, double shiftX, double shiftY) {

  /**
   * The similarity that brings the points nearest to their targets: the sum of squared distances is
   * least. In two dimensions Umeyama's method needs no singular values: with points and targets as
   * complex numbers about their means, it is sum(target * conj(point)) / sum(|point|^2).
   *
   * @throws IllegalArgumentException if all points are the same
   */
  static Similarity between(Landmarks points, Landmarks targets) {
    double x = points.points().stream().mapToDouble(Landmarks.Point::x).average().orElseThrow();
    double y = points.points().stream().mapToDouble(Landmarks.Point::y).average().orElseThrow();
    double toX = targets.points().stream().mapToDouble(Landmarks.Point::x).average().orElseThrow();
    double toY = targets.points().stream().mapToDouble(Landmarks.Point::y).average().orElseThrow();
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < points.points().size(); i++) {
      double pointX = points.points().get(i).x() - x;
      double pointY = points.points().get(i).y() - y;
      double targetX = targets.points().get(i).x() - toX;
      double targetY = targets.points().get(i).y() - toY;
      along += pointX * targetX + pointY * targetY;
      across += pointX * targetY - pointY * targetX;
      spread += pointX * pointX + pointY * pointY;
    }
    if (spread == 0 || (along == 0 && across == 0)) {
      throw new IllegalArgumentException(
          "landmarks: expected five points of a face but they lie in one place");
    }
    double cos = along / spread;
    double sin = across / spread;
    return new Similarity(cos, sin, toX - cos * x + sin * y, toY - sin * x - cos * y);
  }

  /** The way back. */
  Similarity inverse() {
    double square = cos * cos + sin * sin;
    double backCos = cos / square;
    double backSin = -sin / square;
    return new Similarity(
        backCos,
        backSin,
        -backCos * shiftX + backSin * shiftY,
        -backSin * shiftX - backCos * shiftY);
  }
}
