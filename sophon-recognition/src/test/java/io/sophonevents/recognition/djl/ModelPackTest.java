package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.RecognitionSettings;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPackTest {
  private static final String SHA256_OF_PNET =
      "c53b452f9b7c2e5a17fd29dc514d89f0deb4380c3e925a05eba19d50933edb49";

  @TempDir Path folder;

  @BeforeEach
  void copyTheBundledPack() throws IOException {
    copy("manifest.json");
    copy("manifest.json.sha256");
    for (ModelFile network : ModelPack.open().networks()) {
      copy(network.file());
    }
  }

  @Test
  void theBundledPackSaysWhatItIs() {
    ModelPack pack = ModelPack.open();

    assertThat(pack.name()).isEqualTo("open");
    assertThat(pack.settings()).isEqualTo(RecognitionSettings.of(0.446));
    assertThat(pack.networks())
        .extracting(ModelFile::role)
        .containsExactly(
            Role.MTCNN_PROPOSAL,
            Role.MTCNN_REFINEMENT,
            Role.MTCNN_OUTPUT,
            Role.EMBEDDER,
            Role.AGE_GENDER);
    assertThat(pack.networks())
        .extracting(ModelFile::licence)
        .containsExactly("MIT", "MIT", "MIT", "Apache-2.0", "MIT");
  }

  @Test
  void theSpaceOfEmbeddingsFollowsTheirNetworkAndItsInput() throws IOException {
    String open = ModelPack.open().embeddingSpace();
    assertThat(open).matches("[0-9a-f]{16}");

    rewriteManifest("\"threshold\": 0.446", "\"threshold\": 0.5");
    assertThat(ModelPack.open(folder).embeddingSpace()).isEqualTo(open);

    swapColoursOfTheEmbedder();
    assertThat(ModelPack.open(folder).embeddingSpace()).isNotEqualTo(open);
  }

  private void swapColoursOfTheEmbedder() throws IOException {
    String size = "\"width\": 112, \"height\": 112, \"colours\": ";
    rewriteManifest(size + "\"rgb\"", size + "\"bgr\"");
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
    Path file = folder.resolve("mtcnn_pnet.onnx");
    byte[] weights = Files.readAllBytes(file);
    weights[20_000] ^= 1;
    Files.write(file, weights);

    assertRefused(
        "model mtcnn-pnet: sha256 of mtcnn_pnet.onnx is "
            + sha256(weights)
            + ", the manifest says "
            + SHA256_OF_PNET);
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    Path file = folder.resolve("mobilefacenet192_sirius.onnx");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

    assertRefused(
        "model mobilefacenet192: mobilefacenet192_sirius.onnx has 1000 bytes, the manifest says"
            + " 5203076");
  }

  @Test
  void aFileThatIsTooLongIsFound() throws IOException {
    Path file = folder.resolve("mtcnn_onet.onnx");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 2_000_000));

    assertRefused("model mtcnn-onet: mtcnn_onet.onnx has more bytes, the manifest says 1560860");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("mtcnn_rnet.onnx"));

    assertRefused(
        "model mtcnn-rnet: expected mtcnn_rnet.onnx in model pack " + folder + " but found none");
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
        "\"format\": 2 | \"format\": 1 | there is a mistake at $: expected format 2 but it is 1",
        "\"bytes\": 29382 | \"bytes\": \"many\" | there is a mistake at $.networks[0].bytes",
        "\"role\": \"embedder\" | \"role\": \"x\" | there is a mistake at $.networks[3].role",
        "\"file\": \"mtcnn_rnet.onnx\" | \"file\": \"../x.onnx\" | there is a mistake at"
            + " $.networks[1]: expected the name of a file beside the manifest",
        "\"sha256\": | \"sha\": | there is a mistake at $.networks[0].sha256",
        "\"decoding\": \"mtcnn\" | \"decoding\": \"mtcnn\", \"overlap\": 1 | there is a mistake at"
            + " $.networks[0].output.overlap",
        "\"engine\": \"onnxruntime\" | \"engine\": \"x\" | there is a mistake at"
            + " $.networks[0].engine",
        "\"rgb\" | \"rbg\" | there is a mistake at $.networks[0].input.colours",
        "\"decoding\": \"mtcnn\" | \"decoding\": \"x\" | there is a mistake at"
            + " $.networks[0].output.decoding",
        "\"decoding\": \"mtcnn\" | \"decoding\": \"scrfd\" | there is a mistake at $.networks[0]:"
            + " expected one of the decodings mtcnn for the role mtcnn-proposal but it is scrfd",
        "\"width\": 24 | \"width\": 0 | there is a mistake at $.networks[1].input: expected sides"
            + " of 1 to 4096 but they are 0 x 24",
        "\"width\": 24 | \"width\": 25 | there is a mistake at $.networks[1]: expected the input 24"
            + " x 24 rgb mean [127.5, 127.5, 127.5] std [128.0, 128.0, 128.0] for the role"
            + " mtcnn-refinement but it is 25 x 24 rgb mean [127.5, 127.5, 127.5] std [128.0,"
            + " 128.0, 128.0]",
        "\"std\": [128, 128, 128] | \"std\": [128, 128] | there is a mistake at"
            + " $.networks[0].input: expected three finite numbers other than 0 in std",
        "\"std\": [128, 128, 128] | \"std\": [128, 0, 128] | there is a mistake at"
            + " $.networks[0].input: expected three finite numbers other than 0 in std",
        "\"mean\": [0, 0, 0] | \"mean\": [] | there is a mistake at $.networks[4].input: expected"
            + " three finite numbers in mean",
        ", \"template\": \"arcface\" | | there is a mistake at $.networks[3]: expected a template"
            + " for the role embedder but there is none",
        "\"template\": \"arcface\" | \"template\": \"own\" | there is a mistake at"
            + " $.networks[3].input.template",
        ", \"size\": 192 | | there is a mistake at $.networks[3]: expected a size for the role"
            + " embedder but there is none",
        "\"size\": 192 | \"size\": 0 | there is a mistake at $.networks[3].output: expected a size"
            + " of at least 1 but it is 0",
        "\"decoding\": \"mtcnn\" | \"decoding\": \"mtcnn\", \"minimumScore\": 0.5 | there is a"
            + " mistake at $.networks[0]: expected no minimumScore for the role mtcnn-proposal but"
            + " there is one",
        "\"name\": \"open\" | \"name\": \"a\", \"name\": \"b\" | it is no JSON in line 3",
        "\"format\": 2 | \"format\" = 2 | it is no JSON in line 2"
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
    rewriteManifest("\"width\": 24, \"height\": 24", "\"width\": 12, \"height\": 12");

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
        "{\"format\": 2, \"name\": \"bare\", \"threshold\": 0.4, \"networks\": []}");
    seal();
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessage(
            "model pack bare: expected a network with the role embedder but manifest.json has"
                + " none");
  }

  @Test
  void aNetworkOfAnotherKindIsRefused() throws IOException {
    swapRoles(0, 1);
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> MtcnnDetector.open(pack))
        .withMessage(
            "model mtcnn-rnet: expected a network of ONNX in mtcnn_rnet.onnx but the engine"
                + " does not run it");
  }

  @Test
  void aNetworkWithOtherOutputsIsRefused() throws IOException {
    swapRoles(2, 3);
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NetworkEmbedder.open(pack))
        .withMessageStartingWith("model mtcnn-onet: expected ");
  }

  @Test
  void aFileThatIsNoNetworkIsRefused() throws Exception {
    byte[] noise = new byte[29382];
    Arrays.fill(noise, (byte) 'x');
    Files.write(folder.resolve("mtcnn_pnet.onnx"), noise);
    rewriteManifest(SHA256_OF_PNET, sha256(noise));
    ModelPack pack = ModelPack.open(folder);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> MtcnnDetector.open(pack))
        .withMessage(
            "model mtcnn-pnet: expected a network of ONNX in mtcnn_pnet.onnx but the engine"
                + " does not run it");
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(folder))
        .withMessage(message);
  }

  @Test
  void anAlteredManifestIsFoundBeforeItIsRead() throws Exception {
    Path manifest = folder.resolve("manifest.json");
    String sealed = sha256(Files.readAllBytes(manifest));
    Files.writeString(manifest, Files.readString(manifest).replace("0.446", "0.246"));

    assertRefused(
        "model pack "
            + folder
            + ": sha256 of manifest.json is "
            + sha256(Files.readAllBytes(manifest))
            + ", manifest.json.sha256 says "
            + sealed);
  }

  @Test
  void aManifestWithoutItsDigestIsRefused() throws IOException {
    Files.delete(folder.resolve("manifest.json.sha256"));

    assertRefused(
        "model pack "
            + folder
            + ": expected manifest.json.sha256 beside manifest.json but found none, see"
            + " docs/models.md#the-manifest");
  }

  @Test
  void aManifestThatIsTooLongIsRefused() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), " ".repeat(1_000_001));

    assertRefused("model pack " + folder + ": expected a manifest.json of at most 1000000 bytes");
  }

  /** One bit of each of 100 bytes anywhere in the pack, chosen by a fixed seed, one at a time. */
  @Test
  void everyAlteredByteIsRefused() throws Exception {
    Random random = new Random(5);
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    assertThat(files).hasSize(7);
    for (int i = 0; i < 100; i++) {
      Path file = files.get(i % files.size());
      byte[] correct = Files.readAllBytes(file);
      int at = random.nextInt(correct.length);
      byte[] altered = correct.clone();
      altered[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, altered);

      assertThatExceptionOfType(ModelLoadException.class)
          .as("byte %d of %s", at, file.getFileName())
          .isThrownBy(() -> ModelPack.open(folder))
          .withMessage(messageOnAltered(file, correct, altered));
      Files.write(file, correct);
    }
    assertThat(ModelPack.open(folder).name()).isEqualTo("open");
  }

  private String messageOnAltered(Path file, byte[] correct, byte[] altered) throws Exception {
    String name = String.valueOf(file.getFileName());
    if (name.equals("manifest.json.sha256")) {
      String line = new String(altered, StandardCharsets.ISO_8859_1);
      return "model pack "
          + folder
          + (line.matches("[0-9a-f]{64}  manifest\\.json\n")
              ? ": sha256 of manifest.json is "
                  + sha256(Files.readAllBytes(folder.resolve("manifest.json")))
                  + ", manifest.json.sha256 says "
                  + line.substring(0, 64)
              : ": expected the one line of sha256sum manifest.json in manifest.json.sha256");
    }
    String told =
        name.equals("manifest.json")
            ? "model pack "
                + folder
                + ": sha256 of manifest.json is %s, manifest.json.sha256 says %s"
            : "model " + modelIn(name) + ": sha256 of " + name + " is %s, the manifest says %s";
    return told.formatted(sha256(altered), sha256(correct));
  }

  private static String modelIn(String file) {
    return ModelPack.open().networks().stream()
        .filter(network -> network.file().equals(file))
        .map(ModelFile::name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aJarWithTheSameFilesIsTheSamePack() throws IOException {
    Path jar = Files.createDirectory(folder.resolve("jars")).resolve("pack.jar");
    try (Stream<Path> list = Files.list(folder);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        Files.copy(file, zip);
      }
    }

    assertThat(ModelPack.open(jar).networks()).isEqualTo(ModelPack.open().networks());
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(Path.of("src/test/resources/torchscript/mtcnn_pnet.pt")))
        .withMessageContaining(": expected manifest.json but found none");
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> ModelPack.open(folder.resolve("manifest.json")))
        .withMessage(
            "model pack "
                + folder.resolve("manifest.json")
                + ": expected a readable manifest.json");
  }

  private void rewriteManifest(String correct, String broken) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(correct);
    int at = json.indexOf(correct);
    Files.writeString(
        manifest, json.substring(0, at) + broken + json.substring(at + correct.length()));
    seal();
  }

  private void swapRoles(int first, int second) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    JsonMapper json = JsonMapper.builder().build();
    JsonNode tree = json.readTree(Files.readAllBytes(manifest));
    ObjectNode one = (ObjectNode) tree.path("networks").path(first);
    ObjectNode other = (ObjectNode) tree.path("networks").path(second);
    for (String member : List.of("role", "input", "output")) {
      JsonNode kept = one.path(member);
      one.set(member, other.path(member));
      other.set(member, kept);
    }
    Files.write(manifest, json.writeValueAsBytes(tree));
    seal();
  }

  private void seal() throws IOException {
    Files.writeString(
        folder.resolve("manifest.json.sha256"),
        PackFiles.sealOf(Files.readAllBytes(folder.resolve("manifest.json"))));
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
