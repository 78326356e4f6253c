package io.sophonevents.recognition.evaluation;

/**
 * A share that was counted, and how far chance may have moved it.
 *
 * <p>The interval is Wilson's score interval at 95 %: with so many counted, the true share lies in
 * it 95 times of 100. It stays in [0, 1] and holds for shares near 1 too, where the usual one of
 * plus and minus does not.
 *
 * <p>Immutable.
 *
 * @param count how many it is true of
 * @param of how many were looked at
 */
public record Proportion(int count, int of) {
  /** The normal distribution's value that 2.5 % lie above. */
  private static final double Z = 1.959963984540054;

  /**
   * @throws IllegalArgumentException if the count is negative or more than there are
   */
  public Proportion {
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(
          "proportion: expected a count from 0 to " + of + " but it is " + count);
    }
  }

  /** In [0, 1]; no number if none were looked at. */
  public double value() {
    return (double) count / of;
  }

  /** The lower end of the interval, in [0, 1]; 0 if none were looked at. */
  public double lower() {
    return of == 0 || count == 0 ? 0 : centre() - reach();
  }

  /** The upper end of the interval, in [0, 1]; 1 if none were looked at. */
  public double upper() {
    return of == 0 || count == of ? 1 : centre() + reach();
  }

  private double centre() {
    return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double reach() {
    double spread = value() * (1 - value()) / of + Z * Z / (4.0 * of * of);
    return Z * Math.sqrt(spread) / (1 + Z * Z / of);
  }
}
