package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a picture says of itself in its first bytes.
 *
 * <p>Immutable.
 *
 * @param format what it is
 * @param widthPixels as stored: a JPEG's Exif part may turn it
 * @param heightPixels as stored
 */
public record PictureHeader(Format format, int widthPixels, int heightPixels) {
  /** What a picture is. */
  public enum Format {
    JPEG,
    PNG,
    WEBP
  }

  private static final String JPEG = "\u00ff\u00d8\u00ff";
  private static final String PNG = "\u0089PNG\r\n\u001a\n";
  private static final int SEGMENT = 0xff;

  public PictureHeader {
    requireNonNull(format, "format");
  }

  /** The header of the picture that begins with these bytes; empty if it does not say its size. */
  public static Optional<PictureHeader> of(byte[] picture) {
    if (picture.length >= 24 && isAt(picture, 0, PNG) && isAt(picture, 12, "IHDR")) {
      return sized(Format.PNG, bigEndian(picture, 16, 4), bigEndian(picture, 20, 4));
    }
    if (isAt(picture, 0, "RIFF") && isAt(picture, 8, "WEBP")) {
      return webp(picture);
    }
    return isAt(picture, 0, JPEG) ? jpeg(picture) : Optional.empty();
  }

  /** Whether these bytes begin as a picture of the three formats does, however short they are. */
  static boolean isBeginOfOne(byte[] bytes) {
    return isAt(bytes, 0, JPEG)
        || isAt(bytes, 0, PNG)
        || (isAt(bytes, 0, "RIFF") && isAt(bytes, 8, "WEBP"));
  }

  /** Goes from segment to segment to the one that starts the frame. */
  private static Optional<PictureHeader> jpeg(byte[] picture) {
    int at = 2;
    while (at + 9 <= picture.length && (picture[at] & 0xff) == SEGMENT) {
      int marker = picture[at + 1] & 0xff;
      if (marker == SEGMENT) {
        at++; // a fill byte
        continue;
      }
      boolean startsFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (startsFrame) {
        return sized(Format.JPEG, bigEndian(picture, at + 7, 2), bigEndian(picture, at + 5, 2));
      }
      if (marker == 0xda || marker == 0xd9) {
        return Optional.empty();
      }
      boolean alone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      at += alone ? 2 : 2 + Math.max(2, bigEndian(picture, at + 2, 2));
    }
    return Optional.empty();
  }

  private static Optional<PictureHeader> webp(byte[] picture) {
    if (picture.length >= 25 && isAt(picture, 12, "VP8L") && isAt(picture, 20, "/")) {
      int bits = littleEndian(picture, 21, 4);
      return sized(Format.WEBP, 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    if (picture.length < 30) {
      return Optional.empty();
    }
    if (isAt(picture, 12, "VP8X") && littleEndian(picture, 16, 4) >= 10) {
      return sized(Format.WEBP, 1 + littleEndian(picture, 24, 3), 1 + littleEndian(picture, 27, 3));
    }
    return isAt(picture, 12, "VP8 ") && isAt(picture, 23, "\u009d\u0001*")
        ? sized(
            Format.WEBP,
            littleEndian(picture, 26, 2) & 0x3fff,
            littleEndian(picture, 28, 2) & 0x3fff)
        : Optional.empty();
  }

  private static Optional<PictureHeader> sized(Format format, int width, int height) {
    return width > 0 && height > 0
        ? Optional.of(new PictureHeader(format, width, height))
        : Optional.empty();
  }

  private static boolean isAt(byte[] picture, int at, String bytes) {
    return picture.length >= at + bytes.length()
        && bytes.equals(new String(picture, at, bytes.length(), ISO_8859_1));
  }

  private static int bigEndian(byte[] picture, int at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (picture[at + i] & 0xff);
    }
    return value;
  }

  private static int littleEndian(byte[] picture, int at, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (picture[at + i] & 0xff);
    }
    return value;
  }
}
