package io.sophonevents.recognition.emit;

import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;

/**
 * From a similarity, the cosine in [-1, 1], to the score on the wire: two straight lines that meet
 * at the knee. A similarity below 0 gets the lowest score.
 *
 * <p>Immutable. Source: docs/protocol.md, section 6.
 *
 * @param lowest the score of similarity 0
 * @param best the score at the knee, which is the firmware's threshold
 * @param highest the score of similarity 1
 * @param knee the similarity that gets {@code best}, in (0, 1): the threshold of the model pack
 */
public record ScoreScale(double lowest, double best, double highest, double knee) {
  private static final double V5_BEST = 82;
  private static final double V5_HIGHEST = 100;

  /** The scale of the SE3: the similarity itself, 0 to 1. */
  public static final ScoreScale SIMILARITY = new ScoreScale(0, 0.5, 1, 0.5);

  /**
   * @throws IllegalArgumentException if the scores do not ascend or the knee is not in (0, 1)
   */
  public ScoreScale {
    if (!(knee > 0 && knee < 1)) {
      throw new IllegalArgumentException(
          "score scale: expected a knee in (0, 1) but it is " + knee);
    }
    if (!(lowest < best && best < highest) || !Double.isFinite(highest - lowest)) {
      throw new IllegalArgumentException(
          "score scale: expected ascending scores but they are "
              + lowest
              + " "
              + best
              + " "
              + highest);
    }
  }

  /**
   * The scale of the V5 firmware, 0 to 100 with 82 at the threshold.
   *
   * @param knee the similarity that gets 82
   */
  public static ScoreScale v5(double knee) {
    return new ScoreScale(0, V5_BEST, V5_HIGHEST, knee);
  }

  /** The score of a similarity. */
  public Score score(double similarity) {
    double inside = Math.max(0, Math.min(1, similarity));
    double score =
        inside < knee
            ? lowest + (best - lowest) * inside / knee
            : best + (highest - best) * (inside - knee) / (1 - knee);
    ScoreRange range =
        highest == 1 ? ScoreRange.ONE : highest == 100 ? ScoreRange.HUNDRED : ScoreRange.UNKNOWN;
    return Score.of(Math.max(lowest, Math.min(highest, score)), range);
  }
}
