package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a WebP says of itself beside its pixels, and where they are.
 *
 * <p>Immutable.
 *
 * @param orientation from its chunk EXIF; upright if it has none or a broken one
 * @param isAnimated whether it is a film
 * @param widthPixels of the picture itself, 0 if there is none; the file's canvas may say something
 *     else
 * @param heightPixels as the width
 * @param from where the chunk with the pixels begins
 * @param to where it ends
 */
record WebpHeader(
    Orientation orientation,
    boolean isAnimated,
    int widthPixels,
    int heightPixels,
    int from,
    int to) {
  private static final int RIFF_BYTES = 12;
  private static final int SIDE = 0x3FFF;

  /** Zeros after the pixels: the reader looks that far ahead at most, and their end is slow. */
  private static final int BYTES_AHEAD = 64;

  /** The header of these bytes, which begin as a WebP does; empty if they end before its end. */
  static Optional<WebpHeader> of(byte[] webp) {
    ByteBuffer chunks = littleEndian(webp);
    long end = 8 + (chunks.getInt(4) & 0xFFFF_FFFFL);
    if (end > webp.length) {
      return Optional.empty();
    }
    WebpHeader header = new WebpHeader(Orientation.UPRIGHT, false, 0, 0, 0, 0);
    long at = RIFF_BYTES;
    while (at + 8 <= end) {
      int content = (int) at + 8;
      long to = content + (chunks.getInt((int) at + 4) & 0xFFFF_FFFFL);
      if (to > end) {
        return Optional.empty();
      }
      header = header.with(webp, content, (int) to);
      at = to + (to - content & 1);
    }
    return Optional.of(header);
  }

  /** With what this chunk adds. */
  private WebpHeader with(byte[] webp, int content, int to) {
    ByteBuffer chunks = littleEndian(webp);
    String name = new String(webp, content - 8, 4, ISO_8859_1);
    if (name.equals("EXIF")) {
      Orientation exif = Orientation.inTiff(webp, content, to);
      return new WebpHeader(exif, isAnimated, widthPixels, heightPixels, from, this.to);
    }
    if (name.equals("ANMF")) {
      return new WebpHeader(orientation, true, widthPixels, heightPixels, from, this.to);
    }
    if (name.equals("VP8 ") && to - content >= 10 && from == 0) {
      int width = chunks.getShort(content + 6) & SIDE;
      int height = chunks.getShort(content + 8) & SIDE;
      return new WebpHeader(orientation, isAnimated, width, height, content - 8, to);
    }
    if (name.equals("VP8L") && to - content >= 5 && from == 0) {
      int sides = chunks.getInt(content + 1);
      int height = 1 + ((sides >>> 14) & SIDE);
      return new WebpHeader(orientation, isAnimated, 1 + (sides & SIDE), height, content - 8, to);
    }
    return this;
  }

  /**
   * A WebP of the pixels alone: neither canvas nor profile, and not the chunk of a lossy one's
   * transparency, a second picture that is not needed and can be made to cost seconds.
   */
  byte[] pixelsOf(byte[] webp) {
    int chunk = to - from;
    int padded = chunk + (chunk & 1);
    byte[] alone = new byte[RIFF_BYTES + padded + BYTES_AHEAD];
    System.arraycopy(webp, 0, alone, 0, RIFF_BYTES);
    littleEndian(alone).putInt(4, 4 + padded);
    System.arraycopy(webp, from, alone, RIFF_BYTES, chunk);
    return alone;
  }

  private static ByteBuffer littleEndian(byte[] webp) {
    return ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
  }
}
