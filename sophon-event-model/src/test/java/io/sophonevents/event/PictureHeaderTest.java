package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as encoders write them: the JDK's JPEG and PNG, and libwebp's three kinds of WebP. */
@SuppressWarnings("NullAway")
class PictureHeaderTest {
  private static final String WEBP_LOSSY =
      "UklGRi4AAABXRUJQVlA4ICIAAABwAQCdASoHAAUADMDOJaACdAGgAADxjLM4V199fcjb6kQA";
  private static final String WEBP_LOSSLESS =
      "UklGRh4AAABXRUJQVlA4TBEAAAAvBgABAAdQ5CrUo/+BiOh/AAA=";
  private static final String WEBP_WITH_ALPHA =
      "UklGRlIAAABXRUJQVlA4WAoAAAAQAAAABgAABAAAQUxQSAoAAAABB1CtiAhERP8DVlA4ICIAAABwAQCdASoHAAUADMDO"
          + "JaACdAGgAADxjLM4V199fcjb6kQA";

  @ParameterizedTest
  @ValueSource(strings = {WEBP_LOSSY, WEBP_LOSSLESS, WEBP_WITH_ALPHA})
  void theThreeKindsOfWebpTellTheirSize(String base64) {
    assertThat(EncodedImage.ofText(base64).header())
        .contains(new PictureHeader(PictureHeader.Format.WEBP, 7, 5));
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 1, 1", "JPEG, 1920, 1080", "JPEG, 65500, 1", "PNG, 3, 70000"})
  void aJpegOrPngTellsItsSize(PictureHeader.Format format, int width, int height)
      throws IOException {
    assertThat(PictureHeader.of(picture(format, width, height)))
        .contains(new PictureHeader(format, width, height));
  }

  @Test
  void aProgressiveJpegTellsItsSize() throws IOException {
    assertThat(PictureHeader.of(progressive(320, 240)))
        .contains(new PictureHeader(PictureHeader.Format.JPEG, 320, 240));
  }

  /** The size stands behind a thumbnail that is larger than what is looked at first. */
  @Test
  void aJpegWithALargeThumbnailTellsItsSize() throws IOException {
    byte[] jpeg = picture(PictureHeader.Format.JPEG, 64, 48);
    byte[] thumbnail = new byte[60_000];
    thumbnail[0] = (byte) 0xff;
    thumbnail[1] = (byte) 0xe1;
    thumbnail[2] = (byte) ((thumbnail.length - 2) >> 8);
    thumbnail[3] = (byte) (thumbnail.length - 2);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(jpeg, 0, 2);
    both.writeBytes(thumbnail);
    both.write(jpeg, 2, jpeg.length - 2);

    assertThat(EncodedImage.of(both.toByteArray()).header())
        .contains(new PictureHeader(PictureHeader.Format.JPEG, 64, 48));
  }

  /** What another reader finds in the same bytes. */
  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void theSizeIsThatOfThePixels(PictureHeader.Format format) throws IOException {
    byte[] bytes = picture(format, 33, 17);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes));

