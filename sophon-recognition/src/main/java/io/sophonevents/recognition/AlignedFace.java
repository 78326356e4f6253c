package io.sophonevents.recognition;

/**
 * A face cut out upright, eyes and mouth where the embedding network expects them: 112 x 112 pixels
 * RGB.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its size only.
 */
public final class AlignedFace {
  /** Width and height. */
  public static final int SIDE_PIXELS = 112;

  private final byte[] rgb;

  private AlignedFace(byte[] rgb) {
    this.rgb = rgb;
  }

  /**
   * A face that is aligned already.
   *
   * @param rgb 112 rows of 112 pixels, red green blue, 8 bit each; copied
   * @throws IllegalArgumentException if there are not 112 * 112 * 3 values
   */
  public static AlignedFace of(byte[] rgb) {
    if (rgb.length != SIDE_PIXELS * SIDE_PIXELS * 3) {
      throw new IllegalArgumentException(
          "aligned face: expected "
              + SIDE_PIXELS * SIDE_PIXELS * 3
              + " values but there are "
              + rgb.length);
    }
    return new AlignedFace(rgb.clone());
  }

  /** Takes the array as its own: for code of this package that made it and lets go of it. */
  static AlignedFace owning(byte[] rgb) {
    return new AlignedFace(rgb);
  }

  /** The pixels as {@link #of} takes them, a copy. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  @Override
  public String toString() {
    return "AlignedFace[112 x 112]";
  }
}
