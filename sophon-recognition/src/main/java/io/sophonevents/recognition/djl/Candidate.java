package io.sophonevents.recognition.djl;

/**
 * A box on its way through MTCNN's stages, in pixels of the picture searched.
 *
 * <p>Immutable.
 *
 * @param score that the last network gave it
 */
record Candidate(double x1, double y1, double x2, double y2, float score) {
  double width() {
    return x2 - x1;
  }

  double height() {
    return y2 - y1;
  }

  double area() {
    return width() * height();
  }

  /** The square about its centre, as large as the longer side. */
  Candidate squared() {
    double side = Math.max(width(), height());
    double left = x1 + width() / 2 - side / 2;
    double top = y1 + height() / 2 - side / 2;
    return new Candidate(left, top, left + side, top + side, score);
  }
}
