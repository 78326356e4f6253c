package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;

/**
 * The five points of a face in scene pixels: eye, eye, nose, mouth corner, mouth corner, those on
 * the image's left first. On the wire of V5 ten numbers, x1 to x5 and then y1 to y5, or none.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints the count only. Source: docs/protocol.md,
 * row 2.9.
 */
public final class FacePoints {
  private static final int POINTS = 5;

  private final List<BigDecimal> planar;

  private FacePoints(List<BigDecimal> planar) {
    this.planar = planar;
  }

  /**
   * Points as V5 sends them.
   *
   * @param planar x1 to x5, y1 to y5; another count is kept but has no {@link #x(int)}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static FacePoints ofPlanar(List<BigDecimal> planar) {
    return new FacePoints(List.copyOf(planar));
  }

  /** The numbers as they stand on the wire of V5. */
  @JsonValue
  public List<BigDecimal> planar() {
    return planar;
  }

  /** Whether there are five points. */
  public boolean isPresent() {
    return planar.size() == 2 * POINTS;
  }

  /**
   * The x of a point, 0 to 4, in scene pixels.
   *
   * @throws IndexOutOfBoundsException if there are no five points
   */
  public double x(int point) {
    return planar.get(index(point)).doubleValue();
  }

  /**
   * The y of a point, 0 to 4, in scene pixels.
   *
   * @throws IndexOutOfBoundsException if there are no five points
   */
  public double y(int point) {
    return planar.get(POINTS + index(point)).doubleValue();
  }

  private int index(int point) {
    if (!isPresent() || point < 0 || point >= POINTS) {
      throw new IndexOutOfBoundsException("point " + point + " of " + planar.size() / 2);
    }
    return point;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FacePoints that && planar.equals(that.planar);
  }

  @Override
  public int hashCode() {
    return planar.hashCode();
  }

  @Override
  public String toString() {
    return "FacePoints[" + planar.size() + " numbers]";
  }
}
