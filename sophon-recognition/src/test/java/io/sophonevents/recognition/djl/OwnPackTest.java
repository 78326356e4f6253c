package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import io.sophonevents.recognition.internal.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recogniser on a pack of one's own, of ONNX files only, that answer the same to all pictures.
 */
class OwnPackTest {
  private static final Person PERSON = Person.of(IdentityId.of("1"), PersonName.of("x"));
  private static final Frame PICTURE = Frame.of(64, 64, new byte[64 * 64 * 3]);

  @TempDir Path folder;

  private final Tensor vector = new Tensor(new float[] {3, 0, 4, 0}, 1, 4);
  private final Tensor early = map(64, 28);
  private final Tensor late = map(128, 14);

  @Test
  void itsFacesAreRecognizedWithTheAttributesThatItsEmbedderTells() throws IOException {
    ModelPack pack = pack("embedding-mask-glasses", List.of(vector, early, late));
    EstimatedAttributes told = MaskGlassesHeads.bundled().apply(early, late);
    assertThat(pack.estimatesMaskAndGlasses()).isTrue();
    assertThat(pack.estimatesAgeAndGender()).isFalse();
    try (FaceRecognizer recognizer =
        FaceRecognizer.open(pack, new InMemoryGallery(), pack.settings().withAttributes(true))) {
      assertThat(recognizer.enrol(PERSON, PICTURE).toArray())
          .containsExactly(new float[] {0.6f, 0, 0.8f, 0}, within(1e-6f));

      List<RecognitionResult> results = recognizer.recognize(PICTURE);

      assertThat(results).hasSize(1);
      assertThat(results.get(0))
          .isInstanceOfSatisfying(
              Identified.class,
              identified -> assertThat(identified.match().similarity()).isCloseTo(1, within(1e-6)));
      assertThat(results.get(0).attributes()).isEqualTo(told);
      assertThat(told.maskProbability()).isBetween(0.01, 0.99);
    }
  }

  @Test
  void withoutBeingAskedNoAttributesAreTold() throws IOException {
    ModelPack pack = pack("embedding-mask-glasses", List.of(vector, early, late));
    try (FaceRecognizer recognizer =
        FaceRecognizer.open(pack, new InMemoryGallery(), pack.settings())) {
      assertThat(recognizer.recognize(PICTURE))
          .extracting(RecognitionResult::attributes)
          .containsExactly(EstimatedAttributes.NONE);
    }
  }

  @Test
  void aPackThatEstimatesNothingIsRefusedIfAskedTo() throws IOException {
    ModelPack pack = pack("embedding", List.of(vector));

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(
            () ->
                FaceRecognizer.open(
                    pack, new InMemoryGallery(), pack.settings().withAttributes(true)))
        .withMessage(
            "model pack own: expected a network with the role age-gender but manifest.json has"
                + " none");
  }

  @Test
  void anEmbedderWithoutTheMapsThatTheManifestClaimsIsRefused() throws IOException {
    ModelPack pack = pack("embedding-mask-glasses", List.of(vector));

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessage(
            "model embedder: expected outputs of shapes [[1, 4], [1, 64, 28, 28], [1, 128, 14, 14]]"
                + " but embedder.onnx gives [[1, 4]]");
  }

  @Test
  void anEmbedderOfAnotherSizeThanTheManifestSaysIsRefused() throws IOException {
    ModelPack pack = pack("embedding", List.of(new Tensor(new float[5], 1, 5)));

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessage(
            "model embedder: expected outputs of shapes [[1, 4]] but embedder.onnx gives [[1, 5]]");
  }

  private static Tensor map(int channels, int side) {
    float[] values = new float[channels * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) / 2;
    }
    return new Tensor(values, 1, channels, side, side);
  }

  private ModelPack pack(String decoding, List<Tensor> embedderOutputs) throws IOException {
    List<Tensor> outputs = new ArrayList<>();
    for (int values : new int[] {1, 4, 10}) {
      for (int anchors : new int[] {128, 32, 8}) {
        outputs.add(new Tensor(new float[anchors * values], anchors, values));
      }
    }
    outputs.get(0).values()[72] = 0.9f; // cell (4, 4) of stride 8: a box of 48 pixels
    System.arraycopy(new float[] {3, 3, 3, 3}, 0, outputs.get(3).values(), 288, 4);
    float[] points = {-1, -1, 1, -1, 0, 0, -1, 1, 1, 1};
    System.arraycopy(points, 0, outputs.get(6).values(), 720, 10);
    byte[] detector = SmallOnnx.constant(new int[] {1, 3, 64, 64}, outputs);
    byte[] embedder = SmallOnnx.constant(new int[] {1, 3, 112, 112}, embedderOutputs);
    String manifest =
        """
        {"format": 2, "name": "own", "threshold": 0.4, "networks": [
        {"role": "detector", "name": "detector", "engine": "onnxruntime", "file": "detector.onnx",
         "bytes": %d, "sha256": "%s", "licence": "MIT", "licenceFile": "L", "origin": "test",
         "input": {"width": 64, "height": 64, "colours": "rgb", "mean": [0, 0, 0], "std": [1, 1, 1]},
         "output": {"decoding": "scrfd", "minimumScore": 0.5, "maximumOverlap": 0.4}},
        {"role": "embedder", "name": "embedder", "engine": "onnxruntime", "file": "embedder.onnx",
         "bytes": %d, "sha256": "%s", "licence": "MIT", "licenceFile": "L", "origin": "test",
         "input": {"width": 112, "height": 112, "colours": "bgr", "mean": [0, 0, 0],
          "std": [255, 255, 255], "template": "arcface"},
         "output": {"decoding": "%s", "size": 4}}]}
        """
            .formatted(
                detector.length,
                Sha256.hex(detector),
                embedder.length,
                Sha256.hex(embedder),
                decoding);
    Files.write(folder.resolve("detector.onnx"), detector);
    Files.write(folder.resolve("embedder.onnx"), embedder);
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.writeString(
        folder.resolve("manifest.json.sha256"),
        PackFiles.sealOf(Files.readAllBytes(folder.resolve("manifest.json"))));
    return ModelPack.open(folder);
  }
}
