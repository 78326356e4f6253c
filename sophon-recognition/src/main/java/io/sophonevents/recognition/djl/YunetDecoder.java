package io.sophonevents.recognition.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * YuNet as of 2023, with twelve outputs.
 *
 * <p>For each of the strides 8, 16 and 32 [1, n, 1], is it a face; then the same, is there
 * anything; then [1, n, 4], centre x y from the cell's upper left corner and logarithms of width
 * and height; then [1, n, 10], x y of the points from there; all in strides. The score is the
 * geometric mean of the first two, each cut to [0, 1].
 *
 * <p>Immutable. Source: {@code FaceDetectorYN} of OpenCV.
 */
final class YunetDecoder implements OutputDecoder {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int POINTS = 5;

  @Override
  public List<List<Integer>> shapes(int width, int height) {
    List<List<Integer>> shapes = new ArrayList<>();
    for (int values : new int[] {1, 1, 4, 2 * POINTS}) {
      for (int stride : STRIDES) {
        shapes.add(List.of(1, (width / stride) * (height / stride), values));
      }
    }
    return shapes;
  }

  @Override
  public List<FoundFace> decode(List<Tensor> outputs, int width, int height, double minimumScore) {
    List<FoundFace> found = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      int columns = width / STRIDES[level];
      float[] classes = outputs.get(level).values();
      float[] objects = outputs.get(STRIDES.length + level).values();
      float[] boxes = outputs.get(2 * STRIDES.length + level).values();
      float[] points = outputs.get(3 * STRIDES.length + level).values();
      for (int cell = 0; cell < classes.length; cell++) {
        float score = (float) Math.sqrt(share(classes[cell]) * share(objects[cell]));
        if (score > minimumScore) {
          int x = cell % columns;
          int y = cell / columns;
          found.add(
              new FoundFace(
                  box(x, y, STRIDES[level], score, boxes, 4 * cell),
                  points(x, y, STRIDES[level], points, 2 * POINTS * cell)));
        }
      }
    }
    return found;
  }

  private static double share(float value) {
    return Math.min(1, Math.max(0, value));
  }

  private static Candidate box(int x, int y, int stride, float score, float[] shifts, int at) {
    double centreX = (x + (double) shifts[at]) * stride;
    double centreY = (y + (double) shifts[at + 1]) * stride;
    double halfWidth = Math.exp(shifts[at + 2]) * stride / 2;
    double halfHeight = Math.exp(shifts[at + 3]) * stride / 2;
    return new Candidate(
        centreX - halfWidth,
        centreY - halfHeight,
        centreX + halfWidth,
        centreY + halfHeight,
        score);
  }

  private static double[] points(int x, int y, int stride, float[] shifts, int at) {
    double[] points = new double[2 * POINTS];
    for (int i = 0; i < points.length; i++) {
      points[i] = ((i % 2 == 0 ? x : y) + (double) shifts[at + i]) * stride;
    }
    return points;
  }
}
