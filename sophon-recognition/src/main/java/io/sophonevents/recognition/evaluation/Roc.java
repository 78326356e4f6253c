package io.sophonevents.recognition.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a threshold costs: for each, how many pairs of one person are accepted (true accept rate,
 * TAR), and how many of different people (false accept rate, FAR).
 *
 * <p>A pair of one person with a picture without a face is never accepted. A pair of different
 * people with one is left out, as it would make the false accept rate look better.
 *
 * <p>Immutable.
 *
 * @param points from the highest threshold, which accepts nothing, to the lowest similarity of all
 *     pairs, one for each similarity that occurs; empty if the pairs are not of both kinds
 */
public record Roc(List<Point> points) {
  /**
   * A threshold and what it accepts. Immutable.
   *
   * @param threshold pairs with this similarity or more are accepted
   * @param trueAccepts of the pairs of one person
   * @param falseAccepts of the pairs of different people
   */
  public record Point(double threshold, Proportion trueAccepts, Proportion falseAccepts) {}

  public Roc {
    points = List.copyOf(points);
  }

  /**
   * The curve of these similarities.
   *
   * @param same of the pairs of one person; no number where no face was found
   * @param different of the pairs of different people; no number where no face was found
   */
  public static Roc of(double[] same, double[] different) {
    double[] genuine = sorted(same);
    double[] impostor = sorted(different);
    if (same.length == 0 || impostor.length == 0) {
      return new Roc(List.of());
    }
    double[] thresholds =
        DoubleStream.concat(Arrays.stream(genuine), Arrays.stream(impostor))
            .distinct()
            .sorted()
            .toArray();
    List<Point> points = new ArrayList<>();
    double nothing = Math.nextUp(thresholds[thresholds.length - 1]);
    points.add(point(nothing, genuine, same.length, impostor));
    for (int i = thresholds.length - 1; i >= 0; i--) {
      points.add(point(thresholds[i], genuine, same.length, impostor));
    }
    return new Roc(points);
  }

  /**
   * The lowest threshold at which no more than this share of the pairs of different people is
   * accepted.
   *
   * @param rate in (0, 1]
   * @return empty if there are too few pairs of different people for one of them to be within this
   *     rate, or none of one person
   * @throws IllegalArgumentException if the rate is outside (0, 1]
   */
  public Optional<Point> atFalseAcceptRate(double rate) {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "roc: expected a false accept rate in (0, 1] but it is " + rate);
    }
    int different = points.isEmpty() ? 0 : points.get(0).falseAccepts().of();
    // 0.29 * 100 is a little less than 29
    int within = (int) (rate * different + 1e-9);
    return points.stream()
        .filter(point -> within > 0 && point.falseAccepts().count() <= within)
        .reduce((higher, lower) -> lower);
  }

  private static Point point(double threshold, double[] genuine, int same, double[] impostor) {
    return new Point(
        threshold,
        new Proportion(atLeast(threshold, genuine), same),
        new Proportion(atLeast(threshold, impostor), impostor.length));
  }

  /** How many of these, sorted, are not below the threshold. */
  private static int atLeast(double threshold, double[] sorted) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return sorted.length - low;
  }

  private static double[] sorted(double[] similarities) {
    return Arrays.stream(similarities).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }
}
