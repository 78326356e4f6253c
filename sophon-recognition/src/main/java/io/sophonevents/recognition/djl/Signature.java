package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.List;

/**
 * What a stage gives its network and expects back, told by one small input.
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
    boolean same = shape.length == expected.size();
    for (int i = 0; same && i < shape.length; i++) {
      same = expected.get(i) == -1 || expected.get(i) == shape[i];
    }
    return same;
  }
}
