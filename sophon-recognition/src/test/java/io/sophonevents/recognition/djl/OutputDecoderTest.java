package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.recognition.djl.ModelFile.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** make_decoders.py wrote what numpy makes of the same made-up tensors. */
class OutputDecoderTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 32;
  private static final Path REFERENCE = Path.of("src/test/resources/reference/decoders.jsonl");

  static List<String> references() throws IOException {
    return Files.readAllLines(REFERENCE);
  }

  @ParameterizedTest
  @MethodSource("references")
  void madeUpTensorsGiveTheFacesOfTheReference(String line) throws IOException {
    JsonNode reference = JsonMapper.builder().build().readTree(line);
    Decoding decoding =
        JsonMapper.builder().build().convertValue(reference.path("decoding"), Decoding.class);
    OutputDecoder decoder = OutputDecoder.of(decoding);

    List<FoundFace> found =
        decoder.decode(
            madeUp(decoding, decoder), WIDTH, HEIGHT, reference.path("minimumScore").doubleValue());

    assertThat(found).hasSameSizeAs(reference.path("faces"));
    for (int i = 0; i < found.size(); i++) {
      JsonNode expected = reference.path("faces").path(i);
      double[] numbers = numbersOf(found.get(i));
      assertThat(numbers).hasSameSizeAs(expected);
      for (int j = 0; j < numbers.length; j++) {
        assertThat(numbers[j])
            .as("face %d number %d", i, j)
            .isCloseTo(expected.path(j).doubleValue(), within(0.0001));
      }
    }
  }

  /** By hand: cell (1, 0) of stride 8 in an input of 32 x 32, first anchor. */
  @Test
  void aFaceOfScrfdLiesAroundItsCell() {
    List<Tensor> outputs = zeros(OutputDecoder.of(Decoding.SCRFD));
    outputs.get(0).values()[2] = 0.9f;
    System.arraycopy(new float[] {0.5f, 1, 1.5f, 2}, 0, outputs.get(3).values(), 8, 4);
    outputs.get(6).values()[20] = 1;
    outputs.get(6).values()[29] = -1;

    List<FoundFace> found = OutputDecoder.of(Decoding.SCRFD).decode(outputs, 32, 32, 0.5);

    assertThat(found).hasSize(1);
    assertThat(numbersOf(found.get(0)))
        .containsExactly(4, -8, 20, 16, 0.9f, 16, 0, 8, 0, 8, 0, 8, 0, 8, -8);
  }

  /** By hand: the one cell of stride 32, scores beyond 1 and 0.25. */
  @Test
  void yunetsScoreIsTheGeometricMeanOfTwoThatAreCutToOne() {
    List<Tensor> outputs = zeros(OutputDecoder.of(Decoding.YUNET));
    outputs.get(2).values()[0] = 1.5f;
    outputs.get(5).values()[0] = 0.25f;
    outputs.get(8).values()[0] = 0.5f;
    outputs.get(11).values()[1] = 0.25f;

    List<FoundFace> found = OutputDecoder.of(Decoding.YUNET).decode(outputs, 32, 32, 0.4);

    assertThat(found).hasSize(1);
    assertThat(numbersOf(found.get(0)))
        .containsExactly(0, -16, 32, 16, 0.5, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** By hand: cell (1, 0) of stride 16, second anchor, whose side is 64. */
  @Test
  void aFaceOfRetinaFaceLiesAroundItsAnchor() {
    List<Tensor> outputs = zeros(OutputDecoder.of(Decoding.RETINAFACE_V2));
    outputs.get(3).values()[3 * 4 + 1] = 0.75f;
    outputs.get(4).values()[4 * 4 + 1] = 0.5f;
    outputs.get(5).values()[10 * 4 + 1] = 1;

    List<FoundFace> found = OutputDecoder.of(Decoding.RETINAFACE_V2).decode(outputs, 32, 32, 0.5);

    assertThat(found).hasSize(1);
    assertThat(numbersOf(found.get(0)))
        .containsExactly(
            new double[] {
              23.5, -24.5, 87.5, 39.5, 0.75, 36.3, 7.5, 23.5, 7.5, 23.5, 7.5, 23.5, 7.5, 23.5, 7.5
            },
            within(1e-6));
  }

  @Test
  void aScoreThatIsNoNumberIsNoFace() {
    List<Tensor> outputs = zeros(OutputDecoder.of(Decoding.SCRFD));
    Arrays.fill(outputs.get(0).values(), Float.NaN);

    assertThat(OutputDecoder.of(Decoding.SCRFD).decode(outputs, 32, 32, 0)).isEmpty();
  }

  @Test
  void aDecodingThatIsNoDetectorsHasNoDecoder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutputDecoder.of(Decoding.EMBEDDING))
        .withMessage("expected the decoding of a detector but it is embedding");
  }

  private static List<Tensor> zeros(OutputDecoder decoder) {
    return decoder.shapes(32, 32).stream()
        .map(shape -> new Tensor(new float[product(shape)]))
        .toList();
  }

  private static List<Tensor> madeUp(Decoding decoding, OutputDecoder decoder) {
    List<List<Integer>> shapes = decoder.shapes(WIDTH, HEIGHT);
    List<Tensor> outputs = new ArrayList<>();
    for (int t = 0; t < shapes.size(); t++) {
      boolean retina = decoding == Decoding.RETINAFACE_V1 || decoding == Decoding.RETINAFACE_V2;
      boolean score = retina ? t % 3 == 0 : t < 3;
      float[] values = new float[product(shapes.get(t))];
      for (int i = 0; i < values.length; i++) {
        float value = (float) Math.sin(0.7 * i + t);
        values[i] = score ? 0.5f + 0.5f * value : value;
      }
      outputs.add(new Tensor(values));
    }
    return outputs;
  }

  private static int product(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static double[] numbersOf(FoundFace face) {
    double[] numbers = new double[15];
    Candidate box = face.box();
    numbers[0] = box.x1();
    numbers[1] = box.y1();
    numbers[2] = box.x2();
    numbers[3] = box.y2();
    numbers[4] = box.score();
    System.arraycopy(face.points(), 0, numbers, 5, 10);
    return numbers;
  }
}
