package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.Cutter.Cut;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * MTCNN's third network: the final boxes, and the points.
 *
 * <p>Input [N, 3, 48, 48]; outputs [N, 2], no face and face; [N, 4], deltas; [N, 10], points as
 * shares of the square, five x and then five y.
 *
 * <p>Safe for use by many threads.
 */
final class OutputNetwork implements AutoCloseable {
  private static final int SIDE = 48;
  private static final int POINTS = 5;
  private static final float SCORE = 0.7f;
  private static final double OVERLAP = 0.7;

  static final Signature SIGNATURE =
      new Signature(
          Role.MTCNN_OUTPUT,
          List.of(1, 3, SIDE, SIDE),
          List.of(List.of(1, 2), List.of(1, 4), List.of(1, 2 * POINTS)));

  private final Network network;

  /** Takes the network as its own to close. */
  OutputNetwork(Network network) {
    this.network = network;
  }

  /** Of these squares those that show a face. */
  List<FoundFace> finish(Cutter cutter, List<Candidate> squares) {
    List<FoundFace> found =
        cutter.cuts(squares, SIDE).flatMap(cut -> facesIn(cut).stream()).toList();
    return Suppression.BY_SMALLER.keep(found, FoundFace::box, OVERLAP);
  }

  private List<FoundFace> facesIn(Cut cut) {
    List<Candidate> batch = cut.boxes();
    List<Tensor> outputs = network.run(cut.tensor());
    float[] scores = outputs.get(0).values();
    float[] deltas = outputs.get(1).values();
    float[] points = outputs.get(2).values();
    List<FoundFace> found = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      float score = scores[2 * i + 1];
      if (score > SCORE) {
        Candidate box = Regression.of(batch.get(i), score, deltas, 4 * i, 1).moved();
        found.add(new FoundFace(box, pointsIn(batch.get(i), points, 2 * POINTS * i)));
      }
    }
    return found;
  }

  private static double[] pointsIn(Candidate square, float[] shares, int at) {
    double[] coordinates = new double[2 * POINTS];
    for (int i = 0; i < POINTS; i++) {
      coordinates[2 * i] = square.x1() + square.width() * shares[at + i];
      coordinates[2 * i + 1] = square.y1() + square.height() * shares[at + POINTS + i];
    }
    return coordinates;
  }

  @Override
  public void close() {
    network.close();
  }
}
