package io.sophonevents.recognition;

import java.util.zip.CRC32;

/**
 * A picture that is the same in Python, for values computed there with OpenCV 4.6: {@code (x*37 +
 * y*91 + c*50 + x*y*11) % 256}.
 */
public final class Pattern {
  private Pattern() {}

  public static Frame frame(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[to++] = (byte) (x * 37 + y * 91 + channel * 50 + x * y * 11);
        }
      }
    }
    return Frame.of(width, height, rgb);
  }

  public static int[] unsigned(byte[] values) {
    int[] numbers = new int[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[i] & 0xFF;
    }
    return numbers;
  }

  /** As {@code zlib.crc32(array.tobytes())} gives it. */
  public static long crc(byte[] values) {
    CRC32 crc = new CRC32();
    crc.update(values);
    return crc.getValue();
  }
}
