package io.sophonevents.recognition;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads one picture. Grey values are taken as they are: {@code BufferedImage.getRGB} would brighten
 * them, as it believes them linear.
 *
 * <p>Not safe for use by many threads.
 */
final class PictureDecoder {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  private final String name;
  private final byte[] picture;

  PictureDecoder(String name, byte[] picture) {
    this.name = name;
    this.picture = picture;
  }

  Frame decode() {
    if (startsWith(JPEG)) {
      return decodeJpeg();
    }
    if (startsWith(PNG)) {
      BufferedImage image = read("png");
      return new Frame(name, image.getWidth(), image.getHeight(), rgbOf(image), null);
    }
    throw new PictureFormatException(
        "picture "
            + name
            + ": expected a JPEG or PNG picture but found "
            + (picture.length == 0 ? "0 bytes" : picture.length + " bytes of something else"));
  }

  private Frame decodeJpeg() {
    JpegHeader header = JpegHeader.of(picture);
    if (header.components() > 3) {
      throw new PictureFormatException(
          "picture "
              + name
              + ": expected a grey or RGB JPEG but it has "
              + header.components()
              + " colour components, as CMYK has");
    }
    BufferedImage image = read("jpeg");
    byte[] rgb = rgbOf(image);
    int width = image.getWidth();
    int height = image.getHeight();
    return header.orientation().isUpright()
        ? new Frame(name, width, height, rgb, picture.clone())
        : header.orientation().upright(name, width, height, rgb);
  }

  private boolean startsWith(byte[] signature) {
    return picture.length >= signature.length
        && Arrays.equals(picture, 0, signature.length, signature, 0, signature.length);
  }

  private BufferedImage read(String format) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    Warnings warnings = new Warnings();
    // in memory whatever ImageIO.setUseCache says: a face must not lie in a temporary file
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener(warnings);
      refuseIfTooLarge(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      if (warnings.cutShort) {
        throw new PictureFormatException(
            "picture "
                + name
                + ": expected a whole picture but its "
                + picture.length
                + " bytes end early");
      }
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
      // ImageIO's own messages may quote the file
      throw new PictureFormatException(
          "picture "
              + name
              + ": expected a whole picture but its "
              + picture.length
              + " bytes are broken or end early",
          broken);
    } finally {
      reader.dispose();
    }
  }

  private void refuseIfTooLarge(int width, int height) {
    if ((long) width * height > Frame.MAX_PIXELS) {
      throw new PictureFormatException(
          "picture "
              + name
              + ": expected at most "
              + Frame.MAX_PIXELS
              + " pixels but it has "
              + width
              + " x "
              + height);
    }
  }

  private static byte[] rgbOf(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes) {
      return swapped(bytes.getData());
    }
    Raster raster = image.getRaster();
    return image.getColorModel() instanceof IndexColorModel palette
        ? fromPalette(raster, palette)
        : fromSamples(raster);
  }

  private static byte[] swapped(byte[] bgr) {
    byte[] rgb = new byte[bgr.length];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return rgb;
  }

  private static byte[] fromPalette(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    byte[] rgb = new byte[width * raster.getHeight() * 3];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int index : row) {
        int colour = index < colours.length ? colours[index] : 0;
        rgb[to++] = (byte) (colour >> 16);
        rgb[to++] = (byte) (colour >> 8);
        rgb[to++] = (byte) colour;
      }
    }
    return rgb;
  }

  /** One or two bands are grey, three or four are RGB; the last of two or four is transparency. */
  private static byte[] fromSamples(Raster raster) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int green = bands > 2 ? 1 : 0;
    int blue = bands > 2 ? 2 : 0;
    int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
    byte[] rgb = new byte[width * raster.getHeight() * 3];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += bands) {
        rgb[to++] = (byte) (row[from] >> shift);
        rgb[to++] = (byte) (row[from + green] >> shift);
        rgb[to++] = (byte) (row[from + blue] >> shift);
      }
    }
    return rgb;
  }

  /** Hears what the JPEG reader only mentions: that it made up the rest of the picture. */
  private static final class Warnings implements IIOReadWarningListener {
    private boolean cutShort;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      cutShort |= warning.contains("EOI") || warning.contains("remature");
    }
  }
}
