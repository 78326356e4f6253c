package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.internal.SharedWork;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts squares out of a picture and stretches them to a network's size, black where they reach
 * beyond the picture. Bilinear, value for value as OpenCV's {@code resize} computes it: weights in
 * 1/2048, half-pixel centres, edges repeated.
 *
 * <p>Immutable.
 */
final class Cutter {
  private static final int WEIGHT_BITS = 11;
  private static final int ONE = 1 << WEIGHT_BITS;

  private final byte[] rgb;
  private final int width;
  private final int height;

  Cutter(Frame frame) {
    this.rgb = frame.toRgb();
    this.width = frame.widthPixels();
    this.height = frame.heightPixels();
  }

  /** Some boxes and their tensor. */
  record Cut(List<Candidate> boxes, Tensor tensor) {}

  /** The boxes as {@link #cut} has them, in as many tensors as {@link Batches} says. */
  Stream<Cut> cuts(List<Candidate> boxes, int side) {
    return SharedWork.ahead(Batches.of(boxes), batch -> new Cut(batch, cut(batch, side)));
  }

  /** The boxes, rounded to whole pixels, as a tensor [N, 3, side, side] with x before y. */
  Tensor cut(List<Candidate> boxes, int side) {
    float[] values = new float[boxes.size() * 3 * side * side];
    for (int i = 0; i < boxes.size(); i++) {
      Place place = Place.transposed(values, i * 3 * side * side, side);
      cut(boxes.get(i), side, place);
    }
    return new Tensor(values, boxes.size(), 3, side, side);
  }

  /**
   * The box, rounded to whole pixels, as a tensor [1, 3, side, side] with y before x, the values as
   * they are, 0 to 255.
   */
  Tensor cutUpright(Candidate box, int side) {
    float[] values = new float[3 * side * side];
    cut(box, side, Place.upright(values, side));
    return new Tensor(values, 1, 3, side, side);
  }

  private void cut(Candidate box, int side, Place to) {
    int x1 = (int) Math.rint(box.x1());
    int y1 = (int) Math.rint(box.y1());
    int x2 = (int) Math.rint(box.x2());
    int y2 = (int) Math.rint(box.y2());
    if (x1 >= 0 && y1 >= 0 && x2 <= width && y2 <= height && x1 < x2 && y1 < y2) {
      int start = (y1 * width + x1) * 3;
      stretch(rgb, start, width * 3, x2 - x1, y2 - y1, side, to);
    } else {
      int cutWidth = Math.max(1, x2 - x1);
      int cutHeight = Math.max(1, y2 - y1);
      byte[] cut = new byte[cutWidth * cutHeight * 3];
      copyInto(cut, x1, y1, x2, y2);
      stretch(cut, 0, cutWidth * 3, cutWidth, cutHeight, side, to);
    }
  }

  /** What of the box lies in the picture; the rest stays black. */
  private void copyInto(byte[] cut, int x1, int y1, int x2, int y2) {
    int left = Math.max(0, x1);
    int right = Math.min(width, x2);
    if (right > left) {
      for (int y = Math.max(0, y1); y < Math.min(height, y2); y++) {
        int to = ((y - y1) * (x2 - x1) + left - x1) * 3;
        System.arraycopy(rgb, (y * width + left) * 3, cut, to, (right - left) * 3);
      }
    }
  }

