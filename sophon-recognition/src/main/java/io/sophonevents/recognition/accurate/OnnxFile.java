package io.sophonevents.recognition.accurate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An ONNX file, changed at three places: what it gives, how many pictures it takes at once, and
 * weights that are next to nothing. All else stays byte for byte.
 *
 * <p>Not safe for use by many threads. Source: onnx.proto, for the numbers of the fields.
 */
final class OnnxFile {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_TYPE_OF_NUMBERS = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_TYPE_ELEMENT = 1;
  private static final int TENSOR_TYPE_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;
  private static final int DIMENSION_NAME = 2;
  private static final int FLOAT = 1;
  private static final String BATCH = "batch";

  /**
   * A sum near 1, or near a millionth, is the same float with such a weight or without; but their
   * products are numbers that many processors take a hundred times as long for.
   */
  private static final float NEXT_TO_NOTHING = 1e-15f;

  private final ProtobufMessage model;

  private OnnxFile(ProtobufMessage model) {
    this.model = model;
  }

  /**
   * @throws IOException if the bytes are no message with a graph
   */
  static OnnxFile read(byte[] bytes) throws IOException {
    ProtobufMessage model = ProtobufMessage.read(bytes);
    if (model.contents(MODEL_GRAPH).size() != 1) {
      throw new IOException("expected an ONNX file with one graph");
    }
    return new OnnxFile(model);
  }

  byte[] toBytes() {
    return model.toBytes();
  }

  /** Gives out what is calculated on the way, float32 [batch, sizes...]; to be called last. */
  void addOutput(String name, int... sizes) {
    ProtobufMessage shape = new ProtobufMessage();
    shape.add(SHAPE_DIMENSION, new ProtobufMessage().add(DIMENSION_NAME, BATCH).toBytes());
    for (int size : sizes) {
      shape.add(SHAPE_DIMENSION, new ProtobufMessage().add(DIMENSION_VALUE, size).toBytes());
    }
    ProtobufMessage tensor =
        new ProtobufMessage()
            .add(TENSOR_TYPE_ELEMENT, FLOAT)
            .add(TENSOR_TYPE_SHAPE, shape.toBytes());
    ProtobufMessage type = new ProtobufMessage().add(TYPE_TENSOR, tensor.toBytes());
    ProtobufMessage value =
        new ProtobufMessage().add(VALUE_NAME, name).add(VALUE_TYPE, type.toBytes());
    edit(model, MODEL_GRAPH, graph -> graph.add(GRAPH_OUTPUT, value.toBytes()));
  }

  /**
   * Takes any number of pictures: a leading 1 in the shapes of inputs and outputs becomes any size,
   * and in the constant shapes of Reshape 0, which ONNX reads as the size that is there.
   */
  void makeBatchDynamic() {
    edit(
        model,
        MODEL_GRAPH,
        graph -> {
          edit(graph, GRAPH_INPUT, OnnxFile::freeFirstDimension);
          edit(graph, GRAPH_OUTPUT, OnnxFile::freeFirstDimension);
          Set<String> shapes = shapesOfReshapes(graph);
          edit(
              graph,
              GRAPH_INITIALIZER,
              tensor -> {
                if (shapes.containsAll(tensor.texts(TENSOR_NAME))) {
                  tensor.edit(TENSOR_RAW, OnnxFile::freeFirstNumber);
                }
              });
        });
  }

  /** Weights of less than 1e-15 become 0. */
  void dropTinyWeights() {
    edit(
        model,
        MODEL_GRAPH,
        graph ->
            edit(
                graph,
                GRAPH_INITIALIZER,
                tensor -> {
                  if (tensor.number(TENSOR_TYPE_OF_NUMBERS) == FLOAT) {
                    tensor.edit(TENSOR_RAW, OnnxFile::withoutTiny);
                  }
                }));
  }

  private static byte[] withoutTiny(byte[] raw) {
    ByteBuffer numbers = ByteBuffer.wrap(raw.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Float.BYTES <= raw.length; at += Float.BYTES) {
      if (Math.abs(numbers.getFloat(at)) < NEXT_TO_NOTHING) {
        numbers.putFloat(at, 0);
      }
    }
    return numbers.array();
  }

  private static void freeFirstDimension(ProtobufMessage value) throws IOException {
    edit(
        value,
        VALUE_TYPE,
        type ->
            edit(
                type,
                TYPE_TENSOR,
                tensor -> tensor.edit(TENSOR_TYPE_SHAPE, shape -> unchecked(() -> freed(shape)))));
  }

  private static byte[] freed(byte[] shape) throws IOException {
    List<byte[]> dimensions = ProtobufMessage.read(shape).contents(SHAPE_DIMENSION);
    ProtobufMessage freed = new ProtobufMessage();
    for (int i = 0; i < dimensions.size(); i++) {
      boolean one = i == 0 && ProtobufMessage.read(dimensions.get(i)).number(DIMENSION_VALUE) == 1;
      freed.add(
          SHAPE_DIMENSION,
          one ? new ProtobufMessage().add(DIMENSION_NAME, BATCH).toBytes() : dimensions.get(i));
    }
    return freed.toBytes();
  }

  private static Set<String> shapesOfReshapes(ProtobufMessage graph) throws IOException {
    Set<String> names = new HashSet<>();
    for (byte[] bytes : graph.contents(GRAPH_NODE)) {
      ProtobufMessage node = ProtobufMessage.read(bytes);
      if (node.texts(NODE_OPERATOR).equals(List.of("Reshape"))) {
        names.add(node.texts(NODE_INPUT).get(1));
      }
    }
    return names;
  }

  private static byte[] freeFirstNumber(byte[] raw) {
    ByteBuffer numbers = ByteBuffer.wrap(raw.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (raw.length >= Long.BYTES && numbers.getLong(0) == 1) {
      numbers.putLong(0, 0);
    }
    return numbers.array();
  }

  private static void edit(ProtobufMessage message, int number, Edit edit) {
    message.edit(
        number,
        bytes ->
            unchecked(
                () -> {
                  ProtobufMessage inner = ProtobufMessage.read(bytes);
                  edit.apply(inner);
                  return inner.toBytes();
                }));
  }

  private static byte[] unchecked(Reading reading) {
    try {
      return reading.get();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @FunctionalInterface
  private interface Edit {
    void apply(ProtobufMessage message) throws IOException;
  }

  @FunctionalInterface
  private interface Reading {
    byte[] get() throws IOException;
  }
}
