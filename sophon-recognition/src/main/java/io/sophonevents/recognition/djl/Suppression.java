package io.sophonevents.recognition.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Non-maximum suppression: of boxes that overlap much, the one with the highest score stays.
 *
 * <p>Immutable.
 */
enum Suppression {
  /** Overlap is the intersection's share of the union. */
  BY_UNION {
    @Override
    double whole(Candidate kept, Candidate other, double both) {
      return kept.area() + other.area() - both;
    }
  },
  /** Overlap is the intersection's share of the smaller box. */
  BY_SMALLER {
    @Override
    double whole(Candidate kept, Candidate other, double both) {
      return Math.min(kept.area(), other.area());
    }
  };

  abstract double whole(Candidate kept, Candidate other, double both);

  /**
   * The items that stay, highest score first; of equal scores the later first, as the reference in
   * Python sorts.
   *
   * @param boxOf the box to judge an item by
   * @param limit the overlap beyond which the lower score goes
   */
  <T> List<T> keep(List<T> items, Function<T, Candidate> boxOf, double limit) {
    List<Candidate> boxes = items.stream().map(boxOf).toList();
    int[] order =
        IntStream.range(0, boxes.size())
            .boxed()
            .sorted(
                (a, b) -> {
                  int byScore = Float.compare(boxes.get(b).score(), boxes.get(a).score());
                  return byScore != 0 ? byScore : Integer.compare(b, a);
                })
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] gone = new boolean[order.length];
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      if (!gone[i]) {
        kept.add(items.get(order[i]));
        Candidate best = boxes.get(order[i]);
        for (int j = i + 1; j < order.length; j++) {
          gone[j] |= !(overlap(best, boxes.get(order[j])) <= limit);
        }
      }
    }
    return kept;
  }

  private double overlap(Candidate kept, Candidate other) {
    double width = Math.min(kept.x2(), other.x2()) - Math.max(kept.x1(), other.x1());
    double height = Math.min(kept.y2(), other.y2()) - Math.max(kept.y1(), other.y1());
    double both = Math.max(0, width) * Math.max(0, height);
    return both / whole(kept, other, both);
  }
}
