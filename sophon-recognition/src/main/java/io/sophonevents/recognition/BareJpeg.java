package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A picture without what its pixels do not need, which may tell a place, a time, an owner, or show
 * what was cut away: Exif, XMP, IPTC, comments, thumbnails, and what follows its end. Kept are the
 * colour profile, Adobe's and JFIF's marks, and how the camera was held.
 */
public final class BareJpeg {
  private static final int APP0 = 0xE0;
  private static final int APP2 = 0xE2;

  /** Content of JFIF's segment before its thumbnail's sides. */
  private static final int JFIF_BYTES = 12;

  private BareJpeg() {}

  /**
   * This picture as a bare JPEG: one that is a JPEG keeps its pixels' data byte for byte, another
   * is encoded as {@link Frame#jpeg} does.
   *
   * @param name what error messages call it
   * @param picture a JPEG, PNG or WebP; only one that is no JPEG, or a damaged one, is decoded
   * @throws PictureFormatException as {@link Frame#decode}
   */
  public static byte[] of(String name, byte[] picture) {
    requireNonNull(name, "name");
    return PictureDecoder.isJpeg(picture)
        ? stripped(picture).orElseGet(() -> JpegEncoder.encode(Frame.decode(name, picture)))
        : Frame.decode(name, picture).jpeg();
  }

  /** This JPEG bare; empty if it does not go from segment to segment to its end. */
  static Optional<byte[]> stripped(byte[] jpeg) {
    ByteArrayOutputStream bare = new ByteArrayOutputStream(jpeg.length);
    bare.write(jpeg, 0, 2);
    JpegSegments segments = new JpegSegments(jpeg);
    while (segments.next()) {
      copyNeeded(segments, jpeg, bare);
    }
    if (!segments.areWhole()) {
      return Optional.empty();
    }
    bare.write(0xFF);
    bare.write(0xD9);
    return Optional.of(bare.toByteArray());
  }

  private static void copyNeeded(JpegSegments segments, byte[] jpeg, ByteArrayOutputStream bare) {
    int from = segments.from();
    int content = segments.to() - from;
    int marker = segments.marker();
    if (marker == JpegSegments.START_OF_SCAN) {
      bare.write(jpeg, from - 4, segments.endOfScan() - from + 4);
    } else if ((marker >= 0xC0 && marker <= 0xCF) || (marker >= 0xDB && marker <= 0xDD)) {
      bare.write(jpeg, from - 4, content + 4); // frame and tables
    } else if (marker == APP2 && segments.contentStartsWith("ICC_PROFILE\0")) {
      bare.write(jpeg, from - 4, content + 4);
    } else if (segments.isAdobe()) {
      writeHead(bare, marker, JpegSegments.ADOBE_BYTES);
      bare.write(jpeg, from, JpegSegments.ADOBE_BYTES);
    } else if (marker == APP0 && segments.contentStartsWith("JFIF\0") && content >= JFIF_BYTES) {
      writeHead(bare, marker, JFIF_BYTES + 2);
      bare.write(jpeg, from, JFIF_BYTES);
      bare.write(0); // a thumbnail of no columns and no rows
      bare.write(0);
    } else if (marker == JpegSegments.APP1) {
      Orientation orientation = Orientation.inExif(jpeg, from, segments.to());
      if (!orientation.isUpright()) {
        byte[] exif = exifOf(orientation);
        writeHead(bare, marker, exif.length);
        bare.write(exif, 0, exif.length);
      }
    }
  }

  private static void writeHead(ByteArrayOutputStream bare, int marker, int content) {
    bare.write(0xFF);
    bare.write(marker);
    bare.write((content + 2) >> 8);
    bare.write(content + 2);
  }

  /** One directory with one entry. */
  private static byte[] exifOf(Orientation orientation) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
    exif.put("Exif\0\0MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) Orientation.TAG).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation.code()).putShort((short) 0).putInt(0);
    return exif.array();
  }
}
