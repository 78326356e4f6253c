package io.sophonevents.recognition.djl;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a list into what a network gets at once. Eight squares stay in the processor's cache; more
 * at once take longer each, and would leave the other processors idle.
 */
final class Batches {
  private static final int SIZE = 8;

  private Batches() {}

  static <T> List<List<T>> of(List<T> items) {
    return IntStream.iterate(0, from -> from < items.size(), from -> from + SIZE)
        .mapToObj(from -> items.subList(from, Math.min(items.size(), from + SIZE)))
        .toList();
  }
}
