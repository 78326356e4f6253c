package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.ModelFile.Colours;
import io.sophonevents.recognition.djl.ModelFile.Input;
import java.util.List;

/**
 * Makes the planes of a network's input of a picture's colours, as the manifest says: which colour
 * first, and (v - mean) / std.
 *
 * <p>Immutable.
 */
final class Pixels {
  /** Of each plane, in the order of the planes, the numbers of the 256 values. */
  private final float[][] numbers;

  /** Of each plane its colour's place in RGB. */
  private final int[] places;

  private Pixels(List<Double> mean, List<Double> std, int[] places) {
    this.places = places;
    this.numbers = new float[3][256];
    for (int plane = 0; plane < 3; plane++) {
      for (int value = 0; value < 256; value++) {
        numbers[plane][value] = (float) ((value - mean.get(plane)) / std.get(plane));
      }
    }
  }

  static Pixels of(Input input) {
    int[] places = input.colours() == Colours.RGB ? new int[] {0, 1, 2} : new int[] {2, 1, 0};
    return new Pixels(input.mean(), input.std(), places);
  }

  /**
   * Writes a picture into the upper left corner of planes that are at least as large.
   *
   * @param rgb the picture, width * height * 3 values
   * @param values the planes, planeWidth * planeHeight numbers each
   */
  void put(byte[] rgb, int width, int height, float[] values, int planeWidth, int planeHeight) {
    for (int plane = 0; plane < 3; plane++) {
      float[] ofValue = numbers[plane];
      int place = places[plane];
      int start = plane * planeWidth * planeHeight;
      for (int y = 0; y < height; y++) {
        int from = y * width * 3 + place;
        int to = start + y * planeWidth;
        for (int x = 0; x < width; x++) {
          values[to + x] = ofValue[rgb[from + x * 3] & 0xFF];
        }
      }
    }
  }

  /** What black is in this plane. */
  float black(int plane) {
    return numbers[plane][0];
  }
}
