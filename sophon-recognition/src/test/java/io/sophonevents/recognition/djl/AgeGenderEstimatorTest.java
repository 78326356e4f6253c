package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.Landmarks;
import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled network on the bundled photos. What torch gave for the same boxes lies in
 * src/test/resources/reference/age-gender.jsonl; make_age_gender.py there wrote it.
 */
class AgeGenderEstimatorTest {
  private static final Path PHOTOS = Path.of("../examples/photos");
  private static final Path REFERENCE = Path.of("src/test/resources/reference/age-gender.jsonl");

  private static final double AGE_TOLERANCE = 0.01;
  private static final double PROBABILITY_TOLERANCE = 0.0001;

  private static AgeGenderEstimator estimator;

  @BeforeAll
  static void open() {
    estimator = AgeGenderEstimator.open(ModelPack.open());
  }

  @AfterAll
  static void close() {
    estimator.close();
  }

  /** Without the last, which lies outside its picture. */
  static List<String> faces() throws IOException {
    List<String> lines = Files.readAllLines(REFERENCE);
    return lines.subList(0, lines.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("faces")
  void aFaceGetsTheAgeAndGenderOfTheReference(String line) throws IOException {
    JsonNode expected = JsonMapper.builder().build().readTree(line);
    Frame photo = Frame.read(PHOTOS.resolve(expected.path("file").textValue()));
    FaceDetection face = faceAt(boxOf(expected));

    EstimatedAttributes attributes = estimator.estimate(photo, face);

    assertThat(attributes.ageYears())
        .isCloseTo(expected.path("age").doubleValue(), within(AGE_TOLERANCE));
    assertThat(attributes.maleProbability())
        .isCloseTo(expected.path("male").doubleValue(), within(PROBABILITY_TOLERANCE));
    assertThat(attributes.maskProbability()).isNull();
    assertThat(attributes.glassesProbability()).isNull();
  }

  @ParameterizedTest
  @MethodSource("faces")
  void aFaceIsCutAsTheReferenceCutsIt(String line) throws IOException {
    JsonNode expected = JsonMapper.builder().build().readTree(line);
    Frame photo = Frame.read(PHOTOS.resolve(expected.path("file").textValue()));

    Tensor cut = AgeGenderEstimator.tensorOf(photo, AgeGenderEstimator.squareIn(boxOf(expected)));

    assertThat(Pattern.crc(CutterTest.rowsOfRgb(cut.values())))
        .isEqualTo(expected.path("cut").longValue());
  }

  @Test
  void whatReachesBeyondThePictureIsBlack() {
    Frame white = Frame.of(10, 10, whitePixels(10 * 10));

    float[] values = AgeGenderEstimator.tensorOf(white, new Box(-5, -5, 5, 5)).values();

    assertThat(values[0]).isZero();
    assertThat(values[3 * 111]).isZero();
    assertThat(values[3 * 112 * 111]).isZero();
    assertThat(values[3 * 112 * 112 - 1]).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 100, 50, 5, -20, 95, 70",
    "10.2, 20.6, 30.2, 80.6, -7, 24, 47, 78",
    "3, 3, 3, 3, 3, 3, 4, 4",
    "-30, -10, 20, 30, -28, -12, 18, 32"
  })
  void theSquareHasNineTenthsOfTheLongerSide(
      double x1, double y1, double x2, double y2, double a1, double b1, double a2, double b2) {
    assertThat(AgeGenderEstimator.squareIn(new Box(x1, y1, x2, y2)))
        .isEqualTo(new Box(a1, b1, a2, b2));
  }

  @Test
  void aFaceOutsideThePictureIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> estimator.estimate(Pattern.frame(420, 460), faceAt(new Box(600, 600, 700, 700))))
        .withMessage(
            "crop: expected a box that touches the 420 x 460 pixels of the picture but it lies"
                + " outside");
  }

  @Test
  void aFaceOfOnePixelGetsAnAnswer() {
    EstimatedAttributes attributes =
        estimator.estimate(Pattern.frame(1, 1), faceAt(new Box(0, 0, 1, 1)));

    assertThat(attributes.ageYears()).isNotNull();
    assertThat(attributes.maleProbability()).isBetween(0.0, 1.0);
  }

  @Test
  void manyThreadsGetTheSameAnswerAsOne() throws Exception {
    Frame photo = Frame.read(PHOTOS.resolve("people/alex-winter/portrait.jpg"));
    FaceDetection face = faceAt(new Box(185.07, 140.29, 417.61, 448.57));
    EstimatedAttributes alone = estimator.estimate(photo, face);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<EstimatedAttributes>> together = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      together.add(threads.submit(() -> estimator.estimate(photo, face)));
    }

    for (Future<EstimatedAttributes> attributes : together) {
      assertThat(attributes.get(60, TimeUnit.SECONDS)).isEqualTo(alone);
    }
    threads.shutdown();
  }

  @Test
  void whatIsClosedCannotBeUsedAndMayBeClosedAgain() {
    AgeGenderEstimator closed = AgeGenderEstimator.open(ModelPack.open());
    closed.close();
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> closed.estimate(Pattern.frame(50, 50), faceAt(new Box(10, 10, 40, 40))))
        .withMessage("model age-gender-faceapi: expected an open one but it is closed");
  }

  @Test
  void aPackWithoutTheNetworkIsRefused(@TempDir Path folder) throws IOException {
    String manifest = "{\"format\": 2, \"name\": \"bare\", \"threshold\": 0.4, \"networks\": []}";
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.writeString(
        folder.resolve("manifest.json.sha256"),
        PackFiles.sealOf(manifest.getBytes(StandardCharsets.UTF_8)));
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> AgeGenderEstimator.open(pack))
        .withMessage(
            "model pack bare: expected a network with the role age-gender but manifest.json has"
                + " none");
  }

  private static Box boxOf(JsonNode expected) {
    JsonNode box = expected.path("box");
    return new Box(
        box.path(0).doubleValue(),
        box.path(1).doubleValue(),
        box.path(2).doubleValue(),
        box.path(3).doubleValue());
  }

  private static FaceDetection faceAt(Box box) {
    return new FaceDetection(box, 0.9, Landmarks.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  }

  private static byte[] whitePixels(int count) {
    byte[] rgb = new byte[count * 3];
    Arrays.fill(rgb, (byte) 255);
    return rgb;
  }
}
