package io.sophonevents.recognition;

/**
 * What a JPEG says of itself before its pixels.
 *
 * <p>Immutable.
 *
 * @param components colour components: 1 grey, 3 YCbCr or RGB, 4 CMYK or YCCK; 0 if it does not say
 * @param adobeTransform from Adobe's segment: 0 as stored, 1 YCbCr, 2 YCCK; {@value #NO_ADOBE} if
 *     it has none
 * @param orientation from its Exif part; upright if it has none or a broken one
 * @param scans how often its data goes through the picture, as far as a decoder would follow
 */
record JpegHeader(int components, int adobeTransform, Orientation orientation, int scans) {
  /** It has no segment of Adobe's. */
  static final int NO_ADOBE = -1;

  private static final int PROGRESSIVE = 0xC2;

  static JpegHeader of(byte[] jpeg) {
    int components = 0;
    int adobeTransform = NO_ADOBE;
    Orientation orientation = Orientation.UPRIGHT;
    boolean progressive = false;
    int scans = 0;
    JpegSegments segments = new JpegSegments(jpeg);
    while (segments.next()) {
      int content = segments.to() - segments.from();
      if (segments.marker() == JpegSegments.START_OF_SCAN) {
        scans++;
        boolean all = content > 0 && segments.value(segments.from()) >= components;
        if (all && !progressive) {
          break; // a decoder follows no further, and this data is long
        }
      } else if (segments.isStartOfFrame() && content > 5) {
        components = segments.value(segments.from() + 5);
        progressive = segments.marker() == PROGRESSIVE;
      } else if (segments.marker() == JpegSegments.APP1 && orientation.isUpright()) {
        orientation = Orientation.inExif(jpeg, segments.from(), segments.to());
      } else if (segments.isAdobe()) {
        adobeTransform = segments.value(segments.from() + JpegSegments.ADOBE_BYTES - 1);
      }
    }
    return new JpegHeader(components, adobeTransform, orientation, scans);
  }
}
