package io.sophonevents.recognition.djl;

import java.util.Arrays;

/**
 * Numbers on their way into or out of a network, in row-major order of their shape.
 *
 * <p>Not safe for use by many threads.
 */
final class Tensor {
  private final float[] values;
  private final long[] shape;

  /** Takes the arrays as its own. */
  Tensor(float[] values, long... shape) {
    this.values = values;
    this.shape = shape;
  }

  /** The numbers themselves. */
  float[] values() {
    return values;
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
