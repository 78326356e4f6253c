package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.sophonevents.event.PictureHeader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads one picture: JPEG and PNG by the JDK's readers, WebP by TwelveMonkeys'
 * (docs/decisions/0011). Grey values are taken as they are: {@code BufferedImage.getRGB} would
 * brighten them, as it believes them linear.
 *
 * <p>Not safe for use by many threads.
 */
final class PictureDecoder {
  /**
   * The most scans of a JPEG. Encoders make about ten; each costs the time of the whole picture,
   * however few bytes it has.
   */
  static final int MAX_SCANS = 100;

  private static final String JPEG = "\u00ff\u00d8\u00ff";
  private static final String PNG = "\u0089PNG\r\n\u001a\n";

  private final String name;
  private final byte[] picture;

  PictureDecoder(String name, byte[] picture) {
    this.name = name;
    this.picture = picture;
  }

  static boolean isJpeg(byte[] picture) {
    return isAt(picture, 0, JPEG);
  }

  Frame decode() {
    PictureHeader.of(picture)
        .ifPresent(header -> refuseIfTooLarge(header.widthPixels(), header.heightPixels()));
    if (isJpeg(picture)) {
      return decodeJpeg();
    }
    if (isAt(picture, 0, PNG)) {
      PngHeader header = PngHeader.of(picture).orElseThrow(this::endsEarly);
      return upright(header.orientation(), read(jdkReader("png"), picture, this::readImage));
    }
    if (isAt(picture, 0, "RIFF") && isAt(picture, 8, "WEBP")) {
      return decodeWebp();
    }
    throw refused(
        "a JPEG, PNG or WebP picture but found "
            + (picture.length == 0 ? "0 bytes" : picture.length + " bytes of something else"));
  }

  private static boolean isAt(byte[] picture, int at, String bytes) {
    return picture.length >= at + bytes.length()
        && bytes.equals(new String(picture, at, bytes.length(), ISO_8859_1));
  }

  private Frame decodeJpeg() {
    JpegHeader header = JpegHeader.of(picture);
    if (header.scans() > MAX_SCANS) {
      throw refused("a JPEG of at most " + MAX_SCANS + " scans but it has " + header.scans());
    }
    if (header.components() == 4) {
      // no program that gets events need know of inks: such a JPEG is not kept
      return upright(
          header.orientation(),
          read(jdkReader("jpeg"), picture, reader -> readInks(reader, header)));
    }
    Frame frame = read(jdkReader("jpeg"), picture, this::readImage);
    return header.orientation().isUpright()
        ? new Frame(name, frame.widthPixels(), frame.heightPixels(), frame.rgb(), picture.clone())
        : upright(header.orientation(), frame);
  }

  private Frame decodeWebp() {
    WebpHeader header = WebpHeader.of(picture).orElseThrow(this::endsEarly);
    if (header.isAnimated()) {
      throw refused("a still picture but it is an animated WebP");
    }
    refuseIfTooLarge(header.widthPixels(), header.heightPixels());
    refuseOtherCanvas(header);
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    return upright(header.orientation(), read(reader, header.pixelsOf(picture), this::readImage));
  }

  private void refuseOtherCanvas(WebpHeader header) {
    PictureHeader canvas =
        PictureHeader.of(picture)
            .orElseThrow(() -> refused("a WebP with a picture but it has none"));
    if (canvas.widthPixels() != header.widthPixels()
        || canvas.heightPixels() != header.heightPixels()) {
      throw refused(
          "a WebP picture of its canvas's "
              + canvas.widthPixels()
              + " x "
              + canvas.heightPixels()
              + " pixels but it has "
              + header.widthPixels()
              + " x "
              + header.heightPixels());
    }
  }

  private Frame upright(Orientation orientation, Frame stored) {
    return orientation.isUpright()
        ? stored
        : orientation.upright(name, stored.widthPixels(), stored.heightPixels(), stored.rgb());
  }

  /** The JDK's own reader, though an application may have put others before it. */
  private static ImageReader jdkReader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
    }
    throw new IllegalStateException("expected the JDK's reader of " + format + " but it is gone");
  }

  /** What is read of a picture. */
  private interface Reading {
    Frame from(ImageReader reader) throws IOException;
  }

  private Frame readImage(ImageReader reader) throws IOException {
    BufferedImage image = reader.read(0);
    return new Frame(name, image.getWidth(), image.getHeight(), rgbOf(image), null);
  }

  private Frame readInks(ImageReader reader, JpegHeader header) throws IOException {
    Raster inks = reader.readRaster(0, null);
    return new Frame(name, inks.getWidth(), inks.getHeight(), Cmyk.toRgb(inks, header), null);
  }

  /** WebP's reader takes the end of the bytes for zeros, at the price of an exception a pixel. */
  private static final class EndedInput extends MemoryCacheImageInputStream {
    private static final int MOST_READS_PAST_END = 1000;

    private int readsPastEnd;

    EndedInput(byte[] encoded) {
      super(new ByteArrayInputStream(encoded));
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return checked(super.read(to, offset, length));
    }

    private int checked(int read) throws IOException {
      if (read < 0 && ++readsPastEnd > MOST_READS_PAST_END) {
        throw new IOException("read past the end");
      }
      return read;
    }
  }

  private Frame read(ImageReader reader, byte[] encoded, Reading reading) {
    Warnings warnings = new Warnings();
    // in memory whatever ImageIO.setUseCache says: a face must not lie in a temporary file
    try (ImageInputStream input = new EndedInput(encoded)) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener(warnings);
      refuseIfTooLarge(reader.getWidth(0), reader.getHeight(0));
      Frame frame = reading.from(reader);
      if (warnings.cutShort) {
        throw endsEarly();
      }
      return frame;
    } catch (PictureFormatException refused) {
      throw refused;
    } catch (IOException | RuntimeException broken) {
      // a reader's own messages may quote the file, and on bad bytes it throws what comes
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

  private PictureFormatException endsEarly() {
    return refused("a whole picture but its " + picture.length + " bytes end early");
  }

  private PictureFormatException refused(String expectation) {
    return new PictureFormatException("picture " + name + ": expected " + expectation);
  }

  private void refuseIfTooLarge(int width, int height) {
    if ((long) width * height > Frame.MAX_PIXELS) {
      throw refused("at most " + Frame.MAX_PIXELS + " pixels but it has " + width + " x " + height);
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
