package io.sophonevents.recognition;

import java.awt.image.Raster;

/**
 * Turns the four inks of a JPEG into RGB as libjpeg's users do: the paper's white less the ink of
 * that colour, less the black. An embedded profile of a printer is not looked at.
 */
final class Cmyk {
  private static final int YCCK = 2;

  private Cmyk() {}

  /**
   * RGB of these samples.
   *
   * @param raster four bands of 8 bit as they are stored: C, M, Y, K, or Y, Cb, Cr, K
   * @param header whether Adobe wrote them: then 255 is no ink, else it is all of it
   */
  static byte[] toRgb(Raster raster, JpegHeader header) {
    int width = raster.getWidth();
    boolean isLight = header.adobeTransform() != JpegHeader.NO_ADOBE;
    boolean isYcck = header.adobeTransform() == YCCK;
    byte[] rgb = new byte[width * raster.getHeight() * 3];
    int[] row = new int[width * 4];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += 4) {
        if (isYcck) {
          toInks(row, from);
        }
        int black = isLight ? row[from + 3] : 255 - row[from + 3];
        for (int ink = from; ink < from + 3; ink++) {
          rgb[to++] = (byte) (((isLight ? row[ink] : 255 - row[ink]) * black + 127) / 255);
        }
      }
    }
    return rgb;
  }

  /** JFIF's YCbCr to RGB, each then taken from 255. */
  private static void toInks(int[] row, int at) {
    int luma = row[at];
    double blue = row[at + 1] - 128;
    double red = row[at + 2] - 128;
    row[at] = 255 - clamped(luma + 1.402 * red);
    row[at + 1] = 255 - clamped(luma - 0.344136 * blue - 0.714136 * red);
    row[at + 2] = 255 - clamped(luma + 1.772 * blue);
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
