package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.AlignedFace;
import io.sophonevents.recognition.EmbeddedFace;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.djl.ModelFile.Role;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The accurate pack, where somebody has built it: {@code -Daccurate.pack=DIR}, and {@code
 * -Daccurate.originals=DIR} with the files of the two packages before they are edited. It is no
 * part of the project, so without these nothing is tested here, and said so.
 */
@Tag("accurate-pack")
class AccuratePackTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final Path PHOTOS = Path.of("../examples/photos");

  @Test
  void theEditedFilesGiveWhatTheOriginalsGive() throws IOException {
    Path originals = folder("accurate.originals");
    Path pack = folder("accurate.pack");
    if (originals == null || pack == null) {
      return;
    }
    assertSame(
        originals.resolve("mnet.25_v2.onnx"), pack.resolve("retinaface_mnet025_v2.onnx"), 640, 9);
    assertSame(originals.resolve("fr_feature.onnx"), pack.resolve("fr_feature_maps.onnx"), 112, 1);
  }

  /** Three pictures at once as each alone, and each as the original. */
  private static void assertSame(Path original, Path edited, int side, int outputs)
      throws IOException {
    Random random = new Random(7);
    float[] three = new float[3 * 3 * side * side];
    for (int i = 0; i < three.length; i++) {
      three[i] = random.nextFloat() * 255;
    }
    try (Network before = load(original);
        Network after = load(edited)) {
      List<Tensor> together = after.run(new Tensor(three, 3, 3, side, side));
      for (int picture = 0; picture < 3; picture++) {
        int size = three.length / 3;
        float[] one = Arrays.copyOfRange(three, picture * size, (picture + 1) * size);
        List<Tensor> expected = before.run(new Tensor(one, 1, 3, side, side));
        List<Tensor> found = after.run(new Tensor(one.clone(), 1, 3, side, side));
        assertThat(expected).hasSize(outputs);
        for (int i = 0; i < outputs; i++) {
          float[] numbers = expected.get(i).values();
          assertThat(found.get(i).values()).isEqualTo(numbers);
          assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
          float[] part =
              Arrays.copyOfRange(
                  together.get(i).values(),
                  picture * numbers.length,
                  (picture + 1) * numbers.length);
          assertThat(part).containsExactly(numbers, within(1e-3f));
        }
      }
    }
  }

  /** With no expectation of the outputs but that they are there. */
  private static Network load(Path onnx) throws IOException {
    byte[] bytes = Files.readAllBytes(onnx);
    ModelFile file =
        new ModelFile(
            Role.DETECTOR,
            String.valueOf(onnx.getFileName()),
            NetworkEngine.ONNXRUNTIME,
            String.valueOf(onnx.getFileName()),
            bytes.length,
            "",
            "",
            "LICENSE.txt",
            "",
            ModelFile.Input.square(640, 0, 1),
            new ModelFile.Output(ModelFile.Decoding.RETINAFACE_V2, null, 0.5, 0.4));
    return Network.loadUnchecked(file, bytes);
  }

  @Test
  void photosGiveTheFacesThatTorchFinds() throws IOException {
    Path folder = folder("accurate.pack");
    if (folder == null) {
      return;
    }
    try (NetworkDetector detector = NetworkDetector.open(ModelPack.open(folder))) {
      int photos = 0;
      for (JsonNode line : reference()) {
        if (line.has("photo")) {
          photos++;
          List<FaceDetection> found =
              detector.detect(Frame.read(PHOTOS.resolve(line.path("photo").textValue())));
          assertThat(found).hasSameSizeAs(line.path("faces"));
          line.path("faces").forEach(face -> assertThat(found).anyMatch(same(face)));
        }
      }
      assertThat(photos).isEqualTo(8);
    }
  }

  private static Predicate<FaceDetection> same(JsonNode expected) {
    return face -> {
      double[] corners = {face.box().x1(), face.box().y1(), face.box().x2(), face.box().y2()};
      boolean same = Math.abs(face.score() - expected.path("score").doubleValue()) < 0.005;
      for (int i = 0; i < 4; i++) {
        same &= Math.abs(corners[i] - expected.path("box").path(i).doubleValue()) < 1;
      }
      for (int i = 0; i < 5; i++) {
        double x = face.landmarks().points().get(i).x();
        double y = face.landmarks().points().get(i).y();
        same &= Math.abs(x - expected.path("points").path(2 * i).doubleValue()) < 0.5;
        same &= Math.abs(y - expected.path("points").path(2 * i + 1).doubleValue()) < 0.5;
      }
      return same;
    };
  }

  @Test
  void alignedFacesGiveTheCosinesMasksAndGlassesOfTorch() throws IOException {
    Path folder = folder("accurate.pack");
    if (folder == null) {
      return;
    }
    try (NetworkEmbedder embedder = NetworkEmbedder.open(ModelPack.open(folder))) {
      Embedding first = null;
      int pictures = 0;
      for (JsonNode line : reference()) {
        if (line.has("aligned")) {
          pictures++;
          Path picture = REFERENCE.resolve("aligned").resolve(line.path("aligned").textValue());
          EmbeddedFace face =
              embedder.embedWithAttributes(AlignedFace.of(Frame.read(picture).toRgb()));
          first = first == null ? face.embedding() : first;
          assertThat(face.embedding().size()).isEqualTo(512);
          assertThat(face.embedding().similarity(first))
              .isCloseTo(line.path("cosine").doubleValue(), within(1e-4));
          assertThat(face.attributes().maskProbability())
              .isCloseTo(line.path("mask").doubleValue(), within(1e-4));
          assertThat(face.attributes().glassesProbability())
              .isCloseTo(line.path("glasses").doubleValue(), within(1e-4));
        }
      }
      assertThat(pictures).isEqualTo(8);
    }
  }

  @Test
  void aRecognizerOnItEstimatesAllFourAttributes() {
    Path folder = folder("accurate.pack");
    if (folder == null) {
      return;
    }
    ModelPack pack = ModelPack.open(folder);
    try (FaceRecognizer recognizer =
        FaceRecognizer.open(pack, new InMemoryGallery(), pack.settings().withAttributes(true))) {
      List<RecognitionResult> results =
          recognizer.recognize(Frame.read(PHOTOS.resolve("people/sam-keller/portrait.jpg")));

      assertThat(results).hasSize(1);
      assertThat(results.get(0).attributes().ageYears()).isBetween(70.0, 95.0);
      assertThat(results.get(0).attributes().maleProbability()).isNotNull();
      assertThat(results.get(0).attributes().maskProbability()).isLessThan(0.1);
      assertThat(results.get(0).attributes().glassesProbability()).isGreaterThan(0.9);
    }
  }

  private static List<JsonNode> reference() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(REFERENCE.resolve("accurate-pack.jsonl"))) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  private static @Nullable Path folder(String property) {
    String folder = System.getProperty(property);
    if (folder == null) {
      System.out.println(
          "!!! NOT RUN: -D" + property + " is not set, so the accurate pack was not tested");
      return null;
    }
    return Path.of(folder);
  }
}
