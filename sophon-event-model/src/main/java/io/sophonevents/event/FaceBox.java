package io.sophonevents.event;

import java.math.BigDecimal;
import java.util.List;

/**
 * Where a face is: corners x1, y1, x2, y2 in scene pixels, or no values at all.
 *
 * <p>Immutable. Source: docs/protocol.md, section 1.10.
 *
 * @param corners the numbers as sent, ints or decimals: four of them, or none
 */
public record FaceBox(List<BigDecimal> corners) {
  static final WireType<FaceBox> WIRE = WireType.numbers(FaceBox::new, FaceBox::corners);

  public FaceBox {
    corners = List.copyOf(corners);
  }

  /** A box by its corners in scene pixels. */
  public static FaceBox of(long x1, long y1, long x2, long y2) {
    return new FaceBox(
        List.of(
            BigDecimal.valueOf(x1),
            BigDecimal.valueOf(y1),
            BigDecimal.valueOf(x2),
            BigDecimal.valueOf(y2)));
  }

  /** Whether there is no box. */
  public boolean isEmpty() {
    return corners.isEmpty();
  }

  /** Whether a point lies in it; the edge belongs to it. */
  boolean contains(double x, double y) {
    return corners.size() == 4
        && x >= corners.get(0).doubleValue()
        && y >= corners.get(1).doubleValue()
        && x <= corners.get(2).doubleValue()
        && y <= corners.get(3).doubleValue();
  }

  @Override
  public String toString() {
    return "FaceBox[" + corners.size() + " numbers]";
  }
}