  private static void stretch(
      byte[] from, int start, int stride, int fromWidth, int fromHeight, int side, Place to) {
    if (fromWidth == 2 * side && fromHeight == 2 * side) {
      halve(from, start, stride, side, to);
      return;
    }
    Taps across = Taps.of(fromWidth, side);
    Taps down = Taps.of(fromHeight, side);
    int[] rowAbove = new int[side * 3];
    int[] rowBelow = new int[side * 3];
    int lowest = -1;
    for (int y = 0; y < side; y++) {
      if (down.first[y] == lowest) { // of a box that is not much larger this holds mostly
        int[] free = rowAbove;
        rowAbove = rowBelow;
        rowBelow = free;
      } else {
        stretchRow(from, start + down.first[y] * stride, across, rowAbove);
      }
      lowest = down.second[y];
      stretchRow(from, start + lowest * stride, across, rowBelow);
      int upper = ONE - down.weight[y];
      int lower = down.weight[y];
      int at = to.start + y * to.stepY;
      for (int x = 0; x < side * 3; x += 3) {
        for (int i = 0; i < 3; i++) {
          int above = (upper * (rowAbove[x + i] >> 4)) >> 16;
          int below = (lower * (rowBelow[x + i] >> 4)) >> 16;
          to.values[at + i * to.plane] = to.numbers[(above + below + 2) >> 2];
        }
        at += to.stepX;
      }
    }
  }

  private static void stretchRow(byte[] from, int start, Taps across, int[] row) {
    int to = 0;
    for (int x = 0; x < across.first.length; x++) {
      int first = start + across.first[x] * 3;
      int second = start + across.second[x] * 3;
      int right = across.weight[x];
      int left = ONE - right;
      for (int channel = 0; channel < 3; channel++) {
        row[to++] = left * (from[first + channel] & 0xFF) + right * (from[second + channel] & 0xFF);
      }
    }
  }

  /** Twice the size is a case of its own in OpenCV: the mean of four, rounded half up. */
  private static void halve(byte[] from, int start, int stride, int side, Place to) {
    for (int y = 0; y < side; y++) {
      int above = start + 2 * y * stride;
      int below = above + stride;
      int at = to.start + y * to.stepY;
      for (int x = 0; x < side * 6; x += 6) {
        for (int i = 0; i < 3; i++) {
          int sum =
              (from[above + x + i] & 0xFF)
                  + (from[above + x + i + 3] & 0xFF)
                  + (from[below + x + i] & 0xFF)
                  + (from[below + x + i + 3] & 0xFF);
          to.values[at + i * to.plane] = to.numbers[(sum + 2) >> 2];
        }
        at += to.stepX;
      }
    }
  }

  /** Where a cut goes in a tensor, and which number each of the 256 values of a pixel becomes. */
  private static final class Place {
    private static final float[] SCALED = new float[256];
    private static final float[] RAW = new float[256];

    static {
      for (int value = 0; value < 256; value++) {
        SCALED[value] = Scaling.of(value);
        RAW[value] = value;
      }
    }

    private final float[] values;
    private final int start;
    private final int stepX;
    private final int stepY;

    /** From a colour to the next one. */
    private final int plane;

    private final float[] numbers;

    private Place(float[] values, int start, int stepX, int stepY, int plane, float[] numbers) {
      this.values = values;
      this.start = start;
      this.stepX = stepX;
      this.stepY = stepY;
      this.plane = plane;
      this.numbers = numbers;
    }

    static Place transposed(float[] values, int start, int side) {
      return new Place(values, start, side, 1, side * side, SCALED);
    }

    static Place upright(float[] values, int side) {
      return new Place(values, 0, 1, side, side * side, RAW);
    }
  }

  /**
   * Along one side, the two old pixels that a new one lies between, and the second one's weight.
   */
  private static final class Taps {
    private final int[] first;
    private final int[] second;
    private final int[] weight;

    private Taps(int size) {
      first = new int[size];
      second = new int[size];
      weight = new int[size];
    }

    static Taps of(int fromSize, int size) {
      Taps taps = new Taps(size);
      double scale = (double) fromSize / size;
      for (int i = 0; i < size; i++) {
        float place = (float) ((i + 0.5) * scale - 0.5);
        int pixel = (int) Math.floor(place);
        taps.first[i] = Math.min(Math.max(pixel, 0), fromSize - 1);
        taps.second[i] = Math.min(Math.max(pixel + 1, 0), fromSize - 1);
        taps.weight[i] = (int) Math.rint((place - pixel) * ONE);
      }
      return taps;
    }
  }
}
