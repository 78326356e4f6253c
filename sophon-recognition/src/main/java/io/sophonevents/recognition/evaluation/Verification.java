package io.sophonevents.recognition.evaluation;

import io.sophonevents.event.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How well an embedding tells whether two pictures show the same person, as LFW is judged: each
 * fold with the threshold that is best on the others, in steps of 0.001. A pair with a picture in
 * which no face was found counts as wrong.
 *
 * <p>Immutable.
 *
 * @param folds each with its threshold and accuracy
 * @param fixedThreshold the threshold that a pack would use
 * @param fixedAccuracy the share judged right at it, in [0, 1]
 * @param pairs how many were judged
 * @param failedPairs how many of them have a picture without a face
 */
public record Verification(
    List<Fold> folds, double fixedThreshold, double fixedAccuracy, int pairs, int failedPairs) {
  private static final int LOWEST = -200;
  private static final int HIGHEST = 900;

  /** One part of the set. Immutable. */
  public record Fold(int number, double threshold, double accuracy) {}

  public Verification {
    folds = List.copyOf(folds);
  }

  /**
   * Judges the pairs.
   *
   * @param pairs at least one
   * @param embeddings by file name; a picture without a face has none
   * @param fixedThreshold also judge with this one
   */
  public static Verification of(
      List<VerificationPair> pairs, Map<String, Embedding> embeddings, double fixedThreshold) {
    double[] similarity = new double[pairs.size()];
    for (int i = 0; i < similarity.length; i++) {
      Embedding first = embeddings.get(pairs.get(i).image1());
      Embedding second = embeddings.get(pairs.get(i).image2());
      similarity[i] = first == null || second == null ? Double.NaN : first.similarity(second);
    }
    Judge judge = new Judge(pairs, similarity);
    List<Fold> folds =
        new TreeSet<>(pairs.stream().map(VerificationPair::fold).toList())
            .stream().map(judge::fold).toList();
    return new Verification(
        folds,
        fixedThreshold,
        judge.accuracy(fixedThreshold, i -> true),
        pairs.size(),
        (int) Arrays.stream(similarity).filter(Double::isNaN).count());
  }

  /** The mean over the folds, in [0, 1]. */
  public double accuracy() {
    return folds.stream().mapToDouble(Fold::accuracy).average().orElse(Double.NaN);
  }

  /** The mean of the folds' thresholds. */
  public double threshold() {
    return folds.stream().mapToDouble(Fold::threshold).average().orElse(Double.NaN);
  }

  private record Judge(
      List<VerificationPair> pairs, @SuppressWarnings("ArrayRecordComponent") double[] similarity) {
    Fold fold(int number) {
      boolean alone = pairs.stream().allMatch(pair -> pair.fold() == number);
      // with one fold there are no others to choose the threshold on
      double threshold = best(i -> alone || pairs.get(i).fold() != number);
      return new Fold(number, threshold, accuracy(threshold, i -> pairs.get(i).fold() == number));
    }

    private double best(IntPredicate where) {
      double best = LOWEST / 1000.0;
      double bestAccuracy = -1;
      for (int step = LOWEST; step < HIGHEST; step++) {
        double accuracy = accuracy(step / 1000.0, where);
        if (accuracy > bestAccuracy) {
          best = step / 1000.0;
          bestAccuracy = accuracy;
        }
      }
      return best;
    }

    double accuracy(double threshold, IntPredicate where) {
      int[] chosen = IntStream.range(0, similarity.length).filter(where).toArray();
      long right =
          Arrays.stream(chosen)
              .filter(i -> !Double.isNaN(similarity[i]))
              .filter(i -> (similarity[i] >= threshold) == pairs.get(i).same())
              .count();
      return (double) right / chosen.length;
    }
  }
}
