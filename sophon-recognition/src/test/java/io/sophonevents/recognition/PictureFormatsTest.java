package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures of other encoders, against what libjpeg-turbo and libwebp make of them, and what is
 * wrong with pictures; src/test/resources/pictures/make_pictures.py made them.
 */
class PictureFormatsTest {
  private static final Path PICTURES = Path.of("src/test/resources/pictures");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "rgb.jpg, 0",
    "progressive.jpg, 0",
    "grey.jpg, 0",
    "cmyk.jpg, 0",
    "cmyk-progressive.jpg, 0",
    "ycck.jpg, 1",
    "lossless.webp, 0",
    "transparent-lossless.webp, 0",
    "grey.webp, 2",
    "transparent.webp, 6",
    "lossy.webp, 15"
  })
  void everyPictureHasTheValuesOfAnotherDecoder(String name, int mostOff) {
    Frame frame = Frame.decode(name, bytes(name));

    Frame expected = Frame.decode(name, bytes(name + ".png"));
    assertThat(frame.widthPixels()).isEqualTo(expected.widthPixels());
    assertThat(mostDifferent(frame.toRgb(), expected.toRgb())).isLessThanOrEqualTo(mostOff);
  }

  /** The colour of a lossy WebP is stored at half the size; how it is enlarged is the decoder's. */
  @Test
  void errorsOfALossyWebpDoNotAddUp() {
    byte[] values = Frame.decode("x", bytes("lossy.webp")).toRgb();

    assertThat(meanDifference(values, Frame.decode("x", bytes("lossy.webp.png")).toRgb()))
        .isLessThan(1.2);
  }

  @Test
  void sixteenBitsOfColourKeepTheirUpperEight() {
    byte[] eight = Frame.decode("x", bytes("lossless.webp")).toRgb();
    byte[] expected = new byte[eight.length];
    for (int i = 0; i < eight.length; i++) {
      expected[i] = (byte) (Math.min(65535, (eight[i] & 0xFF) * 257 + 77) >> 8);
    }

    assertThat(Frame.decode("x", bytes("16-bit.png")).toRgb()).isEqualTo(expected);
  }

  @Test
  void theOrientationOfAPngIsApplied() {
    Frame frame = Frame.decode("x", bytes("orientation-6-png.png"));

    byte[] stored = Frame.decode("x", bytes("lossless.webp")).toRgb();
    assertThat(frame).hasToString("Frame[31 x 45]");
    assertThat(frame.toRgb()).isEqualTo(new Orientation(6).upright("x", 45, 31, stored).toRgb());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Exif\0\0"})
  void theOrientationOfAWebpIsAppliedWithAndWithoutTheNameBeforeIt(String before) {
    byte[] webp = bytes("orientation-6.webp");
    int exif = new String(webp, ISO_8859_1).indexOf("EXIF");
    byte[] content = Arrays.copyOfRange(webp, exif + 8, webp.length);
    ByteBuffer named = ByteBuffer.allocate(webp.length + before.length());
    named.order(ByteOrder.LITTLE_ENDIAN).put(webp, 0, exif + 4);
    named.putInt(content.length + before.length()).put(before.getBytes(ISO_8859_1)).put(content);
    named.putInt(4, named.capacity() - 8);

    Frame frame = Frame.decode("x", named.array());

    byte[] stored = Frame.decode("x", bytes("orientation-6.webp.png")).toRgb();
    assertThat(frame).hasToString("Frame[31 x 45]");
    assertThat(
            mostDifferent(frame.toRgb(), new Orientation(6).upright("x", 45, 31, stored).toRgb()))
        .isLessThanOrEqualTo(6);
  }

  @Test
  void inksThatAdobeDidNotWriteAreTheOtherWayRound() {
    byte[] adobe = bytes("cmyk.jpg");
    byte[] other = without(adobe, 0xEE);

    int[] light = Pattern.unsigned(Frame.decode("x", adobe).toRgb());
    int[] dark = Pattern.unsigned(Frame.decode("x", other).toRgb());

    // the sample has no black, which the other way round is black everywhere
    assertThat(light[0])
        .isEqualTo(Pattern.unsigned(Frame.decode("x", bytes("cmyk.jpg.png")).toRgb())[0]);
    assertThat(dark).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "lossy.webp", "16-bit.png"})
  void whatEventsCannotCarryIsSentAsAJpegOfThreeColours(String name) {
    byte[] jpeg = Frame.decode("x", bytes(name)).jpeg();

    assertThat(JpegHeader.of(jpeg).components()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "progressive.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "ycck.jpg",
        "lossless.webp",
        "orientation-6.webp",
        "transparent.webp",
        "orientation-6-png.png",
        "16-bit.png"
      })
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPictureCutAtAnyLengthIsRefused(String name) {
    byte[] whole = bytes(name);
    int signature = name.endsWith("jpg") ? 3 : name.endsWith("png") ? 8 : 12;
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      String expected =
          length == 0
              ? "expected a JPEG, PNG or WebP picture but found 0 bytes"
              : length < signature
                  ? "expected a JPEG, PNG or WebP picture but found "
                      + length
                      + " bytes of something else"
                  : "expected a whole picture but its " + length + " bytes end early";

      assertThatExceptionOfType(PictureFormatException.class)
          .as("%s cut to %d bytes", name, length)
          .isThrownBy(() -> Frame.decode("x", part))
          .satisfies(
              refused ->
                  assertThat(
                          String.valueOf(refused.getMessage()).replace("are broken or end", "end"))
                      .isEqualTo("picture x: " + expected));
    }
  }

  @Test
  void aWebpOfTooManyPixelsIsRefusedByItsHeader() {
    byte[] webp = bytes("lossless.webp");

    assertRefused(
        withLosslessSides(webp, 8001, 8000),
        "picture x: expected at most 64000000 pixels but it has 8001 x 8000");
    assertRefused(
        withLosslessSides(webp, 8000, 8000), // it went on to the pixels, of which there are few
        "picture x: expected a whole picture but its "
            + webp.length
            + " bytes are broken or end early");
    byte[] canvas = bytes("orientation-6.webp");
    ByteBuffer.wrap(canvas)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(24, 19_999)
        .put(27, (byte) 0x1F)
        .put(28, (byte) 0x4E)
        .put(29, (byte) 0);
    assertRefused(canvas, "picture x: expected at most 64000000 pixels but it has 20000 x 20000");
  }

  @Test
  void aJpegOfTooManyPixelsIsRefusedByItsHeader() {
    byte[] jpeg = bytes("rgb.jpg");
    ByteBuffer.wrap(jpeg)
        .putShort(sizeOf(jpeg), (short) 20_000)
        .putShort(sizeOf(jpeg) + 2, (short) 20_000);

    assertRefused(jpeg, "picture x: expected at most 64000000 pixels but it has 20000 x 20000");
  }

  @Test
  void aWebpWhosePictureIsNotOfItsCanvasIsRefused() {
    byte[] webp = bytes("orientation-6.webp");
    webp[24] = 45; // one more than the width, less one

    assertRefused(
        webp,
        "picture x: expected a WebP picture of its canvas's 46 x 31 pixels but it has 45 x 31");
  }

  @Test
  void anAnimatedWebpIsRefused() {
    assertRefused(
        bytes("animated.webp"), "picture x: expected a still picture but it is an animated WebP");
  }

  @Test
  void aWebpWithoutAPictureIsRefused() {
    byte[] webp = "RIFF\4\0\0\0WEBP".getBytes(ISO_8859_1);

    assertRefused(webp, "picture x: expected a WebP with a picture but it has none");
  }

  /**
   * Transparency is a second picture; this one was made to be read on for seconds after its end.
   */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void transparencyIsNotDecoded() {
    byte[] webp = bytes("transparent.webp");
    int alpha = new String(webp, ISO_8859_1).indexOf("ALPH");
    Arrays.fill(webp, alpha + 9, alpha + 20, (byte) 0xEE);

    assertThat(Frame.decode("x", webp).toRgb())
        .isEqualTo(Frame.decode("x", bytes("transparent.webp")).toRgb());
  }

  @Test
  void aJpegOfAHundredScansIsReadAndOneOfAScanMoreIsRefused() {
    byte[] jpeg = bytes("progressive.jpg");
    int scans = JpegHeader.of(jpeg).scans();

    assertThat(Frame.decode("x", withScansRepeated(jpeg, 100 - scans)))
        .hasToString("Frame[45 x 31]");
    assertRefused(
        withScansRepeated(jpeg, 101 - scans),
        "picture x: expected a JPEG of at most 100 scans but it has 101");
  }

  @Test
  void nothingIsWrittenToAFile() throws IOException {
    Path file = folder.resolve("cache");
    Files.createDirectory(file);
    ImageIO.setCacheDirectory(file.toFile());
    boolean before = ImageIO.getUseCache();
    ImageIO.setUseCache(true);
    long newest = newest(file);
    try {
      for (String name : new String[] {"rgb.jpg", "cmyk.jpg", "lossy.webp", "16-bit.png"}) {
        Frame.decode("x", Frame.decode("x", bytes(name)).jpeg());
      }
      // a file would be made and deleted: the folder's own time tells
      assertThat(newest(file)).isEqualTo(newest);
      assertThat(file).isEmptyDirectory();
    } finally {
      ImageIO.setUseCache(before);
      ImageIO.setCacheDirectory(null);
    }
  }

  private static long newest(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder).to(TimeUnit.NANOSECONDS);
  }

  private static void assertRefused(byte[] picture, String message) {
    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> Frame.decode("x", picture))
        .withMessage(message);
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(PICTURES.resolve(name));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static byte[] withLosslessSides(byte[] webp, int width, int height) {
    byte[] other = webp.clone();
    ByteBuffer bits = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
    bits.putInt(21, (bits.getInt(21) & 0xF000_0000) | (width - 1) | (height - 1) << 14);
    return other;
  }

  /** Where height and width stand. */
  private static int sizeOf(byte[] jpeg) {
    JpegSegments segments = new JpegSegments(jpeg);
    while (segments.next()) {
      if (segments.isStartOfFrame()) {
        return segments.from() + 1;
      }
    }
    throw new AssertionError("no frame");
  }

  private static byte[] without(byte[] jpeg, int marker) {
    JpegSegments segments = new JpegSegments(jpeg);
    while (segments.next()) {
      if (segments.marker() == marker) {
        int head = segments.from() - 4;
        byte[] less = Arrays.copyOf(jpeg, jpeg.length - (segments.to() - head));
        System.arraycopy(jpeg, segments.to(), less, head, jpeg.length - segments.to());
        return less;
      }
    }
    throw new AssertionError("no such segment");
  }

  /**
   * The first scan, of the coarsest values, so often before itself: reading it again is allowed.
   */
  private static byte[] withScansRepeated(byte[] jpeg, int times) {
    JpegSegments segments = new JpegSegments(jpeg);
    while (segments.next()) {
      if (segments.marker() == JpegSegments.START_OF_SCAN) {
        int from = segments.from() - 4;
        int scan = segments.endOfScan() - from;
        ByteBuffer more = ByteBuffer.allocate(jpeg.length + times * scan).put(jpeg, 0, from);
        for (int i = 0; i < times; i++) {
          more.put(jpeg, from, scan);
        }
        return more.put(jpeg, from, jpeg.length - from).array();
      }
    }
    throw new AssertionError("no scan");
  }

  private static int mostDifferent(byte[] one, byte[] other) {
    int most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)));
    }
    return most;
  }

  private static double meanDifference(byte[] one, byte[] other) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
    }
    return (double) sum / one.length;
  }
}
