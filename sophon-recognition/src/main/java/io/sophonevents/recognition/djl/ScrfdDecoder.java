package io.sophonevents.recognition.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * SCRFD with points ({@code kps}) and two anchors a cell.
 *
 * <p>First the scores of the strides 8, 16 and 32, [n, 1] each, n being cells times 2; then [n, 4],
 * the box's distances left, top, right and bottom; then [n, 10], x y of the points; all in strides
 * from the cell's upper left corner.
 *
 * <p>Immutable. Source: SCRFD's own decoding in InsightFace.
 */
final class ScrfdDecoder implements OutputDecoder {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int ANCHORS_A_CELL = 2;
  private static final int POINTS = 5;

  @Override
  public List<List<Integer>> shapes(int width, int height) {
    List<List<Integer>> shapes = new ArrayList<>();
    for (int values : new int[] {1, 4, 2 * POINTS}) {
      for (int stride : STRIDES) {
        shapes.add(List.of(ANCHORS_A_CELL * (width / stride) * (height / stride), values));
      }
    }
    return shapes;
  }

  @Override
  public List<FoundFace> decode(List<Tensor> outputs, int width, int height, double minimumScore) {
    List<FoundFace> found = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      int stride = STRIDES[level];
      int columns = width / stride;
      float[] scores = outputs.get(level).values();
      float[] distances = outputs.get(STRIDES.length + level).values();
      float[] points = outputs.get(2 * STRIDES.length + level).values();
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] > minimumScore) {
          int cell = i / ANCHORS_A_CELL;
          double x = cell % columns * stride;
          double y = cell / columns * stride;
          Candidate box =
              new Candidate(
                  x - (double) stride * distances[4 * i],
                  y - (double) stride * distances[4 * i + 1],
                  x + (double) stride * distances[4 * i + 2],
                  y + (double) stride * distances[4 * i + 3],
                  scores[i]);
          found.add(new FoundFace(box, points(x, y, stride, points, 2 * POINTS * i)));
        }
      }
    }
    return found;
  }

  private static double[] points(double x, double y, int stride, float[] shifts, int at) {
    double[] points = new double[2 * POINTS];
    for (int i = 0; i < points.length; i++) {
      points[i] = (i % 2 == 0 ? x : y) + (double) stride * shifts[at + i];
    }
    return points;
  }
}
