package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.List;

/**
 * What a stage gives its network and expects back, told by one small input. A 1 in front of a shape
 * does not count: some networks leave it out where there is one picture.
 *
 * <p>Immutable.
 *
 * @param input the shape of that input
 * @param outputs the shapes of the answer, -1 for any size
 */
record Signature(Role role, List<Integer> input, List<List<Integer>> outputs) {
  Signature {
    input = List.copyOf(input);
    outputs = List.copyOf(outputs);
  }

  Tensor trial() {
    long[] shape = input.stream().mapToLong(Integer::longValue).toArray();
    return new Tensor(new float[input.stream().reduce(1, Math::multiplyExact)], shape);
  }

  boolean matches(List<Tensor> answer) {
    boolean same = answer.size() == outputs.size();
    for (int i = 0; same && i < outputs.size(); i++) {
      same = matches(answer.get(i).shape(), outputs.get(i));
    }
    return same;
  }

  private static boolean matches(long[] shape, List<Integer> expected) {
    int ones = onesBefore(shape);
    int expectedOnes = onesBefore(expected.stream().mapToLong(Integer::longValue).toArray());
    int rank = shape.length - ones;
    boolean same = rank == expected.size() - expectedOnes;
    for (int i = 0; same && i < rank; i++) {
      int size = expected.get(expectedOnes + i);
      same = size == -1 || size == shape[ones + i];
    }
    return same;
  }

  private static int onesBefore(long[] shape) {
    int ones = 0;
    while (ones < shape.length && shape[ones] == 1) {
      ones++;
    }
    return ones;
  }
}
