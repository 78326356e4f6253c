package io.sophonevents.recognition.djl;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a list into what a network gets at once: pieces of at most 64, which take as long each as
 * more would, need less memory, and let the next piece be prepared meanwhile.
 */
final class Batches {
  private static final int MOST = 64;

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
