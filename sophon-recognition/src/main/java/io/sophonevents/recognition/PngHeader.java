package io.sophonevents.recognition;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a PNG says of itself beside its pixels.
 *
 * <p>Immutable.
 *
 * @param orientation from its chunk eXIf; upright if it has none or a broken one
 */
record PngHeader(Orientation orientation) {
  private static final int SIGNATURE_BYTES = 8;

  /** Length, name and check sum of a chunk. */
  private static final int CHUNK_BYTES = 12;

  private static final int EXIF = 0x65584966;
  private static final int END = 0x49454E44;

  /** The header of these bytes, which begin as a PNG does; empty if they end before its end. */
  static Optional<PngHeader> of(byte[] png) {
    ByteBuffer chunks = ByteBuffer.wrap(png);
    Orientation orientation = Orientation.UPRIGHT;
    long at = SIGNATURE_BYTES;
    while (at + CHUNK_BYTES <= png.length) {
      int start = (int) at;
      long next = at + CHUNK_BYTES + (chunks.getInt(start) & 0xFFFF_FFFFL);
      if (next > png.length) {
        break;
      }
      int name = chunks.getInt(start + 4);
      if (name == END) {
        return Optional.of(new PngHeader(orientation));
      }
      if (name == EXIF) {
        orientation = Orientation.inTiff(png, start + 8, (int) next - 4);
      }
      at = next;
    }
    return Optional.empty();
  }
}
