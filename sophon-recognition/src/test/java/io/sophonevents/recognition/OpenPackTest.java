package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.event.Embedding;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.MtcnnDetector;
import io.sophonevents.recognition.djl.NetworkEmbedder;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled networks on the bundled photos. What open_pack.py found in them lies in
 * src/test/resources/reference; make_reference.py there wrote it.
 */
class OpenPackTest {
  private static final Path PHOTOS = Path.of("../examples/photos");
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  private static MtcnnDetector detector;
  private static NetworkEmbedder embedder;
  private static final FaceAligner aligner = new SimilarityAligner();

  @BeforeAll
  static void open() {
    ModelPack pack = ModelPack.open();
    detector = MtcnnDetector.open(pack);
    embedder = NetworkEmbedder.open(pack);
  }

  @AfterAll
  static void close() {
    detector.close();
    embedder.close();
  }

  /** So that warming up runs all three networks of the detector. */
  @Test
  void aDrawnFaceIsFoundWhereItWasDrawn() {
    DrawnFace drawn = new DrawnFace(1280, 720);

    List<FaceDetection> faces = detector.detect(Frame.decode("drawn", drawn.jpeg()));

    assertThat(faces).hasSizeBetween(2, 30); // the largest is first, the small ones follow
    FaceDetection found = faces.get(0);
    Landmarks.Point nose = drawn.place().landmarks().nose();
    assertThat(found.landmarks().nose().x()).isCloseTo(nose.x(), within(20.0));
    assertThat(found.landmarks().nose().y()).isCloseTo(nose.y(), within(30.0));
  }

  static List<String> photos() throws IOException {
    return Files.readAllLines(REFERENCE.resolve("open-pack.jsonl"));
  }

  @ParameterizedTest
  @MethodSource("photos")
  void aPhotoGivesTheFacesThatTheReferenceFinds(String line) throws IOException {
    JsonNode expected = JsonMapper.builder().build().readTree(line);
    Frame photo = Frame.read(PHOTOS.resolve(expected.path("file").textValue()));

    List<FaceDetection> faces = detector.detect(photo);

    assertThat(photo.widthPixels()).isEqualTo(expected.path("width").intValue());
    assertThat(photo.heightPixels()).isEqualTo(expected.path("height").intValue());
    assertThat(faces).hasSameSizeAs(expected.path("faces"));
    for (JsonNode face : expected.path("faces")) {
      FaceDetection same = nearest(faces, face.path("box"));
      assertSamePlace(same, face);
      Embedding embedding = embedder.embed(aligner.align(photo, same.landmarks()));
      assertThat(embedding.similarity(embeddingOf(face))).isGreaterThan(0.999);
    }
  }

  @ParameterizedTest
  @MethodSource("photos")
  void theFirstFaceIsAlignedAsTheReferenceAlignsIt(String line) throws IOException {
    JsonNode expected = JsonMapper.builder().build().readTree(line);
    String file = expected.path("file").textValue();
    Frame photo = Frame.read(PHOTOS.resolve(file));
    JsonNode face = expected.path("faces").path(0);
    AlignedFace reference = AlignedFace.of(Frame.read(alignedOf(file)).toRgb());

    AlignedFace aligned =
        aligner.align(photo, nearest(detector.detect(photo), face.path("box")).landmarks());

    assertThat(meanDifference(aligned.toRgb(), reference.toRgb())).isLessThan(1);
    assertThat(embedder.embed(reference).similarity(embeddingOf(face))).isGreaterThan(0.9999);
  }