    assertThat(EncodedImage.of(bytes).header())
        .contains(new PictureHeader(format, decoded.getWidth(), decoded.getHeight()));
  }

  /** Cut anywhere, it tells the right size or none, and never fails. */
  @Test
  void aPictureThatIsCutTellsItsSizeOrNone() throws IOException {
    for (byte[] whole :
        new byte[][] {
          picture(PictureHeader.Format.JPEG, 7, 5),
          progressive(7, 5),
          picture(PictureHeader.Format.PNG, 7, 5),
          Base64.getDecoder().decode(WEBP_LOSSY),
          Base64.getDecoder().decode(WEBP_LOSSLESS),
          Base64.getDecoder().decode(WEBP_WITH_ALPHA),
        }) {
      PictureHeader header = PictureHeader.of(whole).orElseThrow();
      int told = 0;
      for (int length = 0; length < whole.length; length++) {
        PictureHeader cut = PictureHeader.of(Arrays.copyOf(whole, length)).orElse(header);
        assertThat(cut).isEqualTo(header);
        told += PictureHeader.of(Arrays.copyOf(whole, length)).isPresent() ? 1 : 0;
      }
      assertThat(told).isPositive();
    }
  }

  /** Where a size is cut in two, the first half is none. */
  @ParameterizedTest
  @CsvSource({"JPEG", "PNG"})
  void halfASizeIsNone(PictureHeader.Format format) throws IOException {
    byte[] whole = picture(format, 600, 300);
    for (int length = 0; length < whole.length; length++) {
      assertThat(
              PictureHeader.of(Arrays.copyOf(whole, length))
                  .filter(header -> header.widthPixels() != 600 || header.heightPixels() != 300))
          .isEmpty();
    }
    if (format == PictureHeader.Format.PNG) {
      assertThat(PictureHeader.of(Arrays.copyOf(whole, 23))).isEmpty();
      assertThat(PictureHeader.of(Arrays.copyOf(whole, 24))).isPresent();
    }
  }

  @Test
  void theShortestHeaderOfALosslessWebpTellsItsSize() {
    byte[] whole = Base64.getDecoder().decode(WEBP_LOSSLESS);

    assertThat(PictureHeader.of(Arrays.copyOf(whole, 25)))
        .contains(new PictureHeader(PictureHeader.Format.WEBP, 7, 5));
    assertThat(PictureHeader.of(Arrays.copyOf(whole, 24))).isEmpty();
  }

  /** Zeros in place of what begins a frame, or of the whole of it. */
  @ParameterizedTest
  @CsvSource({
    WEBP_LOSSY + ", 23, 26",
    WEBP_LOSSY + ", 16, 30",
    WEBP_LOSSLESS + ", 20, 21",
    WEBP_LOSSLESS + ", 16, 30",
    WEBP_WITH_ALPHA + ", 16, 30"
  })
  void aWebpWithoutTheSignatureOfItsFrameHasNoHeader(String base64, int from, int to) {
    byte[] webp = Base64.getDecoder().decode(base64);
    Arrays.fill(webp, from, to, (byte) 0);

    assertThat(PictureHeader.of(webp)).isEmpty();
  }

  /** A text is read in whatever form base64 comes, and bytes and header agree. */
  @Test
  void thePictureIsTheSameInEveryFormOfBase64() throws IOException {
    byte[] jpeg = picture(PictureHeader.Format.JPEG, 600, 300);
    String plain = Base64.getEncoder().encodeToString(jpeg);
    String mime = Base64.getMimeEncoder().encodeToString(jpeg);
    assertThat(plain).contains("/");
    for (String text :
        List.of(
            plain,
            plain.replace("=", ""),
            mime,
            mime.replace("\r", ""),
            mime.replace("\r\n", "\n  "),
            Base64.getUrlEncoder().encodeToString(jpeg),
            "DATA:image/jpeg;base64," + plain,
            " \r\n Data:image/jpeg;base64, " + mime + "\n ",
            "\t" + plain + "  ")) {
      EncodedImage image = EncodedImage.ofText(text);

      assertThat(image.bytes()).contains(jpeg);
      assertThat(image.header()).contains(new PictureHeader(PictureHeader.Format.JPEG, 600, 300));
      assertThat(image.isEmpty()).isFalse();
      assertThat(image.withoutPrefix().text()).doesNotContainIgnoringCase("data:");
    }
    for (String escaped :
        List.of(
            plain.replace("/", "\\/"),
            "\\u0064ATA:image\\/jpeg;base64," + plain,
            mime.replace("\r\n", "\\r\\n"),
            "\\u0020" + mime.replace("\r\n", "\\u000a"))) {
      byte[] body = ("{\"a\":1,\"spot_pic\":\"" + escaped + "\"}").getBytes(UTF_8);
      EncodedImage image = EncodedImage.received(body, 19, body.length - 2);

      assertThat(image.bytes()).contains(jpeg);
      assertThat(image.header()).isPresent();
      assertThat(image.withoutPrefix().bytes()).contains(jpeg);
    }
  }

  /** A form decoded with each plus as a space: left out, the bytes would be other ones. */
  @Test
  void whatBlanksTookThePlaceOfIsNoPicture() {
    byte[] picture = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xfb, (byte) 0xef, (byte) 0xbe};
    String plain = Base64.getEncoder().encodeToString(Arrays.copyOf(picture, 300));
    assertThat(plain).startsWith("/9j/++++");
    EncodedImage image = EncodedImage.ofText(plain.replace('+', ' '));

    assertThat(image.bytes()).isEmpty();
    assertThat(image.header()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 70, 5000})
  void blanksAreNoPicture(int count) {
    EncodedImage image = EncodedImage.ofText(" \t\n".repeat(count));

    assertThat(image.isEmpty()).isTrue();
    assertThat(image.bytes()).isEmpty();
    assertThat(image.header()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:", "data:image/jpeg;base64,", "\u0141\u0142\u0143\u0144", "AA A", "/9j/!"})
  void whatIsNoBase64HasNeitherBytesNorHeader(String text) {
    assertThat(EncodedImage.ofText(text).bytes()).isEmpty();
    assertThat(EncodedImage.ofText(text).header()).isEmpty();
  }

  /** The header of a large picture is found in its first piece. */
  @Test
  @Timeout(10)
  void theHeaderOfALargePictureIsReadWithoutTheRest() throws IOException {
    byte[] large = Arrays.copyOf(picture(PictureHeader.Format.JPEG, 600, 300), 15 << 20);
    EncodedImage image = EncodedImage.ofText(Base64.getMimeEncoder().encodeToString(large));

    for (int i = 0; i < 1000; i++) {
      assertThat(image.header()).isPresent();
    }
  }

  /** An embedding comes in the same forms. */
  @Test
  void anEmbeddingIsTheSameInEveryFormOfBase64() {
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = -1f / (i + 1);
    }
    byte[] bytes = new byte[2048];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    String mime = Base64.getMimeEncoder().encodeToString(bytes).replace("\r\n", "\\r\\n");
    for (String sent :
        List.of(
            mime,
            "data:;base64," + Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes))) {
      byte[] body =
          ("{\"identity_id\":\"1\",\"timestamp\":1,\"want_action\":\"\","
                  + "\"recognize_face_attr\":{\"feature_binary\":\""
                  + sent
                  + "\"}}")
              .getBytes(UTF_8);
      Decoded read = new EventCodec().inspect(body, Hint.NONE);

      FaceAttributes attributes = ((AccessEvent) read.event()).attributes();
      assertThat(attributes.embedding().toArray()).isEqualTo(values);
      assertThat(read.deviations()).noneMatch(each -> each.path().contains("feature"));
      assertThat(new String(new EventCodec().encode(read.event()), UTF_8)).contains(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "R0lGODlhAQABAAAAACw=", // a GIF
        "/9j/2g==", // a JPEG whose pixels begin before its size
        "/9j/4AAA/8AAAAgAAAAA", // one with an empty segment and a size of zero
        "iVBORw0KGgoAAAANSUhEUv////////////8=", // a PNG of 2^32 pixels
        "UklGRgAAAABXRUJQVlA4SAAAAAAAAAAAAAAAAAAAAAAAAAAA", // a WebP of a fourth kind
      })
  void whatTellsNoSizeHasNoHeader(String base64) {
    assertThat(EncodedImage.ofText(base64).header()).isEmpty();
  }

  private static byte[] picture(PictureHeader.Format format, int width, int height)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, format.name().toLowerCase(Locale.ROOT), out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] progressive(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(to);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
