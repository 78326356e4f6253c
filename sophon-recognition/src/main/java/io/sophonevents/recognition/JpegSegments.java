package io.sophonevents.recognition;

/**
 * Goes through a JPEG from segment to segment, without looking into any.
 *
 * <p>Not safe for use by many threads.
 */
final class JpegSegments {
  static final int START_OF_SCAN = 0xDA;
  static final int APP1 = 0xE1;

  /** Content of Adobe's segment: the name, version, two flags, the transform. */
  static final int ADOBE_BYTES = 12;

  private static final int APP14 = 0xEE;
  private static final int END_OF_IMAGE = 0xD9;

  private final byte[] jpeg;
  private int at = 2;
  private int marker;
  private int from;
  private int to;

  /** Stands before the first segment of these bytes, which begin as a JPEG does. */
  JpegSegments(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /**
   * Goes to the next segment; for one that follows a scan, past the scan's data.
   *
   * @return whether there is one: the picture may have ended, been cut short, or hold what is no
   *     segment
   */
  boolean next() {
    if (marker == START_OF_SCAN) {
      at = endOfScan();
    }
    while (at + 1 < jpeg.length && value(at) == 0xFF && value(at + 1) == 0xFF) {
      at++; // a fill byte
    }
    if (at + 1 >= jpeg.length || value(at) != 0xFF) {
      return false;
    }
    marker = value(at + 1);
    if (marker == END_OF_IMAGE || at + 4 > jpeg.length) {
      return false;
    }
    from = at + 4;
    to = at + 2 + Math.max(2, (value(at + 2) << 8) | value(at + 3));
    at = to;
    return to <= jpeg.length;
  }

  /** Whether the segments went on to the end of the picture; known when there is no next one. */
  boolean areWhole() {
    return marker == END_OF_IMAGE;
  }

  /** The second byte of the segment's marker. */
  int marker() {
    return marker;
  }

  /** Whether this segment tells the size of the picture: C0 to CF but the tables DHT, JPG, DAC. */
  boolean isStartOfFrame() {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Where the segment's content begins, after marker and length. */
  int from() {
    return from;
  }

  /** Where the segment's content ends. */
  int to() {
    return to;
  }

  /** Where the data ends that follows this scan's header: at the next marker, or with the bytes. */
  int endOfScan() {
    int end = to;
    while (end + 1 < jpeg.length && !(value(end) == 0xFF && isMarkerOutsideData(end + 1))) {
      end++;
    }
    return end;
  }

  /** FF 00 stands for a value FF, and D0 to D7 only mark where decoding may start again. */
  private boolean isMarkerOutsideData(int second) {
    int value = value(second);
    return value != 0 && (value < 0xD0 || value > 0xD7);
  }

  /** Whether this is the segment in which Adobe tells how colours are stored. */
  boolean isAdobe() {
    return marker == APP14 && to - from >= ADOBE_BYTES && contentStartsWith("Adobe");
  }

  boolean contentStartsWith(String text) {
    if (from + text.length() > to) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (value(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int value(int index) {
    return jpeg[index] & 0xFF;
  }
}
