package io.sophonevents.recognition.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected values: numpy, from the arrays in mask_glasses_heads.npz in 64 bits, with cells as
 * torch's {@code adaptive_avg_pool2d} makes them.
 */
class MaskGlassesHeadsTest {
  private final MaskGlassesHeads heads = MaskGlassesHeads.bundled();

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.494377408767892, 0.11114182382853338",
    "0, 0.5, 0.5845768359717095, 0.07453946083641544",
    "1, 0.5, 0.5800074360048258, 0.08567124836660134",
    "50, 1, 0.4517063539375128, 0.06155123770902874",
    "90, 1, 0.3820346329439541, 0.3255043834763626",
    "200, 2, 0.57027410103583, 0.04931694285545502",
    "17, 3, 0.9252979951629929, 0.01580050284680851"
  })
  void mapsHaveTheProbabilitiesThatNumpyGives(
      int seed, float amplitude, double mask, double glasses) {
    EstimatedAttributes attributes =
        heads.apply(map(64, 28, seed, amplitude), map(128, 14, seed, amplitude));

    assertThat(attributes.maskProbability()).isCloseTo(mask, within(1e-9));
    assertThat(attributes.glassesProbability()).isCloseTo(glasses, within(1e-9));
    assertThat(attributes.ageYears()).isNull();
    assertThat(attributes.maleProbability()).isNull();
  }

  @Test
  void cellsOverlapWhereTheLengthIsNoMultiple() {
    float[] map = {1, 2, 4, 8, 16, 32, 64, 128, 256};
    MapRegion region = new MapRegion(1, 3, 0, 3, 0, 3, 2, 2);

    assertThat(region.size()).isEqualTo(4);
    assertThat(region.weighted(map, new double[] {9, 1, 0, 0, 0}, 1)).isEqualTo(27 / 4.0);
    assertThat(region.weighted(map, new double[] {0, 1, 0, 0}, 0)).isEqualTo(54 / 4.0);
    assertThat(region.weighted(map, new double[] {0, 0, 1, 0}, 0)).isEqualTo(216 / 4.0);
    assertThat(region.weighted(map, new double[] {0, 0, 0, 1}, 0)).isEqualTo(432 / 4.0);
  }

  @Test
  void mapsOfOtherShapesAreRefused() {
    Tensor early = map(64, 28, 0, 1);
    Tensor late = map(128, 14, 0, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> heads.apply(late, early))
        .withMessage(
            "mask and glasses heads: expected a map of shape [1, 64, 28, 28] but it is [1, 128, 14,"
                + " 14]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heads.apply(early, early))
        .withMessage(
            "mask and glasses heads: expected a map of shape [1, 128, 14, 14] but it is [1, 64, 28,"
                + " 28]");
  }

  @Test
  void mapsWithoutNumbersAreRefused() {
    Tensor early = map(64, 28, 0, 1);
    early.values()[20 * 28 + 10] = Float.NaN;

    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> heads.apply(early, map(128, 14, 0, 1)))
        .withMessage("mask and glasses heads: expected finite values but the network gave others");
  }

  @Test
  void theWeightsAreTheOnesThatWereMeasured() throws Exception {
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bundled())))
        .isEqualTo("382d22c51bf6e2e336770b90b6f16e0492847d79486dba8d0794653bb6fb0d2e");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertRefused(new byte[0], "expected an array w_mask but there is none");
    assertRefused("PK or not".getBytes(UTF_8), "expected an array w_mask but there is none");
    assertRefused(without("b_glasses.npy"), "expected an array b_glasses but there is none");
    assertRefused(
        replaced("w_mask.npy", "b_mask.npy"), "expected 3648 values in w_mask but there are 1");
    assertRefused(
        with("w_mask.npy", new byte[3]), "expected an array of numpy's format 1.0 in w_mask.npy");
    assertRefused(
        with("w_mask.npy", npy("'descr': '<i8', 'fortran_order': False")),
        "expected floating-point numbers in w_mask.npy");
    assertRefused(
        with("w_mask.npy", npy("'descr': '<f4', 'fortran_order': True")),
        "expected floating-point numbers in w_mask.npy");
  }

  private static void assertRefused(byte[] npz, String reason) {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> MaskGlassesHeads.read(npz))
        .withMessage("mask and glasses heads: " + reason);
  }

  /** {@code ((c*37 + y*91 + x*53 + c*y*x*11 + seed) % 256 - 128) / 128 * amplitude}. */
  private static Tensor map(int channels, int side, int seed, float amplitude) {
    float[] values = new float[channels * side * side];
    int to = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int value = (c * 37 + y * 91 + x * 53 + c * y * x * 11 + seed) % 256;
          values[to++] = (value - 128) / 128f * amplitude;
        }
      }
    }
    return new Tensor(values, 1, channels, side, side);
  }

  private static byte[] npy(String header) {
    byte[] text = ("{" + header + ", }\n").getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
    out.writeBytes(text);
    return out.toByteArray();
  }

  private static byte[] without(String array) throws IOException {
    return edited((name, bytes) -> name.equals(array) ? null : bytes);
  }

  private static byte[] with(String array, byte[] content) throws IOException {
    return edited((name, bytes) -> name.equals(array) ? content : bytes);
  }

  private static byte[] replaced(String array, String by) throws IOException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    edited(
        (name, bytes) -> {
          if (name.equals(by)) {
            other.writeBytes(bytes);
          }
          return bytes;
        });
    return with(array, other.toByteArray());
  }

  private static byte[] edited(Edit edit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(bundled()));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] content = edit.apply(entry.getName(), from.readAllBytes());
        if (content != null) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          to.write(content);
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] bundled() throws IOException {
    try (InputStream input =
        MaskGlassesHeads.class.getResourceAsStream(
            "/io/sophonevents/recognition/accurate/mask_glasses_heads.npz")) {
      if (input == null) {
        throw new AssertionError("not on the class path: mask_glasses_heads.npz");
      }
      return input.readAllBytes();
    }
  }

  @FunctionalInterface
  private interface Edit {
    byte @Nullable [] apply(String name, byte[] content);
  }
}
