package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as Exif tag 0x0112 tells it: which edges of the stored picture are its top
 * and left.
 *
 * <p>Immutable.
 *
 * @param code 1 to 8
 */
record Orientation(int code) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final String EXIF = "Exif\0\0";
  static final int TAG = 0x0112;

  /** The orientation in jpeg[from, to), an APP1 segment; upright if it holds none. */
  static Orientation inExif(byte[] jpeg, int from, int to) {
    return isExif(jpeg, from, to) ? inTiff(jpeg, from, to) : UPRIGHT;
  }

  private static boolean isExif(byte[] picture, int from, int to) {
    return from + EXIF.length() <= to
        && new String(picture, from, EXIF.length(), ISO_8859_1).equals(EXIF);
  }

  /**
   * The orientation in picture[from, to), Exif's directories as PNG and WebP hold them; some write
   * the name before them that JPEG needs. Upright if they hold none.
   */
  static Orientation inTiff(byte[] picture, int from, int to) {
    int tiff = isExif(picture, from, to) ? from + EXIF.length() : from;
    if (tiff + 8 > to) {
      return UPRIGHT;
    }
    ByteBuffer exif = ByteBuffer.wrap(picture, tiff, to - tiff).slice();
    exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = exif.getInt(4) & 0xFFFF_FFFFL;
    if (directory + 2 > exif.limit()) {
      return UPRIGHT;
    }
    int entries = exif.getShort((int) directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + i * 12L;
      if (entry + 12 > exif.limit()) {
        return UPRIGHT;
      }
      if ((exif.getShort((int) entry) & 0xFFFF) == TAG) {
        int code = exif.getShort((int) entry + 8);
        return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  boolean isUpright() {
    return code == 1;
  }

  /** The stored picture turned upright; without a JPEG, as the stored one shows it otherwise. */
  Frame upright(String name, int width, int height, byte[] stored) {
    boolean turned = code >= 5;
    boolean fromRight = code == 2 || code == 3 || code == 7 || code == 8;
    boolean fromBottom = code == 3 || code == 4 || code == 6 || code == 7;
    int uprightWidth = turned ? height : width;
    int uprightHeight = turned ? width : height;
    byte[] rgb = new byte[stored.length];
    int to = 0;
    for (int y = 0; y < uprightHeight; y++) {
      for (int x = 0; x < uprightWidth; x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        int from =
            ((fromBottom ? height - 1 - row : row) * width
                    + (fromRight ? width - 1 - column : column))
                * 3;
        rgb[to++] = stored[from];
        rgb[to++] = stored[from + 1];
        rgb[to++] = stored[from + 2];
      }
    }
    return new Frame(name, uprightWidth, uprightHeight, rgb, null);
  }
}
