package io.sophonevents.recognition.djl;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a list into what a network gets at once: pieces of at most 32, as more no longer stay in the
 * processor's cache and take longer each.
 */
final class Batches {
  private static final int MOST = 32;

  private Batches() {}

  /** Pieces that differ by one item at most. */
  static <T> List<List<T>> of(List<T> items) {
    int size = items.size();
    int pieces = (size + MOST - 1) / MOST;
    return IntStream.range(0, pieces)
        .mapToObj(i -> items.subList(size * i / pieces, size * (i + 1) / pieces))
        .toList();
  }
}
