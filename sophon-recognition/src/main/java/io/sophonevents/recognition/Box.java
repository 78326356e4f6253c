package io.sophonevents.recognition;

/**
 * An upright rectangle in scene pixels, corners x1 y1 x2 y2; it may reach beyond the picture.
 *
 * <p>Immutable.
 *
 * @param x1 left edge
 * @param y1 upper edge
 * @param x2 right edge, not less than x1
 * @param y2 lower edge, not less than y1
 */
public record Box(double x1, double y1, double x2, double y2) {
  /**
   * @throws IllegalArgumentException if a corner is infinite or no number, or the corners are
   *     swapped
   */
  public Box {
    boolean ordered = x1 <= x2 && y1 <= y2;
    if (!ordered || !Double.isFinite(x2 - x1) || !Double.isFinite(y2 - y1)) {
      throw new IllegalArgumentException(
          "box: expected finite corners with x1 <= x2 and y1 <= y2 but they are "
              + x1
              + " "
              + y1
              + " "
              + x2
              + " "
              + y2);
    }
  }

  public double widthPixels() {
    return x2 - x1;
  }

  public double heightPixels() {
    return y2 - y1;
  }

  public double longerSidePixels() {
    return Math.max(widthPixels(), heightPixels());
  }
}
