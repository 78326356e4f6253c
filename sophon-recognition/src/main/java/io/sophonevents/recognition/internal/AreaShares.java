package io.sophonevents.recognition.internal;

/**
 * Along one side of a picture that is made smaller, which old pixels a new one covers and by what
 * share, as OpenCV's {@code INTER_AREA} counts them: entries {@link #begin} up to, not including,
 * {@link #end} are those of a new pixel.
 *
 * <p>Immutable.
 */
public final class AreaShares {
  /** A part covered that is less than this does not count. */
  private static final double NEGLIGIBLE = 1e-3;

  private final int[] starts;
  private final int[] pixels;
  private final float[] shares;
  private int count;

  private AreaShares(int toSize, int capacity) {
    starts = new int[toSize + 1];
    pixels = new int[capacity];
    shares = new float[capacity];
  }

  /**
   * The shares along a side.
   *
   * @param scale old pixels to a new one, at least 1
   */
  public static AreaShares of(int fromSize, int toSize, double scale) {
    AreaShares shares = new AreaShares(toSize, fromSize + 2 * toSize);
    for (int i = 0; i < toSize; i++) {
      shares.cover(fromSize, i * scale, scale);
      shares.starts[i + 1] = shares.count;
    }
    return shares;
  }

  /** Whether new pixels cover whole numbers of old ones, which OpenCV rounds in another way. */
  public static boolean areWhole(double scaleX, double scaleY) {
    return isWhole(scaleX) && isWhole(scaleY);
  }

  private static boolean isWhole(double scale) {
    return Math.abs(scale - Math.rint(scale)) < Math.ulp(1.0);
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
    pixels[count] = pixel;
    shares[count++] = (float) share;
  }

  public int begin(int newPixel) {
    return starts[newPixel];
  }

  public int end(int newPixel) {
    return starts[newPixel + 1];
  }

  /** The old pixel of an entry. */
  public int pixel(int entry) {
    return pixels[entry];
  }

  /** What part of the new pixel it is. */
  public float share(int entry) {
    return shares[entry];
  }
}
