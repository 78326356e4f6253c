package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.Cutter.Cut;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * MTCNN's second network: refuses most squares.
 *
 * <p>Input [N, 3, 24, 24]; outputs [N, 2], no face and face, and [N, 4], deltas.
 *
 * <p>Safe for use by many threads.
 */
final class RefinementNetwork implements AutoCloseable {
  private static final int SIDE = 24;
  private static final float SCORE = 0.7f;
  private static final double OVERLAP = 0.7;

  static final Signature SIGNATURE =
      new Signature(
          Role.MTCNN_REFINEMENT, List.of(1, 3, SIDE, SIDE), List.of(List.of(1, 2), List.of(1, 4)));

  private final Network network;

  /** Takes the network as its own to close. */
  RefinementNetwork(Network network) {
    this.network = network;
  }

  /** Of these squares those with a face, as squares nearer to it. */
  List<Candidate> refine(Cutter cutter, List<Candidate> squares) {
    List<Regression> passed =
        cutter.cuts(squares, SIDE).flatMap(cut -> passing(cut).stream()).toList();
    return Suppression.BY_UNION.keep(passed, Regression::box, OVERLAP).stream()
        .map(kept -> kept.moved().squared())
        .toList();
  }

  private List<Regression> passing(Cut cut) {
    List<Candidate> batch = cut.boxes();
    List<Tensor> outputs = network.run(cut.tensor());
    float[] scores = outputs.get(0).values();
    float[] deltas = outputs.get(1).values();
    List<Regression> passed = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      float score = scores[2 * i + 1];
      if (score > SCORE) {
        passed.add(Regression.of(batch.get(i), score, deltas, 4 * i, 1));
      }
    }
    return passed;
  }

  @Override
  public void close() {
    network.close();
  }
}
