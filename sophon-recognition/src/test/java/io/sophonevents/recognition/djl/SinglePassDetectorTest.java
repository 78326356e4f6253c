package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.internal.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a pack of one's own: an ONNX file that answers as SCRFD does, the same to every picture. */
class SinglePassDetectorTest {
  @TempDir Path folder;

  @Test
  void boxesComeInThePicturesOwnPixelsLargestFirstAndOnceEach() throws IOException {
    List<Tensor> outputs = scrfdOutputs();
    put(outputs, 2, 0.9f, 1, 1, 1, 1);
    put(outputs, 4, 0.8f, 2, 1, 0, 1);
    put(outputs, 13, 0.7f, 0, 0, 1.5f, 1.5f);
    put(outputs, 20, 0.5f, 1, 1, 1, 1);
    try (SinglePassDetector detector = SinglePassDetector.open(pack(outputs))) {
      List<FaceDetection> faces = detector.detect(frame(64, 32));

      assertThat(faces)
          .extracting(FaceDetection::box)
          .containsExactly(new Box(0, -16, 32, 16), new Box(32, 16, 56, 40));
      assertThat(faces).extracting(FaceDetection::score).containsExactly(0.9f * 1.0, 0.7f * 1.0);
      assertThat(faces.get(0).landmarks().points().get(0).x()).isEqualTo(16);
    }
  }

  @Test
  void aPictureThatFitsIsNotEnlarged() throws IOException {
    List<Tensor> outputs = scrfdOutputs();
    put(outputs, 2, 0.9f, 1, 1, 1, 1);
    try (SinglePassDetector detector = SinglePassDetector.open(pack(outputs))) {
      assertThat(detector.detect(frame(16, 8)))
          .extracting(FaceDetection::box)
          .containsExactly(new Box(0, -8, 16, 8));
    }
  }

  @Test
  void theMinimumScoreIsTheManifestsOrTheCallers() throws IOException {
    List<Tensor> outputs = scrfdOutputs();
    put(outputs, 2, 0.5f, 1, 1, 1, 1);
    ModelPack pack = pack(outputs);
    try (SinglePassDetector strict = SinglePassDetector.open(pack);
        SinglePassDetector liberal = SinglePassDetector.open(pack, 0.49)) {
      assertThat(strict.detect(frame(32, 32))).isEmpty();
      assertThat(liberal.detect(frame(32, 32))).hasSize(1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SinglePassDetector.open(pack, 1.1))
        .withMessage("detector: expected a minimum score in [0, 1] but it is 1.1");
  }

  @Test
  void aBoxThatIsNoBoxIsAnError() throws IOException {
    List<Tensor> outputs = scrfdOutputs();
    put(outputs, 2, 0.9f, Float.NaN, 1, 1, 1);
    try (SinglePassDetector detector = SinglePassDetector.open(pack(outputs))) {
      assertThatExceptionOfType(InferenceException.class)
          .isThrownBy(() -> detector.detect(frame(32, 32)))
          .withMessage(
              "detector: expected finite boxes and scores up to 1 but the network gave others");
    }
  }

  @Test
  void aNetworkWithTheOutputsOfAnotherIsRefused() throws IOException {
    List<Tensor> outputs = scrfdOutputs();
    outputs.remove(8);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> SinglePassDetector.open(pack(outputs)))
        .withMessageStartingWith(
            "model small: expected outputs of shapes [[32, 1], [8, 1], [2, 1],");
  }

  @Test
  void aPackHasOneDetector() throws IOException {
    writePack(SmallOnnx.constant(new int[] {1, 3, 32, 32}, scrfdOutputs()), mtcnnProposal());

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(folder))
        .withMessage(
            "model pack "
                + folder
                + ": expected one detector but manifest.json has the roles detector and"
                + " mtcnn-proposal");
  }

  /** What is left of the picture's black is (0 - mean) / std. */
  @Test
  void theTensorHasThePictureInItsCornerAndBlackBesideIt() throws IOException {
    try (SinglePassDetector detector = SinglePassDetector.open(pack(scrfdOutputs()))) {
      Tensor tensor = detector.tensorOf(frame(2, 1));

      assertThat(tensor.shape()).containsExactly(1, 3, 32, 32);
      assertThat(tensor.values()[0]).isEqualTo((100 - 127.5f) / 128);
      assertThat(tensor.values()[1]).isEqualTo((100 - 127.5f) / 128);
      assertThat(tensor.values()[2]).isEqualTo(-127.5f / 128);
      assertThat(tensor.values()[32]).isEqualTo(-127.5f / 128);
      assertThat(tensor.values()[3 * 32 * 32 - 1]).isEqualTo(-127.5f / 128);
    }
  }

  private static Frame frame(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 100);
    return Frame.of(width, height, rgb);
  }

  private static List<Tensor> scrfdOutputs() {
    List<Tensor> outputs = new ArrayList<>();
    for (int values : new int[] {1, 4, 10}) {
      for (int anchors : new int[] {32, 8, 2}) {
        outputs.add(new Tensor(new float[anchors * values], anchors, values));
      }
    }
    return outputs;
  }

  /** An anchor of stride 8. */
  private static void put(List<Tensor> outputs, int anchor, float score, float... distances) {
    outputs.get(0).values()[anchor] = score;
    System.arraycopy(distances, 0, outputs.get(3).values(), 4 * anchor, 4);
  }

  private ModelPack pack(List<Tensor> outputs) throws IOException {
    writePack(SmallOnnx.constant(new int[] {1, 3, 32, 32}, outputs), "");
    return ModelPack.open(folder);
  }

  private static String mtcnnProposal() {
    return """
    , {"role": "mtcnn-proposal", "name": "p", "engine": "pytorch", "file": "small.onnx",
     "bytes": %d, "sha256": "%s", "licence": "MIT", "licenceFile": "L", "origin": "test",
     "input": {"width": 12, "height": 12, "colours": "rgb", "mean": [127.5, 127.5, 127.5],
      "std": [128, 128, 128]},
     "output": {"decoding": "mtcnn"}}
    """;
  }

  private void writePack(byte[] onnx, String more) throws IOException {
    String sha256 = Sha256.hex(onnx);
    String manifest =
        """
        {"format": 2, "name": "own", "threshold": 0.4, "networks": [
        {"role": "detector", "name": "small", "engine": "onnxruntime", "file": "small.onnx",
         "bytes": %d, "sha256": "%s", "licence": "MIT", "licenceFile": "L", "origin": "test",
         "input": {"width": 32, "height": 32, "colours": "rgb", "mean": [127.5, 127.5, 127.5],
          "std": [128, 128, 128]},
         "output": {"decoding": "scrfd", "minimumScore": 0.5, "maximumOverlap": 0.4}}%s]}
        """
            .formatted(onnx.length, sha256, more.formatted(onnx.length, sha256));
    Files.write(folder.resolve("small.onnx"), onnx);
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.writeString(
        folder.resolve("manifest.json.sha256"),
        PackFiles.sealOf(Files.readAllBytes(folder.resolve("manifest.json"))));
  }
}
