package io.sophonevents.recognition.evaluation;

import io.sophonevents.event.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
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
 * @param fixedRight of all pairs, those judged right at it
 * @param roc what other thresholds would accept
 * @param pairs how many were judged
 * @param failedPairs how many of them have a picture without a face
 */
public record Verification(
    List<Fold> folds,
    double fixedThreshold,
    Proportion fixedRight,
    Roc roc,
    int pairs,
    int failedPairs) {
  private static final int LOWEST = -200;
  private static final int HIGHEST = 900;

  /**
   * One part of the set. Immutable.
   *
   * @param number as the pairs have it
   * @param threshold the one that is best on the other folds
   * @param right of its pairs, those judged right at the threshold
   */
  public record Fold(int number, double threshold, Proportion right) {
    /** The share judged right, in [0, 1]. */
    public double accuracy() {
      return right.value();
    }
  }

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
        judge.right(fixedThreshold, judge.where(pair -> true)),
        Roc.of(judge.similarities(true), judge.similarities(false)),
        pairs.size(),
        (int) Arrays.stream(similarity).filter(Double::isNaN).count());
  }

  /** The share of all pairs judged right at the fixed threshold, in [0, 1]. */
  public double fixedAccuracy() {
    return fixedRight.value();
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
      double threshold = best(where(pair -> alone || pair.fold() != number));
      return new Fold(number, threshold, right(threshold, where(pair -> pair.fold() == number)));
    }

    /** The numbers of these pairs. */
    int[] where(Predicate<VerificationPair> wanted) {
      return IntStream.range(0, similarity.length).filter(i -> wanted.test(pairs.get(i))).toArray();
    }

    double[] similarities(boolean same) {
      return Arrays.stream(where(pair -> pair.same() == same))
          .mapToDouble(i -> similarity[i])
          .toArray();
    }

    private double best(int[] chosen) {
      double best = LOWEST / 1000.0;
      int most = -1;
      for (int step = LOWEST; step < HIGHEST; step++) {
        int right = right(step / 1000.0, chosen).count();
        if (right > most) {
          best = step / 1000.0;
          most = right;
        }
      }
      return best;
    }

    Proportion right(double threshold, int[] chosen) {
      int right = 0;
      for (int i : chosen) {
        boolean known = !Double.isNaN(similarity[i]);
        if (known && (similarity[i] >= threshold) == pairs.get(i).same()) {
          right++;
        }
      }
      return new Proportion(right, chosen.length);
    }
  }
}
