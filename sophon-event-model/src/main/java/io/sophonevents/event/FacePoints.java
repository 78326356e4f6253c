package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The five points of a face in scene pixels: eye, eye, nose, mouth corner, mouth corner, those on
 * the image's left first. On the wire ten numbers in one of two orders, or none.
 *
 * <p>The order is that of the layout, unless the points make a face only in the other one: the
 * first two points, the eyes, further apart in x than in y, the last two below them, all inside the
 * box if there is one.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints the count only. Source: docs/protocol.md,
 * row 2.9.
 */
public final class FacePoints {
  /** How the ten numbers are ordered. */
  public enum Order {
    /** x1 to x5, then y1 to y5: V5. */
    PLANAR,

    /** x1, y1, x2, y2 and so on: V6. */
    INTERLEAVED
  }

  static final WireType<FacePoints> WIRE =
      WireType.numbers(FacePoints::ofPlanar, FacePoints::numbers);

  private static final int POINTS = 5;

  private final List<BigDecimal> numbers;
  private final Order order;

  private FacePoints(List<BigDecimal> numbers, Order order) {
    this.numbers = List.copyOf(numbers);
    this.order = order;
  }

  /**
   * Points as V5 sends them.
   *
   * @param numbers x1 to x5, y1 to y5; another count is kept but has no {@link #x(int)}
   */
  public static FacePoints ofPlanar(List<BigDecimal> numbers) {
    return new FacePoints(numbers, Order.PLANAR);
  }

  /**
   * Points as V6 sends them.
   *
   * @param numbers x1, y1, x2, y2 and so on; another count is kept but has no {@link #x(int)}
   */
  public static FacePoints ofInterleaved(List<BigDecimal> numbers) {
    return new FacePoints(numbers, Order.INTERLEAVED);
  }

  /** The same numbers, in the order of their layout or in the other one if only that is a face. */
  FacePoints ordered(Order expected, @Nullable FaceBox box) {
    FacePoints asExpected = new FacePoints(numbers, requireNonNull(expected, "expected"));
    FacePoints other =
        new FacePoints(numbers, expected == Order.PLANAR ? Order.INTERLEAVED : Order.PLANAR);
    return !asExpected.isFace(box) && other.isFace(box) ? other : asExpected;
  }

  /** The points in this order, numbers and all: what the other generation's layout has. */
  public FacePoints in(Order wanted) {
    if (wanted == order || !isPresent()) {
      return new FacePoints(numbers, wanted);
    }
    BigDecimal[] moved = new BigDecimal[2 * POINTS];
    for (int point = 0; point < POINTS; point++) {
      boolean planar = wanted == Order.PLANAR;
      moved[planar ? point : 2 * point] = numbers.get(xIndex(point));
      moved[planar ? POINTS + point : 2 * point + 1] = numbers.get(yIndex(point));
    }
    return new FacePoints(List.of(moved), wanted);
  }

  /** The numbers as they stand on the wire. */
  public List<BigDecimal> numbers() {
    return numbers;
  }

  /** How the numbers are ordered. */
  public Order order() {
    return order;
  }

  /** Whether there are five points. */
  public boolean isPresent() {
    return numbers.size() == 2 * POINTS;
  }

  /**
   * The x of a point, 0 to 4, in scene pixels.
   *
   * @throws IndexOutOfBoundsException if there are no five points
   */
  public double x(int point) {
    return numbers.get(xIndex(checked(point))).doubleValue();
  }

  /**
   * The y of a point, 0 to 4, in scene pixels.
   *
   * @throws IndexOutOfBoundsException if there are no five points
   */
  public double y(int point) {
    return numbers.get(yIndex(checked(point))).doubleValue();
  }

  private boolean isFace(@Nullable FaceBox box) {
    if (!isPresent()) {
      return false;
    }
    double eyesY = Math.max(y(0), y(1));
    boolean upright = Math.abs(x(1) - x(0)) > Math.abs(y(1) - y(0)) && y(3) > eyesY && y(4) > eyesY;
    if (box == null || box.corners().size() != 4) {
      return upright;
    }
    for (int point = 0; upright && point < POINTS; point++) {
      upright = box.contains(x(point), y(point));
    }
    return upright;
  }

  private int xIndex(int point) {
    return order == Order.PLANAR ? point : 2 * point;
  }

  private int yIndex(int point) {
    return order == Order.PLANAR ? POINTS + point : 2 * point + 1;
  }

  private int checked(int point) {
    if (!isPresent() || point < 0 || point >= POINTS) {
      throw new IndexOutOfBoundsException("point " + point + " of " + numbers.size() / 2);
    }
    return point;
  }

  /** Equal if the same numbers in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FacePoints that && order == that.order && numbers.equals(that.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * numbers.hashCode() + order.hashCode();
  }

  @Override
  public String toString() {
    return "FacePoints[" + numbers.size() + " numbers]";
  }
}