  @Test
  void whoIsEnrolledIsFoundInTheSceneAndNobodyElse() {
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(new InMemoryGallery())) {
      for (String name : List.of("alex-winter", "robin-hale", "sam-keller")) {
        Person person = Person.of(IdentityId.of(name), PersonName.of(name));
        recognizer.enrol(person, Frame.read(PHOTOS.resolve("people/" + name + "/portrait.jpg")));
      }

      List<RecognitionResult> results =
          recognizer.recognize(Frame.read(PHOTOS.resolve("scenes/women-on-stools.jpg")));

      assertThat(results).hasSize(3).filteredOn(Stranger.class::isInstance).hasSize(2);
      assertThat(results)
          .filteredOn(Identified.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              Identified.class,
              found -> {
                assertThat(found.match().person().identityId().text()).isEqualTo("alex-winter");
                assertThat(found.face().box().x1()).isLessThan(1054);
                assertThat(found.face().box().x2()).isGreaterThan(1054);
              });
    }
  }

  @Test
  void thePackEstimatesAgeAndGenderIfAskedTo() {
    ModelPack pack = ModelPack.open();
    RecognitionSettings settings = pack.settings().withAttributes(true);
    try (FaceRecognizer recognizer = FaceRecognizer.open(pack, new InMemoryGallery(), settings)) {
      List<RecognitionResult> results =
          recognizer.recognize(Frame.read(PHOTOS.resolve("people/robin-hale/portrait.jpg")));

      assertThat(results)
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.attributes().ageYears()).isCloseTo(31.29, within(1.0));
                assertThat(result.attributes().maleProbability()).isCloseTo(0.218, within(0.05));
                assertThat(result.attributes().maskProbability()).isNull();
                assertThat(result.attributes().glassesProbability()).isNull();
              });
    }
  }

  @Test
  void facesComeLargestFirst() {
    List<FaceDetection> faces = detector.detect(Frame.read(PHOTOS.resolve("scenes/staircase.jpg")));

    assertThat(faces)
        .extracting(face -> -face.box().widthPixels() * face.box().heightPixels())
        .isSorted();
  }

  @Test
  void aSceneWithFourPeopleIsNoEnrolmentPhoto() {
    Path scene = PHOTOS.resolve("scenes/four-in-line.jpg");
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(new InMemoryGallery())) {
      Person person = Person.of(IdentityId.of("1"), PersonName.of("x"));

      assertThatExceptionOfType(FaceCountException.class)
          .isThrownBy(() -> recognizer.enrol(person, Frame.read(scene)))
          .withMessage(
              "enrolment photo "
                  + scene
                  + ": expected exactly one face of at least 40 pixels but found 4");
    }
  }

  @Test
  void picturesWithoutRoomForAFaceHaveNone() {
    assertThat(detector.detect(Pattern.frame(1, 1))).isEmpty();
    assertThat(detector.detect(Pattern.frame(19, 400))).isEmpty();
    assertThat(detector.detect(Frame.of(5000, 3, new byte[5000 * 3 * 3]))).isEmpty();
    assertThat(detector.detect(Frame.of(400, 300, new byte[400 * 300 * 3]))).isEmpty();
  }

  @Test
  void embeddingsHaveTheNetworksSizeAndUnitLength() {
    Embedding embedding = embedder.embed(AlignedFace.of(Pattern.frame(112, 112).toRgb()));

    assertThat(embedding.size()).isEqualTo(192);
    assertThat(embedding.space()).isEqualTo(ModelPack.open().embeddingSpace());
    double square = 0;
    for (float value : embedding.toArray()) {
      square += value * value;
    }
    assertThat(square).isCloseTo(1, within(1e-6));
  }

  @Test
  void manyThreadsGetTheSameAnswerAsOne() throws Exception {
    Frame scene = Frame.read(PHOTOS.resolve("scenes/window.jpg"));
    try (FaceRecognizer recognizer =
        new FaceRecognizer(
            detector, aligner, embedder, new InMemoryGallery(), RecognitionSettings.of(0.446))) {
      List<RecognitionResult> alone = recognizer.recognize(scene);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<List<RecognitionResult>>> together = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        together.add(threads.submit(() -> recognizer.recognize(scene)));
      }
      for (Future<List<RecognitionResult>> results : together) {
        assertThat(results.get(120, TimeUnit.SECONDS)).isEqualTo(alone);
      }
      threads.shutdown();
    }
  }

  @Test
  void whatIsClosedCannotBeUsedAndMayBeClosedAgain() {
    NetworkEmbedder closed = NetworkEmbedder.open(ModelPack.open());
    closed.close();
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> closed.embed(AlignedFace.of(new byte[112 * 112 * 3])))
        .withMessage("model mobilefacenet192: expected an open one but it is closed");
  }

  @Test
  void closingWaitsForCallsThatStillRun() throws Exception {
    NetworkEmbedder shared = NetworkEmbedder.open(ModelPack.open());
    AlignedFace face = AlignedFace.of(new byte[112 * 112 * 3]);
    CountDownLatch running = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      callers.add(
          threads.submit(
              () -> {
                while (true) {
                  shared.embed(face);
                  running.countDown();
                }
              }));
    }
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

    shared.close();

    for (Future<?> caller : callers) {
      assertThatThrownBy(() -> caller.get(60, TimeUnit.SECONDS))
          .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }
    threads.shutdown();
  }

  @Test
  void dataStaysAtHome() {
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  private static FaceDetection nearest(List<FaceDetection> faces, JsonNode box) {
    return faces.stream()
        .min((a, b) -> Double.compare(distance(a.box(), box), distance(b.box(), box)))
        .orElseThrow();
  }

  private static double distance(Box box, JsonNode expected) {
    return Math.hypot(
        box.x1() - expected.path(0).doubleValue(), box.y1() - expected.path(1).doubleValue());
  }

  private static void assertSamePlace(FaceDetection face, JsonNode expected) {
    Box box = face.box();
    assertThat(new double[] {box.x1(), box.y1(), box.x2(), box.y2()})
        .containsExactly(numbers(expected.path("box")), within(0.5));
    assertThat(face.score()).isCloseTo(expected.path("score").doubleValue(), within(0.001));
    for (int i = 0; i < 5; i++) {
      Landmarks.Point point = face.landmarks().points().get(i);
      assertThat(new double[] {point.x(), point.y()})
          .containsExactly(numbers(expected.path("points").path(i)), within(0.5));
    }
  }

  private static Embedding embeddingOf(JsonNode face) {
    double[] values = numbers(face.path("embedding"));
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Embedding.of(floats);
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).doubleValue();
    }
    return values;
  }

  private static Path alignedOf(String file) {
    String[] parts = file.split("/", -1);
    String name = parts[0] + "-" + parts[1].replace(".jpg", "") + "-0.png";
    return REFERENCE.resolve("aligned").resolve(name);
  }

  private static double meanDifference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return (double) sum / a.length;
  }
}
