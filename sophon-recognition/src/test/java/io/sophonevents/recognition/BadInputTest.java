package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.SophonException;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What may be wrong from outside, through one recogniser that goes on: after each test it must know
 * whom it knew before, and no one else.
 */
class BadInputTest {
  private static final Path PHOTOS = Path.of("../examples/photos");
  private static final Path ALEX = PHOTOS.resolve("people/alex-winter/portrait.jpg");
  private static final Path SAM = PHOTOS.resolve("people/sam-keller/portrait.jpg");
  private static final Person PERSON = Person.of(IdentityId.of("1"), PersonName.of("x"));

  private static final InMemoryGallery gallery = new InMemoryGallery();
  private static FaceRecognizer recognizer;
  private static List<RecognitionResult> before;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    recognizer = FaceRecognizer.openPack(gallery);
    recognizer.enrol(PERSON, Frame.read(SAM));
    before = recognizer.recognize(Frame.read(SAM));
    assertThat(before).singleElement().isInstanceOf(Identified.class);
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @AfterEach
  void nothingIsLostAndTheRecognizerGoesOn() {
    assertThat(gallery.size()).isEqualTo(1);
    assertThat(recognizer.recognize(Frame.read(SAM))).isEqualTo(before);
  }

  @Test
  void whatIsNotAPicture() throws IOException {
    byte[] text = "a letter, and no picture at all".getBytes(UTF_8);

    assertRefused(
        text, "expected a JPEG, PNG or WebP picture but found 31 bytes of something else");
  }

  @Test
  void aTruncatedPicture() throws IOException {
    byte[] whole = Files.readAllBytes(ALEX);

    assertRefused(
        Arrays.copyOf(whole, whole.length / 2),
        "expected a whole picture but its " + whole.length / 2 + " bytes end early");
  }

  @Test
  void zeroBytes() throws IOException {
    assertRefused(new byte[0], "expected a JPEG, PNG or WebP picture but found 0 bytes");
  }

  @Test
  void aHeaderOfTwentyThousandTimesTwentyThousandPixels() throws IOException {
    assertRefused(
        pngHeader(20_000, 20_000), "expected at most 64000000 pixels but it has 20000 x 20000");
  }

  @Test
  void onePixel() throws IOException {
    assertHasNoFace(png(1, 1));
  }

  @Test
  void aPictureWithoutAFace() throws IOException {
    assertHasNoFace(png(640, 480));
  }

  @Test
  void manyFacesWhereOneIsExpected() {
    Path scene = PHOTOS.resolve("scenes/four-in-line.jpg");
    Frame four = Frame.read(scene);
    String expected = scene + ": expected exactly one face of at least 40 pixels but found 4";

    assertRefused(() -> recognizer.enrol(PERSON, four), "enrolment photo " + expected);
    assertRefused(() -> recognizer.verify(Frame.read(ALEX), four), "photo " + expected);
    assertThat(recognizer.recognize(four)).hasSize(4);
  }

  @Test
  void aWrongManifest() throws Exception {
    copyTheBundledPack();
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("0.446", "44.6"));
    seal();

