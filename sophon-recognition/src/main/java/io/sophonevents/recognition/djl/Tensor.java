package io.sophonevents.recognition.djl;

import java.util.Arrays;

/**
 * Numbers on their way into or out of a network, in row-major order of their shape or, pictures
 * only, with the channels last.
 *
 * <p>Not safe for use by many threads.
 */
final class Tensor {
  private final float[] values;
  private final boolean channelsLast;
  private final long[] shape;

  /** Takes the arrays as its own. */
  Tensor(float[] values, long... shape) {
    this(values, false, shape);
  }

  private Tensor(float[] values, boolean channelsLast, long... shape) {
    this.values = values;
    this.channelsLast = channelsLast;
    this.shape = shape;
  }

  /**
   * Pictures of the shape [N, C, H, W] whose numbers are in the order N, H, W, C, as PyTorch wants
   * them. Takes the array as its own.
   */
  static Tensor channelsLast(float[] values, long n, long c, long h, long w) {
    return new Tensor(values, true, n, c, h, w);
  }

  /** The numbers themselves. */
  float[] values() {
    return values;
  }

  boolean hasChannelsLast() {
    return channelsLast;
  }

  long[] shape() {
    return shape;
  }

  int size(int dimension) {
    return (int) shape[dimension];
  }

  /** Prints the shape only. */
  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
