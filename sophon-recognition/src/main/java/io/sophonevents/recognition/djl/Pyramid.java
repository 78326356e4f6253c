package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.internal.AreaShares;
import io.sophonevents.recognition.internal.SharedWork;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A picture at all the sizes in which MTCNN's first network searches it, each with the very pixels
 * of {@link Frame#shrinkTo(int, int)}.
 *
 * <p>It keeps the picture by columns, as the network takes it. A column is added to another in one
 * simple loop, which the virtual machine does for several numbers at once; and nothing is turned
 * round any more on its way into the tensor.
 *
 * <p>Immutable.
 */
final class Pyramid {
  /** Written side by side, so that not every number is in another line of the cache. */
  private static final int COLUMNS_AT_ONCE = 16;

  /**
   * Added to a float from 0 to 255 it leaves no place for a fraction: to the nearest, half to even.
   */
  private static final float WHOLE = 1 << 23;

  private final Frame picture;
  private final int width;
  private final int height;

  /**
   * From left to right, of each the reds from top to bottom, then green, then blue. In one array
   * the virtual machine would not see that the sums are elsewhere, and take one number at a time.
   */
  private final float[][] columns;

  Pyramid(Frame picture) {
    this.picture = picture;
    this.width = picture.widthPixels();
    this.height = picture.heightPixels();
    this.columns = new float[width][height * 3];
    byte[] rgb = picture.toRgb();
    SharedWork.map(
        IntStream.iterate(0, first -> first < width, first -> first + COLUMNS_AT_ONCE)
            .boxed()
            .toList(),
        first -> {
          takeColumns(rgb, first, Math.min(width, first + COLUMNS_AT_ONCE));
          return first;
        });
  }

  private void takeColumns(byte[] rgb, int first, int end) {
    for (int y = 0; y < height; y++) {
      int from = (y * width + first) * 3;
      for (int x = first; x < end; x++) {
        float[] column = columns[x];
        column[y] = rgb[from] & 0xFF;
        column[height + y] = rgb[from + 1] & 0xFF;
        column[2 * height + y] = rgb[from + 2] & 0xFF;
        from += 3;
      }
    }
  }

  /** Of this size, [1, 3, width, height], values (v - 127.5) / 128. */
  Tensor level(int toWidth, int toHeight) {
    double scaleX = (double) width / toWidth;
    double scaleY = (double) height / toHeight;
    float[] values = new float[toWidth * toHeight * 3];
    if (AreaShares.areWhole(scaleX, scaleY)) {
      putTurned(picture.shrinkTo(toWidth, toHeight), values);
    } else {
      AreaShares across = AreaShares.of(width, toWidth, scaleX);
      Rows rows = new Rows(AreaShares.of(height, toHeight, scaleY), height, toHeight);
      float[] column = new float[height * 3];
      for (int x = 0; x < toWidth; x++) {
        mix(across, x, column);
        rows.shrink(column, values, x * toHeight, toWidth * toHeight);
      }
      scale(values);
    }
    return new Tensor(values, 1, 3, toWidth, toHeight);
  }

  /** The new column x, still as high as the picture. */
  private void mix(AreaShares across, int x, float[] column) {
    Arrays.fill(column, 0);
    for (int i = across.begin(x); i < across.end(x); i++) {
      add(columns[across.pixel(i)], across.share(i), column);
    }
  }

  private static void add(float[] column, float share, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += column[i] * share;
    }
  }

  /**
   * Makes columns less high. Each new pixel counts the same number of old ones, some of them by
   * nothing: so there is no branch in the inner loop.
   */
  private static final class Rows {
    private final int count;
    private final int height;

    /** The first old pixel of each new one. */
    private final int[] firsts;

    /** Of each new pixel's first old one the share, then of their second ones, and so on. */
    private final float[][] shares;

    Rows(AreaShares down, int height, int count) {
      this.count = count;
      this.height = height;
      this.firsts = new int[count];
      int most = 0;
      for (int y = 0; y < count; y++) {
        most = Math.max(most, down.end(y) - down.begin(y));
      }
      this.shares = new float[most][count];
      for (int y = 0; y < count; y++) {
        firsts[y] = Math.min(down.pixel(down.begin(y)), height - most);
        for (int i = down.begin(y); i < down.end(y); i++) {
          shares[down.pixel(i) - firsts[y]][y] = down.share(i);
        }
      }
    }

    /**
     * Adds the column, its colours one after the other, to the numbers from here on.
     *
     * @param plane from a colour to the next one
     */
    void shrink(float[] column, float[] values, int start, int plane) {
      for (int i = 0; i < shares.length; i++) {
        for (int colour = 0; colour < 3; colour++) {
          shrink(column, colour * height, i, values, start + colour * plane);
        }
      }
    }

    private void shrink(float[] column, int from, int part, float[] values, int to) {
      float[] share = shares[part];
      for (int y = 0; y < count; y++) {
        values[to + y] += column[from + firsts[y] + part] * share[y];
      }
    }
  }

  /** Rounded to whole values first, as pixels are. */
  private static void scale(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + WHOLE - WHOLE - 127.5f) / 128f;
    }
  }

  private static void putTurned(Frame level, float[] values) {
    byte[] rgb = level.toRgb();
    int width = level.widthPixels();
    int height = level.heightPixels();
    int from = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int to = x * height + y;
        for (int colour = 0; colour < 3; colour++) {
          values[colour * width * height + to] = Scaling.of(rgb[from++]);
        }
      }
    }
  }
}
