package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.djl.ModelFile.Role;
import io.sophonevents.recognition.internal.SharedWork;
import java.util.ArrayList;
import java.util.List;

/**
 * MTCNN's first network: judges every cell of 12 x 12 pixels, two pixels apart, of the picture at
 * every size.
 *
 * <p>Input [1, 3, W, H]; outputs [1, 2, w, h], no face and face, and [1, 4, w, h], deltas.
 *
 * <p>Safe for use by many threads.
 */
final class ProposalNetwork implements AutoCloseable {
  static final int CELL = 12;
  private static final int STRIDE = 2;
  private static final float SCORE = 0.6f;

  /** From one size of the picture to the next smaller one: half the area. */
  private static final double PYRAMID_FACTOR = 0.709;

  private static final double OVERLAP_AT_ONE_SIZE = 0.5;
  private static final double OVERLAP = 0.7;

  static final Signature SIGNATURE =
      new Signature(
          Role.MTCNN_PROPOSAL,
          List.of(1, 3, CELL, CELL),
          List.of(List.of(1, 2, 1, 1), List.of(1, 4, 1, 1)));

  private final Network network;

  /** Takes the network as its own to close. */
  ProposalNetwork(Network network) {
    this.network = network;
  }

  /**
   * Squares where a face may be.
   *
   * @param minimumFacePixels the smallest face to look for, at least {@link #CELL}
   */
  List<Candidate> propose(Frame picture, int minimumFacePixels) {
    Pyramid pyramid = new Pyramid(picture);
    List<Regression> proposed =
        SharedWork.ahead(
                scalesOf(picture, minimumFacePixels), scale -> Level.of(picture, pyramid, scale))
            .flatMap(level -> proposeIn(level).stream())
            .toList();
    return Suppression.BY_UNION.keep(proposed, Regression::box, OVERLAP).stream()
        .map(kept -> kept.moved().squared())
        .toList();
  }

  /** From where the smallest face fills a cell to where the picture itself does. */
  private static List<Double> scalesOf(Frame picture, int minimumFacePixels) {
    int shorterSide = Math.min(picture.widthPixels(), picture.heightPixels());
    List<Double> scales = new ArrayList<>();
    double scale = (double) CELL / minimumFacePixels;
    while (shorterSide * scale >= CELL) {
      scales.add(scale);
      scale *= PYRAMID_FACTOR;
    }
    return scales;
  }

  /** The picture, this much as large. */
  private record Level(double scale, Tensor picture) {
    static Level of(Frame picture, Pyramid pyramid, double scale) {
      int width = (int) Math.ceil(picture.widthPixels() * scale);
      int height = (int) Math.ceil(picture.heightPixels() * scale);
      return new Level(scale, pyramid.level(width, height));
    }
  }

  private List<Regression> proposeIn(Level level) {
    double scale = level.scale();
    List<Tensor> outputs = network.run(level.picture());
    float[] scores = outputs.get(0).values();
    float[] deltas = outputs.get(1).values();
    int columns = outputs.get(0).size(2);
    int rows = outputs.get(0).size(3);
    int cells = columns * rows;
    List<Regression> found = new ArrayList<>();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int cell = x * rows + y;
        if (scores[cells + cell] > SCORE) {
          float score = scores[cells + cell];
          found.add(Regression.of(cellAt(x, y, scale, score), score, deltas, cell, cells));
        }
      }
    }
    return Suppression.BY_UNION.keep(found, Regression::box, OVERLAP_AT_ONE_SIZE);
  }

  private static Candidate cellAt(int x, int y, double scale, float score) {
    int left = x * STRIDE;
    int top = y * STRIDE;
    return new Candidate(
        left / scale, top / scale, (left + CELL) / scale, (top + CELL) / scale, score);
  }

  @Override
  public void close() {
    network.close();
  }
}
