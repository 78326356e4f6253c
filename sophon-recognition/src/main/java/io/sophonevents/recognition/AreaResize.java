package io.sophonevents.recognition;

import io.sophonevents.recognition.internal.AreaShares;
import io.sophonevents.recognition.internal.SharedWork;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Makes RGB pictures smaller: a new pixel is the mean of the area it covers, old pixels on its edge
 * counting by the part covered. Rounds as OpenCV's {@code INTER_AREA} does, so that the networks
 * see the very values that the reference in Python shows them.
 *
 * <p>Immutable.
 */
final class AreaResize {
  /** What takes longer to read than a thread takes to wake. */
  private static final int PIXELS_OF_A_BAND = 500_000;

  private final int fromWidth;
  private final int fromHeight;
  private final int toWidth;
  private final int toHeight;
  private final double scaleX;
  private final double scaleY;

  /**
   * @param scaleX old pixels to a new one, at least 1
   * @param scaleY likewise, down the picture
   */
  AreaResize(
      int fromWidth, int fromHeight, int toWidth, int toHeight, double scaleX, double scaleY) {
    this.fromWidth = fromWidth;
    this.fromHeight = fromHeight;
    this.toWidth = toWidth;
    this.toHeight = toHeight;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
  }

  byte[] apply(byte[] rgb) {
    if (fromWidth == toWidth && fromHeight == toHeight) {
      return rgb.clone();
    }
    boolean whole = AreaShares.areWhole(scaleX, scaleY);
    byte[] out = new byte[toWidth * toHeight * 3];
    Rows rows = whole ? byWholePixels(rgb, out) : byParts(rgb, out);
    SharedWork.map(
        IntStream.range(0, bands()).boxed().toList(),
        band -> {
          rows.make(toHeight * band / bands(), toHeight * (band + 1) / bands());
          return band;
        });
    return out;
  }

  /** Bands of rows that threads may share; of a small picture one. */
  private int bands() {
    return Math.min(toHeight, 1 + fromWidth * fromHeight / PIXELS_OF_A_BAND);
  }

  /** Makes new rows. */
  private interface Rows {
    void make(int first, int end);
  }

  private Rows byWholePixels(byte[] rgb, byte[] out) {
    int stepX = (int) Math.rint(scaleX);
    int stepY = (int) Math.rint(scaleY);
    if (stepX == 3 && stepY == 3 && Thirds.fit(fromWidth, fromHeight)) {
      return (first, end) -> new Thirds(rgb, fromWidth).make(first, end, out);
    }
    return (first, end) -> {
      int[] sums = new int[toWidth * 3];
      for (int y = first; y < end; y++) {
        Arrays.fill(sums, 0);
        int bottom = Math.min(fromHeight, (y + 1) * stepY);
        for (int row = y * stepY; row < bottom; row++) {
          addRow(rgb, row * fromWidth * 3, stepX, sums);
        }
        for (int x = 0; x < toWidth; x++) {
          int columns = Math.min(fromWidth, (x + 1) * stepX) - x * stepX;
          int count = columns * (bottom - y * stepY);
          for (int i = x * 3; i < x * 3 + 3; i++) {
            out[y * toWidth * 3 + i] = (byte) mean(sums[i], count, stepX == 2 && stepY == 2);
          }
        }
      }
    };
  }

  private void addRow(byte[] rgb, int start, int step, int[] sums) {
    int whole = fromWidth / step;
    add(rgb, start, 0, whole, step, sums);
    if (whole < toWidth) {
      add(rgb, start + whole * step * 3, whole, toWidth, fromWidth - whole * step, sums);
    }
  }

  private static void add(byte[] rgb, int start, int first, int end, int step, int[] sums) {
    int from = start;
    for (int to = first * 3; to < end * 3; to += 3) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = 0; i < step; i++) {
        red += rgb[from++] & 0xFF;
        green += rgb[from++] & 0xFF;
        blue += rgb[from++] & 0xFF;
      }
      sums[to] += red;
      sums[to + 1] += green;
      sums[to + 2] += blue;
    }
  }

  /** Four pixels are rounded half up, all else half to even. */
  static int mean(int sum, int count, boolean byTwo) {
    return byTwo && count == 4 ? (sum + 2) >> 2 : (int) Math.rint(sum * (1f / count));
  }

  private Rows byParts(byte[] rgb, byte[] out) {
    AreaShares columns = AreaShares.of(fromWidth, toWidth, scaleX);
    AreaShares rows = AreaShares.of(fromHeight, toHeight, scaleY);
    return (first, end) -> {
      float[][] reduced = new float[2][toWidth * 3]; // an even row and the odd one after it
      float[] sums = new float[toWidth * 3];
      int pair = -1;
      for (int y = first; y < end; y++) {
        Arrays.fill(sums, 0);
        for (int i = rows.begin(y); i < rows.end(y); i++) {
          int row = rows.pixel(i);
          if (row / 2 != pair) { // the row between two new ones belongs to both
            pair = row / 2;
            reduceRows(rgb, 2 * pair, columns, reduced);
          }
          addWeighted(reduced[row % 2], rows.share(i), sums);
        }
        int to = y * toWidth * 3;
        for (int i = 0; i < sums.length; i++) {
          out[to + i] = (byte) (int) Math.rint(sums[i]);
        }
      }
    };
  }

  /** Two rows at once, as each sum has to wait for its last addition. */
  private void reduceRows(byte[] rgb, int row, AreaShares columns, float[][] reduced) {
    int start = row * fromWidth * 3;
    int below = row + 1 < fromHeight ? fromWidth * 3 : 0;
    float[] upper = reduced[0];
    float[] lower = reduced[1];
    for (int x = 0; x < toWidth; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      float redBelow = 0;
      float greenBelow = 0;
      float blueBelow = 0;
      for (int i = columns.begin(x); i < columns.end(x); i++) {
        int from = start + columns.pixel(i) * 3;
        float share = columns.share(i);
        red += (rgb[from] & 0xFF) * share;
        green += (rgb[from + 1] & 0xFF) * share;
        blue += (rgb[from + 2] & 0xFF) * share;
        redBelow += (rgb[from + below] & 0xFF) * share;
        greenBelow += (rgb[from + below + 1] & 0xFF) * share;
        blueBelow += (rgb[from + below + 2] & 0xFF) * share;
      }
      upper[x * 3] = red;
      upper[x * 3 + 1] = green;
      upper[x * 3 + 2] = blue;
      lower[x * 3] = redBelow;
      lower[x * 3 + 1] = greenBelow;
      lower[x * 3 + 2] = blueBelow;
    }
  }

  private static void addWeighted(float[] row, float share, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * share;
    }
  }
}
