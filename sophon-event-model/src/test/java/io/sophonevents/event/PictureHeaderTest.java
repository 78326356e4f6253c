package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as encoders write them: the JDK's JPEG and PNG, and libwebp's three kinds of WebP. */
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
