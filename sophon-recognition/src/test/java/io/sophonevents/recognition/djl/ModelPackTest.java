package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.RecognitionSettings;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPackTest {
  private static final String SHA256_OF_PNET =
      "f1d14c2be9af955940582d3d79018a5b7e5adbd5298d0ac4e12605561fbaad7d";

  @TempDir Path folder;

  @BeforeEach
  void copyTheBundledPack() throws IOException {
    copy("manifest.json");
    for (ModelFile network : ModelPack.open().networks()) {
      copy(network.file());
    }
  }

  @Test
  void theBundledPackSaysWhatItIs() {
    ModelPack pack = ModelPack.open();

    assertThat(pack.name()).isEqualTo("open");
    assertThat(pack.settings()).isEqualTo(new RecognitionSettings(0.446, 0, 40, false));
    assertThat(pack.networks()).extracting(ModelFile::role).containsExactly(Role.values());
    assertThat(pack.networks())
        .extracting(ModelFile::licence)
        .containsExactly("MIT", "MIT", "MIT", "Apache-2.0", "MIT");
  }

  @Test
  void everyLicenceNamedIsInTheJar() throws IOException {
    for (ModelFile network : ModelPack.open().networks()) {
      try (InputStream licence = resource(network.licenceFile())) {
        assertThat(licence.readAllBytes()).hasSizeGreaterThan(1000);
      }
    }
  }

  @Test
  void aFolderWithTheSameFilesIsTheSamePack() {
    assertThat(ModelPack.open(folder).networks()).isEqualTo(ModelPack.open().networks());
  }

  @Test
  void anAlteredByteIsFound() throws Exception {
    Path file = folder.resolve("mtcnn_pnet.pt");
    byte[] weights = Files.readAllBytes(file);
    weights[20_000] ^= 1;
    Files.write(file, weights);

    assertRefused(
        "model mtcnn-pnet: sha256 of mtcnn_pnet.pt is "
            + sha256(weights)
            + ", the manifest says "
            + SHA256_OF_PNET);
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    Path file = folder.resolve("mobilefacenet192_sirius.pt");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

    assertRefused(
        "model mobilefacenet192: mobilefacenet192_sirius.pt has 1000 bytes, the manifest says"
            + " 5228294");
  }

  @Test
  void aFileThatIsTooLongIsFound() throws IOException {
    Path file = folder.resolve("mtcnn_onet.pt");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 2_000_000));

    assertRefused("model mtcnn-onet: mtcnn_onet.pt has more bytes, the manifest says 1566141");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("mtcnn_rnet.pt"));

    assertRefused(
        "model mtcnn-rnet: expected mtcnn_rnet.pt in model pack " + folder + " but found none");
  }

  @Test
  void aMissingManifestIsNamed() throws IOException {
    Files.delete(folder.resolve("manifest.json"));

    assertRefused("model pack " + folder + ": expected manifest.json but found none");
  }

  @Test
  void aFolderThatIsMissingHasNoManifest() {
    Path none = folder.resolve("none");

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(none))
        .withMessage("model pack " + none + ": expected manifest.json but found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"threshold\": 0.446 | \"threshold\": 2 | there is a mistake at $: expected a threshold in"
            + " [-1, 1] but it is 2.0",
        "\"threshold\": 0.446 | \"threshold\": null | there is a mistake at $.threshold",
        "\"name\": \"open\", | | there is a mistake at $.name",
        "\"format\": 1 | \"format\": 2 | there is a mistake at $: expected format 1 but it is 2",
        "\"bytes\": 32518 | \"bytes\": \"many\" | there is a mistake at $.networks[0].bytes",
        "\"role\": \"embedder\" | \"role\": \"x\" | there is a mistake at $.networks[3].role",
        "\"file\": \"mtcnn_rnet.pt\" | \"file\": \"../x.pt\" | there is a mistake at"
            + " $.networks[1]: expected the name of a file beside the manifest",
        "\"sha256\": | \"sha\": | there is a mistake at $.networks[0].sha256",
        "\"name\": \"open\" | \"name\": \"a\", \"name\": \"b\" | it is no JSON in line 3",
        "\"format\": 1 | \"format\" = 1 | it is no JSON in line 2"
      })
  void aBrokenManifestIsToldByItsPlace(String correct, String broken, String message)
      throws IOException {
    rewriteManifest(correct, broken == null ? "" : broken);

    assertRefused(
        "model pack "
            + folder
            + ": expected a manifest.json as docs/models.md describes it but "
            + message);
  }

  @Test
  void aRoleMayNotBeTakenTwice() throws IOException {
    rewriteManifest("mtcnn-refinement", "mtcnn-proposal");

    assertRefused(
        "model pack "
            + folder
            + ": expected one network for each role but manifest.json has two with the role"
            + " mtcnn-proposal");
  }

  @Test
  void whatThePackDoesNotHaveCannotBeOpened() throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"format\": 1, \"name\": \"bare\", \"threshold\": 0.4, \"networks\": []}");
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessage(
            "model pack bare: expected a network with the role embedder but manifest.json has"
                + " none");
  }

  @Test
  void aNetworkOfAnotherKindIsRefused() throws IOException {
    rewriteManifest("mtcnn-proposal", "elsewhere");
    rewriteManifest("mtcnn-refinement", "mtcnn-proposal");
    rewriteManifest("elsewhere", "mtcnn-refinement");
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> MtcnnDetector.open(pack))
        .withMessage(
            "model mtcnn-rnet: expected a network of TorchScript in mtcnn_rnet.pt but the engine"
                + " does not run it");
  }

  @Test
  void aNetworkWithOtherOutputsIsRefused() throws IOException {
    rewriteManifest("mtcnn-output", "elsewhere");
    rewriteManifest("embedder", "mtcnn-output");
    rewriteManifest("elsewhere", "embedder");
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessageStartingWith("model mtcnn-onet: expected ");
  }

  @Test
  void aFileThatIsNoNetworkIsRefused() throws Exception {
    byte[] noise = new byte[32518];
    Arrays.fill(noise, (byte) 'x');
    Files.write(folder.resolve("mtcnn_pnet.pt"), noise);
    rewriteManifest(SHA256_OF_PNET, sha256(noise));
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> MtcnnDetector.open(pack))
        .withMessage(
            "model mtcnn-pnet: expected a network of TorchScript in mtcnn_pnet.pt but the engine"
                + " does not run it");
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(folder))
        .withMessage(message);
  }

  private void rewriteManifest(String correct, String broken) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(correct);
    int at = json.indexOf(correct);
    Files.writeString(
        manifest, json.substring(0, at) + broken + json.substring(at + correct.length()));
  }

  private void copy(String file) throws IOException {
    try (InputStream input = resource(file)) {
      Files.copy(input, folder.resolve(file));
    }
  }

  private static InputStream resource(String file) {
    InputStream input =
        ModelPack.class.getResourceAsStream("/io/sophonevents/recognition/open/" + file);
    if (input == null) {
      throw new AssertionError("not on the class path: " + file);
    }
    return input;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
