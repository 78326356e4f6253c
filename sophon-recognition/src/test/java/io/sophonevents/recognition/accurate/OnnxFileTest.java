package io.sophonevents.recognition.accurate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.recognition.djl.SmallOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  @Test
  void whatIsNotEditedIsWrittenAsItWasRead() throws IOException {
    byte[] onnx = SmallOnnx.of("Neg", 1, 3, 112, 112);

    assertThat(OnnxFile.read(onnx).toBytes()).isEqualTo(onnx);
  }

  @Test
  void aLeadingOneOfInputAndOutputBecomesAnySize() throws IOException {
    OnnxFile onnx = OnnxFile.read(SmallOnnx.of("Neg", 1, 3, 1));

    onnx.makeBatchDynamic();

    assertThat(onnx.toBytes()).isEqualTo(SmallOnnx.of("Neg", -1, 3, 1));
  }

  @Test
  void aLeadingTwoStays() throws IOException {
    OnnxFile onnx = OnnxFile.read(SmallOnnx.of("Neg", 2, 1));

    onnx.makeBatchDynamic();

    assertThat(onnx.toBytes()).isEqualTo(SmallOnnx.of("Neg", 2, 1));
  }

  /** 0 is ONNX's word for the size that is there; -1 may stand only once in a shape. */
  @Test
  void aLeadingOneInTheShapeOfAReshapeBecomesZeroAndOtherNumbersStay() throws IOException {
    ProtobufMessage reshape =
        new ProtobufMessage().add(1, "x").add(1, "shape").add(2, "y").add(4, "Reshape");
    ProtobufMessage graph =
        new ProtobufMessage()
            .add(1, reshape.toBytes())
            .add(5, numbers("shape", 1, -1).toBytes())
            .add(5, numbers("other", 1, -1).toBytes());
    OnnxFile onnx = OnnxFile.read(new ProtobufMessage().add(7, graph.toBytes()).toBytes());

    onnx.makeBatchDynamic();

    ProtobufMessage edited =
        ProtobufMessage.read(ProtobufMessage.read(onnx.toBytes()).contents(7).get(0));
    assertThat(edited.contents(5).get(0)).isEqualTo(numbers("shape", 0, -1).toBytes());
    assertThat(edited.contents(5).get(1)).isEqualTo(numbers("other", 1, -1).toBytes());
  }

  @Test
  void weightsThatAreNextToNothingBecomeZeroAndOtherNumbersStay() throws IOException {
    float limit = 1e-15f;
    byte[] counts = numbers("counts", 1, 2).toBytes();
    ProtobufMessage graph =
        new ProtobufMessage()
            .add(5, weights(0.5f, -limit, limit, Math.nextDown(limit), -1e-16f, 1e-40f, -3))
            .add(5, counts);
    OnnxFile onnx = OnnxFile.read(new ProtobufMessage().add(7, graph.toBytes()).toBytes());

    onnx.dropTinyWeights();

    ProtobufMessage edited =
        ProtobufMessage.read(ProtobufMessage.read(onnx.toBytes()).contents(7).get(0));
    assertThat(edited.contents(5))
        .containsExactly(weights(0.5f, -limit, limit, 0, 0, 0, -3), counts);
  }

  private static byte[] weights(float... weights) {
    ByteBuffer raw = ByteBuffer.allocate(weights.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(weights);
    return new ProtobufMessage()
        .add(1, weights.length)
        .add(2, 1)
        .add(8, "weights")
        .add(9, raw.array())
        .toBytes();
  }

  @Test
  void anOutputIsAddedBehindTheOthers() throws IOException {
    OnnxFile onnx = OnnxFile.read(SmallOnnx.of("Neg", 1, 3));

    onnx.addOutput("395", 64, 28);

    ProtobufMessage graph =
        ProtobufMessage.read(ProtobufMessage.read(onnx.toBytes()).contents(7).get(0));
    List<byte[]> outputs = graph.contents(12);
    assertThat(outputs).hasSize(2);
    ProtobufMessage added = ProtobufMessage.read(outputs.get(1));
    assertThat(added.texts(1)).containsExactly("395");
    ProtobufMessage tensor =
        ProtobufMessage.read(ProtobufMessage.read(added.contents(2).get(0)).contents(1).get(0));
    assertThat(tensor.number(1)).isEqualTo(1);
    List<byte[]> dimensions = ProtobufMessage.read(tensor.contents(2).get(0)).contents(1);
    assertThat(ProtobufMessage.read(dimensions.get(0)).texts(2)).containsExactly("batch");
    assertThat(ProtobufMessage.read(dimensions.get(1)).number(1)).isEqualTo(64);
    assertThat(ProtobufMessage.read(dimensions.get(2)).number(1)).isEqualTo(28);
  }

  @Test
  void aNumberOfAnySizeIsReadAsItWasWritten() throws IOException {
    for (long value : new long[] {0, 1, 127, 128, 300, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      byte[] bytes = new ProtobufMessage().add(3, value).toBytes();

      assertThat(ProtobufMessage.read(bytes).number(3)).isEqualTo(value);
      assertThat(ProtobufMessage.read(bytes).toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void whatIsNoOnnxFileIsRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxFile.read(new byte[0]))
        .withMessage("expected an ONNX file with one graph");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxFile.read(new byte[] {(7 << 3) | 2, 100, 1}))
        .withMessage("expected 100 bytes more at 2");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxFile.read(new byte[] {(7 << 3) | 3}))
        .withMessage("expected a field of a known type at 1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxFile.read(new byte[] {8, (byte) 0x80}))
        .withMessage("expected more bytes at 2");
  }

  /** Whatever the bytes: an answer or an IOException, and no endless work. */
  @Test
  void brokenFilesEndInNothingElse() {
    byte[] onnx = SmallOnnx.of("Neg", 1, 3, 112, 112);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = Arrays.copyOf(onnx, random.nextInt(onnx.length) + 1);
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        OnnxFile read = OnnxFile.read(broken);
        read.makeBatchDynamic();
        read.toBytes();
      } catch (IOException | UncheckedIOException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 19_999);
  }

  private static ProtobufMessage numbers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return new ProtobufMessage().add(1, values.length).add(2, 7).add(8, name).add(9, raw.array());
  }
}
