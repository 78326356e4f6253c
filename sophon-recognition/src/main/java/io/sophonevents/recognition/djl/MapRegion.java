package io.sophonevents.recognition.djl;

/**
 * A part of a network's map that is averaged down to a few cells, as torch's {@code
 * adaptive_avg_pool2d} does it: cell i of n over a length covers from floor(i * length / n) up to,
 * not including, ceil((i + 1) * length / n).
 *
 * <p>Immutable.
 *
 * @param channels of the map
 * @param side of the map, which is square
 * @param top first row
 * @param bottom row behind the last
 * @param left first column
 * @param right column behind the last
 * @param rows of cells
 * @param columns of cells
 */
record MapRegion(
    int channels, int side, int top, int bottom, int left, int right, int rows, int columns) {

  /** How many numbers it gives. */
  int size() {
    return channels * rows * columns;
  }

  /** Adds up the cells' means, each times its weight: channel by channel, then row by row. */
  double weighted(float[] map, double[] weights, int firstWeight) {
    double sum = 0;
    int weight = firstWeight;
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          sum += weights[weight++] * mean(map, channel * side * side, row, column);
        }
      }
    }
    return sum;
  }

  private double mean(float[] map, int plane, int row, int column) {
    int height = bottom - top;
    int width = right - left;
    int y1 = top + row * height / rows;
    int y2 = top + ceilOf((row + 1) * height, rows);
    int x1 = left + column * width / columns;
    int x2 = left + ceilOf((column + 1) * width, columns);
    double sum = 0;
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        sum += map[plane + y * side + x];
      }
    }
    return sum / ((y2 - y1) * (x2 - x1));
  }

  private static int ceilOf(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
