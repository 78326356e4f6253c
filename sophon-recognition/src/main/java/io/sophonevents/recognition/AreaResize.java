package io.sophonevents.recognition;

import java.util.Arrays;

/**
 * Makes RGB pictures smaller: a new pixel is the mean of the area it covers, old pixels on its edge
 * counting by the part covered. Rounds as OpenCV's {@code INTER_AREA} does, so that the networks
 * see the very values that the reference in Python shows them.
 *
 * <p>Immutable.
 */
final class AreaResize {
  /** A part covered that is less than this does not count. */
  private static final double NEGLIGIBLE = 1e-3;

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
    boolean whole =
        Math.abs(scaleX - Math.rint(scaleX)) < Math.ulp(1.0)
            && Math.abs(scaleY - Math.rint(scaleY)) < Math.ulp(1.0);
    return whole ? byWholePixels(rgb) : byParts(rgb);
  }

  private byte[] byWholePixels(byte[] rgb) {
    int stepX = (int) Math.rint(scaleX);
    int stepY = (int) Math.rint(scaleY);
    byte[] out = new byte[toWidth * toHeight * 3];
    int[] sums = new int[toWidth * 3];
    for (int y = 0; y < toHeight; y++) {
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
    return out;
  }

  private void addRow(byte[] rgb, int start, int step, int[] sums) {
    int from = start;
    int end = start + fromWidth * 3;
    for (int to = 0; to < sums.length; to += 3) {
      int red = 0;
      int green = 0;
      int blue = 0;
      int stop = Math.min(end, from + step * 3);
      for (; from < stop; from += 3) {
        red += rgb[from] & 0xFF;
        green += rgb[from + 1] & 0xFF;
        blue += rgb[from + 2] & 0xFF;
      }
      sums[to] += red;
      sums[to + 1] += green;
      sums[to + 2] += blue;
    }
  }

  /** Four pixels are rounded half up, all else half to even. */
  private static int mean(int sum, int count, boolean byTwo) {
    return byTwo && count == 4 ? (sum + 2) >> 2 : (int) Math.rint(sum * (1f / count));
  }

  private byte[] byParts(byte[] rgb) {
    Parts columns = Parts.of(fromWidth, toWidth, scaleX);
    Parts rows = Parts.of(fromHeight, toHeight, scaleY);
    byte[] out = new byte[toWidth * toHeight * 3];
    float[] row = new float[toWidth * 3];
    float[] sums = new float[toWidth * 3];
    int reduced = -1;
    for (int y = 0; y < toHeight; y++) {
      Arrays.fill(sums, 0);
      for (int i = rows.starts[y]; i < rows.starts[y + 1]; i++) {
        if (rows.from[i]
            != reduced) { // the row between two new ones is the last of one, the first of the next
          reduced = rows.from[i];
          reduceRow(rgb, reduced * fromWidth * 3, columns, row);
        }
        addWeighted(row, rows.shares[i], sums);
      }
      int to = y * toWidth * 3;
      for (int i = 0; i < sums.length; i++) {
        out[to + i] = (byte) (int) Math.rint(sums[i]);
      }
    }
    return out;
  }

  private static void reduceRow(byte[] rgb, int start, Parts columns, float[] row) {
    for (int x = 0; x < row.length / 3; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int i = columns.starts[x]; i < columns.starts[x + 1]; i++) {
        int from = start + columns.from[i] * 3;
        float share = columns.shares[i];
        red += (rgb[from] & 0xFF) * share;
        green += (rgb[from + 1] & 0xFF) * share;
        blue += (rgb[from + 2] & 0xFF) * share;
      }
      row[x * 3] = red;
      row[x * 3 + 1] = green;
      row[x * 3 + 2] = blue;
    }
  }

  private static void addWeighted(float[] row, float share, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * share;
    }
  }

  /**
   * Along one side, which old pixels a new one covers and by what share: entries starts[n] up to
   * starts[n + 1] are those of new pixel n.
   */
  private static final class Parts {
    private final int[] starts;
    private final int[] from;
    private final float[] shares;
    private int count;

    private Parts(int toSize, int capacity) {
      starts = new int[toSize + 1];
      from = new int[capacity];
      shares = new float[capacity];
    }

    static Parts of(int fromSize, int toSize, double scale) {
      Parts parts = new Parts(toSize, fromSize + 2 * toSize);
      for (int i = 0; i < toSize; i++) {
        parts.cover(fromSize, i * scale, scale);
        parts.starts[i + 1] = parts.count;
      }
      return parts;
    }

    private void cover(int fromSize, double begin, double scale) {
      double end = begin + scale;
      double covered = Math.min(scale, fromSize - begin);
      int last = Math.min((int) Math.floor(end), fromSize - 1);
      int first = Math.min((int) Math.ceil(begin), last);
      if (first - begin > NEGLIGIBLE) {
        add(first - 1, (first - begin) / covered);
      }
      for (int i = first; i < last; i++) {
        add(i, 1 / covered);
      }
      if (end - last > NEGLIGIBLE) {
        add(last, Math.min(Math.min(end - last, 1), covered) / covered);
      }
    }

    private void add(int pixel, double share) {
      from[count] = pixel;
      shares[count++] = (float) share;
    }
  }
}
