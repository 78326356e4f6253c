package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  @TempDir Path folder;

  @Test
  void aPngIsDecodedToItsPixels() {
    Frame frame = Frame.decode("x.png", encoded(twoColours(BufferedImage.TYPE_INT_RGB), "png"));

    assertThat(frame.widthPixels()).isEqualTo(2);
    assertThat(frame.heightPixels()).isEqualTo(1);
    assertThat(Pattern.unsigned(frame.toRgb())).containsExactly(200, 100, 50, 0, 0, 255);
  }

  @Test
  void aPalettePictureIsDecodedToItsColours() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, Color.RED.getRGB());
    image.setRGB(1, 0, Color.WHITE.getRGB());

    assertThat(Pattern.unsigned(Frame.decode("x.png", encoded(image, "png")).toRgb()))
        .containsExactly(255, 0, 0, 255, 255, 255);
  }

  @Test
  void transparencyIsDropped() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80_10_20_30);

    assertThat(Pattern.unsigned(Frame.decode("x.png", encoded(image, "png")).toRgb()))
        .containsExactly(0x10, 0x20, 0x30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void greyKeepsItsValue(String format) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, 77);
    }

    assertThat(Pattern.unsigned(Frame.decode("x", encoded(image, format)).toRgb()))
        .containsOnly(77);
  }

  @Test
  void sixteenBitsKeepTheirUpperEight() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 0xABCD);

    assertThat(Pattern.unsigned(Frame.decode("x.png", encoded(image, "png")).toRgb()))
        .containsExactly(0xAB, 0xAB, 0xAB);
  }

  @Test
  void aPictureOfOnePixelIsAPicture() {
    Frame frame = Frame.decode("x", encoded(new BufferedImage(1, 1, 5), "jpeg"));

    assertThat(frame).hasToString("Frame[1 x 1]");
  }

  @Test
  void aJpegIsKeptUnchanged() {
    byte[] jpeg = encoded(halves(), "jpeg");

    assertThat(Frame.decode("x.jpg", jpeg).jpeg()).isEqualTo(jpeg);
  }

  @Test
  void whatWasNoJpegBecomesOne() {
    Frame frame = Frame.decode("x.png", encoded(halves(), "png"));

    Frame again = Frame.decode("again", frame.jpeg());

    assertThat(again.widthPixels()).isEqualTo(16);
    assertThat(again.heightPixels()).isEqualTo(8);
    assertThat(again.toRgb()[0]).isEqualTo((byte) 255);
    assertThat(again.toRgb()[15 * 3]).isZero();
  }

  /** Where the white half of a picture, stored at the left, must be seen. */
  @ParameterizedTest
  @CsvSource({
    "1, left",
    "2, right",
    "3, right",
    "4, left",
    "5, top",
    "6, top",
    "7, bottom",
    "8, bottom"
  })
  void theCamerasOrientationIsApplied(int orientation, String white) {
    byte[] jpeg = withExif(encoded(halves(), "jpeg"), orientation);

    Frame frame = Frame.decode("x.jpg", jpeg);

    boolean turned = orientation >= 5;
    assertThat(frame.widthPixels()).isEqualTo(turned ? 8 : 16);
    assertThat(frame.heightPixels()).isEqualTo(turned ? 16 : 8);
    assertThat(valueAt(frame, 0, 0))
        .isEqualTo(white.equals("left") || white.equals("top") ? 255 : 0);
    assertThat(valueAt(frame, frame.widthPixels() - 1, frame.heightPixels() - 1))
        .isEqualTo(white.equals("left") || white.equals("top") ? 0 : 255);
    assertThat(new String(frame.jpeg(), ISO_8859_1)).doesNotContain("Exif");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1 0 3 2 5 4",
    "3, 5 4 3 2 1 0",
    "4, 4 5 2 3 0 1",
    "5, 0 2 4 1 3 5",
    "6, 4 2 0 5 3 1",
    "7, 5 3 1 4 2 0",
    "8, 1 3 5 0 2 4"
  })
  void everyOrientationMovesEveryPixelToItsPlace(int orientation, String expected) {
    byte[] stored = new byte[2 * 3 * 3]; // two columns, three rows, pixel n all n
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (byte) (i / 3);
    }

    byte[] upright = new Orientation(orientation).upright("x", 2, 3, stored).toRgb();

    StringBuilder pixels = new StringBuilder();
    for (int i = 0; i < upright.length; i += 3) {
      pixels.append(i == 0 ? "" : " ").append(upright[i]);
    }
    assertThat(pixels).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 77})
  void anOrientationThatDoesNotExistIsUpright(int orientation) {
    Frame frame = Frame.decode("x.jpg", withExif(encoded(halves(), "jpeg"), orientation));

    assertThat(valueAt(frame, 0, 0)).isEqualTo(255);
    assertThat(frame.widthPixels()).isEqualTo(16);
  }

  @Test
  void exifThatPointsBeyondItselfIsIgnored() {
    byte[] jpeg = withExif(encoded(halves(), "jpeg"), 6);
    jpeg[2 + 4 + 6 + 4] = 0x7F; // the offset of its directory

    assertThat(Frame.decode("x.jpg", jpeg).widthPixels()).isEqualTo(16);
  }

  @Test
  void bytesOfSomethingElseAreRefused() {
    assertRefused(
        "people/x.jpg",
        "hello, world".getBytes(ISO_8859_1),
        "picture people/x.jpg: expected a JPEG, PNG or WebP picture but found 12 bytes of something"
            + " else");
  }

  @Test
  void noBytesAreRefused() {
    assertRefused(
        "x.jpg",
        new byte[0],
        "picture x.jpg: expected a JPEG, PNG or WebP picture but found 0 bytes");
  }

  @Test
  void aGifIsRefusedAlthoughJavaCouldReadIt() {
    byte[] gif = encoded(halves(), "gif");

    assertRefused(
        "x.gif",
        gif,
        "picture x.gif: expected a JPEG, PNG or WebP picture but found "
            + gif.length
            + " bytes of something else");
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 0.5", "jpeg, 0.9", "png, 0.5", "png, 0.9", "jpeg, 0.02", "png, 0.1"})
  void aPictureThatEndsEarlyIsRefused(String format, double share) {
    byte[] whole = encoded(noise(), format);
    byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));

    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> Frame.decode("x", part))
        .withMessageStartingWith("picture x: expected a whole picture but its " + part.length)
        .withMessageEndingWith(" end early");
  }

  @Test
  void aPictureWithABrokenPartIsRefused() {
    byte[] png = encoded(noise(), "png");
    png[png.length / 2] ^= 0x55;

    assertRefused(
        "x.png",
        png,
        "picture x.png: expected a whole picture but its "
            + png.length
            + " bytes are broken or end early");
  }

  @Test
  void aPictureOfSixtyFourMegapixelsIsReadAndOneOfAPixelMoreIsRefusedByItsHeader() {
    BufferedImage largest = new BufferedImage(8000, 8000, BufferedImage.TYPE_BYTE_BINARY);
    assertThat(Frame.decode("x.png", encoded(largest, "png"))).hasToString("Frame[8000 x 8000]");
    assertRefused(
        "x.png",
        pngHeader(64_000_001, 1),
        "picture x.png: expected at most 64000000 pixels but it has 64000001 x 1");
    assertRefused(
        "x.png",
        pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE),
        "picture x.png: expected at most 64000000 pixels but it has 2147483647 x 2147483647");
  }

  @Test
  void aFileIsReadUnderItsPath() throws IOException {
    Path file = folder.resolve("a.png");
    Files.write(file, encoded(halves(), "png"));

    assertThat(Frame.read(file).name()).isEqualTo(file.toString());
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path file = folder.resolve("none.jpg");

    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> Frame.read(file))
        .withMessage(
            "picture " + file + ": expected a readable file but there was NoSuchFileException");
  }

  @Test
  void aFileThatIsTooLongIsRefusedUnread() throws IOException {
    Path file = folder.resolve("long.jpg");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(256_000_001);
    }

    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> Frame.read(file))
        .withMessage(
            "picture " + file + ": expected at most 256000000 bytes but there are 256000001");
  }

  @Test
  void pixelsAreCopiedInAndOut() {
    byte[] rgb = {1, 2, 3};
    Frame frame = Frame.of(1, 1, rgb);
    rgb[0] = 9;
    frame.toRgb()[1] = 9;

    assertThat(frame.toRgb()).containsExactly(1, 2, 3);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.of(2, 2, new byte[11]))
        .withMessage("frame: expected 12 values for 2 x 2 pixels but there are 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.of(0, 2, new byte[0]))
        .withMessage(
            "frame: expected sides of at least 1 and at most 64000000 pixels but it is 0 x 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.of(64_000_001, 1, new byte[0]))
        .withMessage(
            "frame: expected sides of at least 1 and at most 64000000 pixels but it is 64000001 x"
                + " 1");
  }

  @Test
  void aCropShowsTheBoxAndItsMarginAsFarAsThePictureGoes() {
    Frame frame = Pattern.frame(20, 10);

    Frame crop = frame.crop(new Box(12.4, 3, 18.2, 7), 0.5);

    assertThat(crop.widthPixels()).isEqualTo(20 - 9);
    assertThat(crop.heightPixels()).isEqualTo(9 - 1);
    assertThat(Arrays.copyOf(crop.toRgb(), 3))
        .isEqualTo(Arrays.copyOfRange(frame.toRgb(), (1 * 20 + 9) * 3, (1 * 20 + 9) * 3 + 3));
  }

  @Test
  void aCropOutsideThePictureIsRefused() {
    Frame frame = Pattern.frame(20, 10);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame.crop(new Box(25, 3, 30, 7), 0.1))
        .withMessage(
            "crop: expected a box that touches the 20 x 10 pixels of the picture but it lies"
                + " outside");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame.crop(new Box(1, 1, 2, 2), -0.1))
        .withMessage("crop: expected a margin of at least 0 but it is -0.1");
  }

  private static void assertRefused(String name, byte[] picture, String message) {
    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> Frame.decode(name, picture))
        .withMessage(message);
  }

  private static BufferedImage twoColours(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, new Color(200, 100, 50).getRGB());
    image.setRGB(1, 0, Color.BLUE.getRGB());
    return image;
  }

  /** White at the left, black at the right. */
  private static BufferedImage halves() {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 8, 8);
    graphics.dispose();
    return image;
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i * 7919);
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4);
    exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    byte[] all = new byte[jpeg.length + exif.capacity()];
    System.arraycopy(jpeg, 0, all, 0, 2);
    System.arraycopy(exif.array(), 0, all, 2, exif.capacity());
    System.arraycopy(jpeg, 2, all, 2 + exif.capacity(), jpeg.length - 2);
    return all;
  }

  /** A PNG of that size that has no pixels. */
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(8 + 4 + 4 + 13 + 4);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    png.putInt(13).put("IHDR".getBytes(ISO_8859_1)).putInt(width).putInt(height);
    png.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    return png.putInt((int) crc.getValue()).array();
  }

  private static int valueAt(Frame frame, int x, int y) {
    return frame.toRgb()[(y * frame.widthPixels() + x) * 3] & 0xFF;
  }
}
