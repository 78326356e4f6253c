package io.sophonevents.recognition.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * RetinaFace with two square anchors a cell, as in InsightFace's mnet0.25.
 *
 * <p>For each of the strides 32, 16 and 8: [1, 4, h, w], of the anchors no face, no face, face,
 * face; [1, 8, h, w], dx dy dw dh of each anchor; [1, 20, h, w], x y of each anchor's five points.
 * The anchor's centre is (stride * cell + 7.5), its sides 512 and 256, 128 and 64, 32 and 16.
 *
 * <p>Immutable. Source: docs/models.md.
 */
final class RetinaFaceDecoder implements OutputDecoder {
  private static final int[] STRIDES = {32, 16, 8};
  private static final int[][] ANCHORS = {{512, 256}, {128, 64}, {32, 16}};
  private static final int ANCHORS_A_CELL = 2;
  private static final double CENTRE = 7.5;
  private static final int POINTS = 5;

  private final double pointScale;

  /**
   * @param pointScale what the points' deltas count, in sides of the anchor
   */
  RetinaFaceDecoder(double pointScale) {
    this.pointScale = pointScale;
  }

  @Override
  public List<List<Integer>> shapes(int width, int height) {
    List<List<Integer>> shapes = new ArrayList<>();
    for (int stride : STRIDES) {
      for (int values : new int[] {1, 4, 2 * POINTS}) {
        int channels = ANCHORS_A_CELL * (values == 1 ? 2 : values);
        shapes.add(List.of(1, channels, height / stride, width / stride));
      }
    }
    return shapes;
  }

  @Override
  public List<FoundFace> decode(List<Tensor> outputs, int width, int height, double minimumScore) {
    List<FoundFace> found = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      int columns = width / STRIDES[level];
      int cells = columns * (height / STRIDES[level]);
      float[] scores = outputs.get(3 * level).values();
      for (int anchor = 0; anchor < ANCHORS_A_CELL; anchor++) {
        for (int cell = 0; cell < cells; cell++) {
          float score = scores[(ANCHORS_A_CELL + anchor) * cells + cell];
          if (score > minimumScore) {
            double x = cell % columns * STRIDES[level] + CENTRE;
            double y = cell / columns * STRIDES[level] + CENTRE;
            double side = ANCHORS[level][anchor];
            float[] deltas = outputs.get(3 * level + 1).values();
            float[] points = outputs.get(3 * level + 2).values();
            found.add(
                new FoundFace(
                    box(x, y, side, score, deltas, 4 * anchor * cells + cell, cells),
                    points(x, y, side, points, 2 * POINTS * anchor * cells + cell, cells)));
          }
        }
      }
    }
    return found;
  }

  private static Candidate box(
      double x, double y, double side, float score, float[] deltas, int at, int step) {
    double centreX = x + side * deltas[at];
    double centreY = y + side * deltas[at + step];
    double halfWidth = side * Math.exp(deltas[at + 2 * step]) / 2;
    double halfHeight = side * Math.exp(deltas[at + 3 * step]) / 2;
    return new Candidate(
        centreX - halfWidth,
        centreY - halfHeight,
        centreX + halfWidth,
        centreY + halfHeight,
        score);
  }

  private double[] points(double x, double y, double side, float[] deltas, int at, int step) {
    double[] points = new double[2 * POINTS];
    for (int i = 0; i < points.length; i++) {
      points[i] = (i % 2 == 0 ? x : y) + side * pointScale * deltas[at + i * step];
    }
    return points;
  }
}
