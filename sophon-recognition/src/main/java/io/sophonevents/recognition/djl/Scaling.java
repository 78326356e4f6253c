package io.sophonevents.recognition.djl;

/** How the networks of MTCNN take a pixel: (v - 127.5) / 128, which no rounding spoils. */
final class Scaling {
  private Scaling() {}

  static float of(byte value) {
    return of(value & 0xFF);
  }

  /**
   * @param value 0 to 255
   */
  static float of(int value) {
    return (value - 127.5f) / 128f;
  }
}
