package io.sophonevents.recognition.djl;

/**
 * A box that a network looked at, and where the network would have it.
 *
 * <p>Immutable.
 *
 * @param box as looked at, with the network's score; overlap is judged by it
 * @param moved the better box
 */
record Regression(Candidate box, Candidate moved) {
  /**
   * @param deltas from {@code at} on and {@code step} apart, what to add to x1 y1 x2 y2 as shares
   *     of width and height
   */
  static Regression of(Candidate box, float score, float[] deltas, int at, int step) {
    Candidate scored = new Candidate(box.x1(), box.y1(), box.x2(), box.y2(), score);
    Candidate moved =
        new Candidate(
            box.x1() + deltas[at] * box.width(),
            box.y1() + deltas[at + step] * box.height(),
            box.x2() + deltas[at + 2 * step] * box.width(),
            box.y2() + deltas[at + 3 * step] * box.height(),
            score);
    return new Regression(scored, moved);
  }
}
