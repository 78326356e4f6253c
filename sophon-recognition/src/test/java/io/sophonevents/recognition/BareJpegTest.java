package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareJpegTest {
  private static final String PLACE = "47.3769N-8.5417E";

  @ParameterizedTest
  @ValueSource(strings = {"rgb.jpg", "progressive.jpg", "grey.jpg"})
  void metadataGoesAndEveryOtherByteStays(String name) {
    byte[] jpeg = PictureFormatsTest.bytes(name);
    byte[] full =
        withSegments(
            jpeg,
            segment(0xE1, "Exif\0\0" + gps(1)),
            segment(0xE1, "http://ns.adobe.com/xap/1.0/\0" + PLACE),
            segment(0xE0, "JFXX\0\20" + PLACE),
            segment(0xE2, "MPF\0" + PLACE),
            segment(0xED, "Photoshop 3.0\0" + PLACE),
            segment(0xE5, PLACE),
            segment(0xFE, PLACE));

    byte[] bare = BareJpeg.of("x", followedBy(full, PLACE));

    assertThat(text(full)).contains(PLACE);
    assertThat(bare).isEqualTo(jpeg);
    assertThat(Frame.decode("x", full).jpeg()).isEqualTo(jpeg);
  }

  @Test
  void aCommentBetweenTwoScansGoes() {
    byte[] jpeg = PictureFormatsTest.bytes("progressive.jpg");
    JpegSegments segments = new JpegSegments(jpeg);
    int last = 0;
    while (segments.next()) {
      last = segments.from() - 4;
    }
    byte[] full = inserted(jpeg, last, segment(0xFE, PLACE));

    assertThat(BareJpeg.of("x", full)).isEqualTo(jpeg);
  }

  @Test
  void theThumbnailOfJfifGoes() {
    byte[] jpeg = PictureFormatsTest.bytes("rgb.jpg"); // its JFIF segment is the first
    byte[] full = inserted(jpeg, 20, PLACE.substring(0, 12).getBytes(ISO_8859_1));
    full[5] = 28;
    full[18] = 2;
    full[19] = 2;

    assertThat(BareJpeg.of("x", full)).isEqualTo(jpeg);
  }

  @Test
  void theColourProfileAndAdobesMarkStay() {
    byte[] jpeg = PictureFormatsTest.bytes("cmyk.jpg");
    byte[] full = withSegments(jpeg, segment(0xE2, "ICC_PROFILE\0\1\1profile"));

    assertThat(text(BareJpeg.of("x", full))).contains("ICC_PROFILE", "Adobe");
    assertThat(BareJpeg.of("x", full)).isEqualTo(full);
  }

  @Test
  void howTheCameraWasHeldStaysWithoutThePlace() {
    byte[] full =
        withSegments(PictureFormatsTest.bytes("rgb.jpg"), segment(0xE1, "Exif\0\0" + gps(6)));

    byte[] bare = BareJpeg.of("x", full);

    assertThat(text(full)).contains(PLACE);
    assertThat(text(bare)).doesNotContain(PLACE);
    assertThat(Frame.decode("x", bare).toRgb()).isEqualTo(Frame.decode("x", full).toRgb());
    assertThat(Frame.decode("x", bare)).hasToString("Frame[31 x 45]");
    assertThat(text(Frame.decode("x", full).jpeg())).doesNotContain("Exif").doesNotContain(PLACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy.webp", "orientation-6.webp", "orientation-6-png.png"})
  void whatIsNoJpegBecomesABareOne(String name) {
    byte[] bare = BareJpeg.of("x", PictureFormatsTest.bytes(name));

    assertThat(bare).isEqualTo(Frame.decode("x", PictureFormatsTest.bytes(name)).jpeg());
    assertThat(text(bare)).doesNotContain("Exif");
  }

  @Test
  void whatHasNoSegmentsWhereTheyMustBeIsEncodedAnew() {
    byte[] jpeg = PictureFormatsTest.bytes("rgb.jpg");
    byte[] odd = inserted(jpeg, 20, PLACE.getBytes(ISO_8859_1)); // decoders pass over it

    byte[] bare = BareJpeg.of("x", odd);

    assertThat(text(bare)).doesNotContain(PLACE);
    assertThat(text(Frame.decode("x", odd).jpeg())).doesNotContain(PLACE);
    assertThat(Frame.decode("x", bare)).hasToString("Frame[45 x 31]");
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThatExceptionOfType(PictureFormatException.class)
        .isThrownBy(() -> BareJpeg.of("x", new byte[5]))
        .withMessage(
            "picture x: expected a JPEG, PNG or WebP picture but found 5 bytes of something else");
  }

  /** Exif's first directory with an orientation and a pointer to GPS data. */
  private static String gps(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + 2 + 12 + 4 + PLACE.length());
    tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38).putInt(0);
    tiff.putShort((short) 1).putShort((short) 2).putShort((short) 2);
    tiff.putInt(PLACE.length()).putInt(56).putInt(0).put(PLACE.getBytes(ISO_8859_1));
    return text(tiff.array());
  }

  private static byte[] segment(int marker, String content) {
    byte[] bytes = content.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(bytes.length + 4)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (bytes.length + 2))
        .put(bytes)
        .array();
  }

  /** After the first segment, JFIF's or Adobe's. */
  private static byte[] withSegments(byte[] jpeg, byte[]... segments) {
    JpegSegments first = new JpegSegments(jpeg);
    assertThat(first.next()).isTrue();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] segment : segments) {
      all.writeBytes(segment);
    }
    return inserted(jpeg, first.to(), all.toByteArray());
  }

  private static byte[] inserted(byte[] jpeg, int at, byte[] more) {
    return ByteBuffer.allocate(jpeg.length + more.length)
        .put(jpeg, 0, at)
        .put(more)
        .put(jpeg, at, jpeg.length - at)
        .array();
  }

  private static byte[] followedBy(byte[] jpeg, String text) {
    byte[] more = Arrays.copyOf(jpeg, jpeg.length + text.length());
    System.arraycopy(text.getBytes(ISO_8859_1), 0, more, jpeg.length, text.length());
    return more;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