    assertRefused(
        this::openFolder,
        "model pack "
            + folder
            + ": expected a manifest.json as docs/models.md describes it but there is a mistake at"
            + " $: expected a threshold in [-1, 1] but it is 44.6");
  }

  @Test
  void anAlteredWeight() throws Exception {
    copyTheBundledPack();
    Path file = folder.resolve("mobilefacenet192_sirius.onnx");
    byte[] weights = Files.readAllBytes(file);
    String described = sha256(weights);
    weights[weights.length / 2] ^= 1;
    Files.write(file, weights);

    assertRefused(
        this::openFolder,
        "model mobilefacenet192: sha256 of mobilefacenet192_sirius.onnx is "
            + sha256(weights)
            + ", the manifest says "
            + described);
  }

  @Test
  void aMissingNativeLibrary() throws Exception {
    assertThat(new FacadeProcess(folder).without("onnxruntime-1").output())
        .startsWith(
            "native library: expected com.microsoft.onnxruntime:onnxruntime with"
                + " ai/onnxruntime/native/")
        .endsWith(
            " on the class path but found none, see docs/troubleshooting.md#native-library"
                + System.lineSeparator());
  }

  @Test
  void aMissingNativeLibraryOfPyTorch() throws Exception {
    copyTheBundledPack();
    embedWith("failing_embedder.pt");

    assertThat(
            new FacadeProcess(folder)
                .withOption("-Dpack=" + folder)
                .without("pytorch-native-cpu")
                .output())
        .startsWith("native library: expected ai.djl.pytorch:pytorch-native-cpu for ")
        .endsWith(
            " on the class path but found none (there is one for each of linux-x86_64,"
                + " linux-aarch64, osx-aarch64, win-x86_64), see"
                + " docs/troubleshooting.md#native-library"
                + System.lineSeparator());
  }

  @Test
  void noFolderForTheLibraryOfPyTorch() throws Exception {
    copyTheBundledPack();
    embedWith("failing_embedder.pt");
    Path noFolder = Files.createFile(folder.resolve("file"));

    assertThat(
            new FacadeProcess(folder)
                .withOption("-Dpack=" + folder)
                .withEnvironment("DJL_CACHE_DIR", noFolder.toString())
                .output())
        .isEqualToIgnoringNewLines(
            "native library: expected a folder to unpack it to but "
                + noFolder.resolve("pytorch")
                + " cannot be made, name another by DJL_CACHE_DIR, see"
                + " docs/troubleshooting.md#native-library");
  }

  @Test
  void anEngineThatFails() throws Exception {
    copyTheBundledPack();
    embedWith("failing_embedder.pt");
    InMemoryGallery others = new InMemoryGallery();
    ModelPack pack = ModelPack.open(folder);
    try (FaceRecognizer failing = FaceRecognizer.open(pack, others, pack.settings())) {
      failing.enrol(PERSON, Frame.read(SAM));
      List<RecognitionResult> ofSam = failing.recognize(Frame.read(SAM));
      String message = "model mobilefacenet192: expected an answer but the engine failed";

      assertRefused(() -> failing.recognize(Frame.read(ALEX)), message);
      assertRefused(() -> failing.enrol(PERSON, Frame.read(ALEX)), message);
      assertRefused(() -> failing.verify(Frame.read(SAM), Frame.read(ALEX)), message);

      assertThat(others.size()).isEqualTo(1);
      assertThat(failing.recognize(Frame.read(SAM))).isEqualTo(ofSam);
    }
  }

  private void assertRefused(byte[] picture, String message) throws IOException {
    Path file = Files.write(folder.resolve("picture"), picture);
    String expected = "picture " + file + ": " + message;
    assertRefused(() -> recognizer.recognize(Frame.read(file)), expected);
    assertRefused(() -> recognizer.enrol(PERSON, Frame.read(file)), expected);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(SophonException.class).isThrownBy(call).withMessage(message);
  }

  private void assertHasNoFace(byte[] picture) throws IOException {
    Path file = Files.write(folder.resolve("picture"), picture);
    Frame frame = Frame.read(file);
    String expected = file + ": expected exactly one face of at least 40 pixels but found none";

    assertThat(recognizer.recognize(frame)).isEmpty();
    assertThat(recognizer.detect(frame)).isEmpty();
    assertRefused(() -> recognizer.enrol(PERSON, frame), "enrolment photo " + expected);
    assertRefused(() -> recognizer.verify(frame, Frame.read(SAM)), "photo " + expected);
  }

  private FaceRecognizer openFolder() {
    ModelPack pack = ModelPack.open(folder);
    return FaceRecognizer.open(pack, gallery, pack.settings());
  }

  private void copyTheBundledPack() throws IOException {
    copyBundled("manifest.json");
    copyBundled("manifest.json.sha256");
    for (JsonNode network : manifest().path("networks")) {
      copyBundled(network.path("file").textValue());
    }
  }

  private void copyBundled(String file) throws IOException {
    try (InputStream input =
        ModelPack.class.getResourceAsStream("/io/sophonevents/recognition/open/" + file)) {
      Files.copy(input, folder.resolve(file));
    }
  }

  private JsonNode manifest() throws IOException {
    return JsonMapper.builder().build().readTree(folder.resolve("manifest.json").toFile());
  }

  /** Lets the pack have this embedder of the test resources, described truly. */
  private void embedWith(String file) throws Exception {
    byte[] weights = Files.readAllBytes(Path.of("src/test/resources/packs", file));
    Files.write(folder.resolve(file), weights);
    JsonNode manifest = manifest();
    for (JsonNode network : manifest.path("networks")) {
      if (network.path("role").textValue().equals("embedder")) {
        ((ObjectNode) network)
            .put("engine", "pytorch")
            .put("file", file)
            .put("bytes", weights.length)
            .put("sha256", sha256(weights));
      }
    }
    Files.writeString(folder.resolve("manifest.json"), manifest.toString());
    seal();
  }

  /** As sha256sum manifest.json > manifest.json.sha256 does. */
  private void seal() throws Exception {
    String digest = sha256(Files.readAllBytes(folder.resolve("manifest.json")));
    Files.writeString(folder.resolve("manifest.json.sha256"), digest + "  manifest.json\n");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage black = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(black, "png", bytes);
    return bytes.toByteArray();
  }

  /** A PNG that says it is so large and has nothing else. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    byte[] png = png(1, 1);
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return png;
  }
}
