package io.sophonevents.recognition;

/**
 * What a JPEG says of itself before its pixels.
 *
 * <p>Immutable.
 *
 * @param components colour components: 1 grey, 3 YCbCr or RGB, 4 CMYK; 0 if it does not say
 * @param orientation from its Exif part; upright if it has none or a broken one
 */
record JpegHeader(int components, Orientation orientation) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP1 = 0xE1;

  static JpegHeader of(byte[] jpeg) {
    int components = 0;
    Orientation orientation = Orientation.UPRIGHT;
    int at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xFF) { // fill byte
        at++;
        continue;
      }
      if (marker == START_OF_SCAN) {
        break;
      }
      int length = ((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF);
      if (isStartOfFrame(marker) && at + 9 < jpeg.length) {
        components = jpeg[at + 9] & 0xFF;
      } else if (marker == APP1 && orientation.isUpright()) {
        orientation = Orientation.inExif(jpeg, at + 4, Math.min(jpeg.length, at + 2 + length));
      }
      at += 2 + length;
    }
    return new JpegHeader(components, orientation);
  }

  /** C0 to CF without the tables DHT, JPG and DAC. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
