package io.sophonevents.recognition.djl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes small ONNX files without weights, field by field as onnx.proto numbers them. */
public final class SmallOnnx {
  private static final int FLOAT = 1;
  private static final int TENSOR = 4;

  private SmallOnnx() {}

  /**
   * A network that applies the operator to its input.
   *
   * @param shape of the input and output, -1 for any size
   */
  public static byte[] of(String operator, int... shape) {
    byte[] node = join(text(1, "in"), text(2, "out"), text(4, operator));
    return model(
        join(field(1, node), field(11, value("in", shape)), field(12, value("out", shape))));
  }

  /** A network that gives the same tensors for every input of this shape. */
  static byte[] constant(int[] inputShape, List<Tensor> outputs) {
    byte[] graph = field(11, value("in", inputShape));
    for (int i = 0; i < outputs.size(); i++) {
      int[] shape = Arrays.stream(outputs.get(i).shape()).mapToInt(Math::toIntExact).toArray();
      byte[] attribute =
          join(text(1, "value"), field(5, tensor(outputs.get(i))), number(20, TENSOR));
      byte[] node = join(text(2, "out" + i), text(4, "Constant"), field(5, attribute));
      graph = join(graph, field(1, node), field(12, value("out" + i, shape)));
    }
    return model(graph);
  }

  private static byte[] tensor(Tensor tensor) {
    ByteBuffer raw =
        ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(tensor.values());
    byte[] dimensions = new byte[0];
    for (long dimension : tensor.shape()) {
      dimensions = join(dimensions, number(1, Math.toIntExact(dimension)));
    }
    return join(dimensions, number(2, FLOAT), field(9, raw.array()));
  }

  private static byte[] model(byte[] graph) {
    byte[] operatorSet = number(2, 13);
    return join(number(1, 7), field(7, join(text(2, "small"), graph)), field(8, operatorSet));
  }

  private static byte[] value(String name, int[] shape) {
    byte[][] dimensions = new byte[shape.length][];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = field(1, shape[i] < 0 ? text(2, "batch") : number(1, shape[i]));
    }
    byte[] tensor = join(number(1, FLOAT), field(2, join(dimensions)));
    return join(text(1, name), field(2, field(1, tensor)));
  }

  private static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] content) {
    return join(varint((number << 3) | 2), varint(content.length), content);
  }

  private static byte[] number(int number, int value) {
    return join(varint(number << 3), varint(value));
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = value;
    for (; rest > 127; rest >>>= 7) {
      out.write((rest & 127) | 128);
    }
    out.write(rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
