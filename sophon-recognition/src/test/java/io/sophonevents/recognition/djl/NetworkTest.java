package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks of ONNX, and one of TorchScript. */
class NetworkTest {
  private static final Signature ONE_VECTOR =
      new Signature(Role.EMBEDDER, List.of(1, 3), List.of(List.of(1, 3)));

  @Test
  void anOnnxFileRunsOnOnnxRuntime() {
    try (Network network = load(SmallOnnx.of("Neg", -1, 3), ONE_VECTOR)) {
      List<Tensor> outputs = network.run(new Tensor(new float[] {1, -2, 0.5f, 4, 5, 6}, 2, 3));

      assertThat(outputs).hasSize(1);
      assertThat(outputs.get(0).shape()).containsExactly(2, 3);
      assertThat(outputs.get(0).values()).containsExactly(-1, 2, -0.5f, -4, -5, -6);
    }
  }

  @Test
  void aTorchScriptFileRunsOnPyTorchAndGivesWhatTheSameNetworkOfOnnxDoes() throws IOException {
    Path file = Path.of("src/test/resources/torchscript/mtcnn_pnet.pt");
    ModelPack open = ModelPack.open();
    ModelFile described = open.file(Role.MTCNN_PROPOSAL);
    Tensor picture = new Tensor(new float[3 * 40 * 30], 1, 3, 40, 30);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = Scaling.of(31 * i % 256);
    }
    try (Network torchScript =
            Network.load(
                ofEngine(NetworkEngine.PYTORCH, described),
                Files.readAllBytes(file),
                ProposalNetwork.SIGNATURE);
        Network onnx = open.load(ProposalNetwork.SIGNATURE).get(0)) {
      List<Tensor> outputs = torchScript.run(picture);
      List<Tensor> expected = onnx.run(picture);

      assertThat(outputs).hasSize(2);
      for (int i = 0; i < 2; i++) {
        assertThat(outputs.get(i).shape()).isEqualTo(expected.get(i).shape());
        assertThat(outputs.get(i).values())
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(expected.get(i).values());
      }
    }
  }

  @Test
  void aCallThatTheEngineRefusesLeavesTheNetworkUsable() {
    try (Network network = load(SmallOnnx.of("Neg", 1, 3), ONE_VECTOR)) {
      assertThatExceptionOfType(InferenceException.class)
          .isThrownBy(() -> network.run(new Tensor(new float[8], 2, 4)))
          .withMessage("model small: expected an answer but the engine failed");

      assertThat(network.run(new Tensor(new float[] {1, 2, 3}, 1, 3)).get(0).values())
          .containsExactly(-1, -2, -3);
    }
  }

  @Test
  void anOnnxFileOfAnotherShapeIsRefused() {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(
            () ->
                load(
                    SmallOnnx.of("Neg", -1, 3),
                    new Signature(Role.EMBEDDER, List.of(1, 3), List.of(List.of(1, 4)))))
        .withMessage(
            "model small: expected outputs of shapes [[1, 4]] but small.onnx gives [[1, 3]]");
  }

  @Test
  void aFileThatIsNoOnnxIsRefused() {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> load(new byte[] {1, 2, 3}, ONE_VECTOR))
        .withMessage(
            "model small: expected a network of ONNX in small.onnx but the engine does not run it");
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> load(SmallOnnx.of("Elsewhere", 1, 3), ONE_VECTOR))
        .withMessage(
            "model small: expected a network of ONNX in small.onnx but the engine does not run it");
  }

  @Test
  void anEngineThatIsNotOnTheClassPathIsNamedByItsArtifact() {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> Engines.start("Elsewhere", "group:elsewhere-engine", "nowhere"))
        .withMessage(
            "native library: expected group:elsewhere-engine on the class path but found none, see"
                + " docs/troubleshooting.md#native-library");
  }

  private static ModelFile ofEngine(NetworkEngine engine, ModelFile file) {
    return new ModelFile(
        file.role(),
        file.name(),
        engine,
        file.file(),
        file.bytes(),
        file.sha256(),
        file.licence(),
        file.licenceFile(),
        file.origin(),
        file.input(),
        file.output());
  }

  private static Network load(byte[] onnx, Signature signature) {
    ModelFile file =
        new ModelFile(
            Role.EMBEDDER,
            "small",
            NetworkEngine.ONNXRUNTIME,
            "small.onnx",
            onnx.length,
            "",
            "",
            "LICENSE.txt",
            "",
            new ModelFile.Input(
                112,
                112,
                ModelFile.Colours.RGB,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                ModelFile.Template.ARCFACE),
            new ModelFile.Output(ModelFile.Decoding.EMBEDDING, 3, null, null));
    return Network.load(file, onnx, signature);
  }
}
