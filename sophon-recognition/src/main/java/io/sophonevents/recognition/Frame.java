package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture: RGB, 8 bit, rows from top to bottom without gaps.
 *
 * <p>It is read from a JPEG, also a grey one or one in CMYK or YCCK, from a PNG of any depth, or
 * from a still WebP, lossy or lossless. The orientation that Exif gives in any of the three is
 * applied; transparency is dropped; 16 bit samples keep their upper 8; a colour profile is not
 * applied to PNG, WebP and CMYK. One that was read from a JPEG keeps the JPEG, so that an event can
 * carry its pixels unchanged.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its size only.
 */
public final class Frame {
  /**
   * The most pixels a picture may have, 64 megapixels. More is refused by the picture's header,
   * before any pixel is decoded.
   */
  public static final int MAX_PIXELS = 64_000_000;

  /** Larger files are refused unread; a JPEG of {@link #MAX_PIXELS} is far smaller. */
  private static final long MAX_FILE_BYTES = 256_000_000;

  private final String name;
  private final int widthPixels;
  private final int heightPixels;
  private final byte[] rgb;
  private final byte @Nullable [] jpeg;

  /** Takes the arrays as its own. */
  Frame(String name, int widthPixels, int heightPixels, byte[] rgb, byte @Nullable [] jpeg) {
    this.name = name;
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
    this.rgb = rgb;
    this.jpeg = jpeg;
  }

  /**
   * The picture in this file, a JPEG, PNG or WebP; the path is its name.
   *
   * @throws PictureFormatException as {@link #decode}; also if the file cannot be read or has more
   *     than 256 million bytes
   */
  public static Frame read(Path file) {
    String name = file.toString();
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_FILE_BYTES) {
        throw new PictureFormatException(
            "picture "
                + name
                + ": expected at most "
                + MAX_FILE_BYTES
                + " bytes but there are "
                + bytes);
      }
      return decode(name, Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new PictureFormatException(
          "picture "
              + name
              + ": expected a readable file but there was "
              + failure.getClass().getSimpleName(),
          failure);
    }
  }

  /**
   * The picture in these bytes, a JPEG, PNG or WebP. Nothing is written to a file.
   *
   * @param name what error messages call it, such as its path
   * @throws PictureFormatException if it is none of them, broken, cut short, animated, of more than
   *     {@link #MAX_PIXELS}, or a JPEG of more than 100 scans
   */
  public static Frame decode(String name, byte[] picture) {
    return new PictureDecoder(requireNonNull(name, "name"), picture).decode();
  }

  /** How many pixels a picture of this size has, which must be a size that it may have. */
  static long requireSize(int widthPixels, int heightPixels) {
    long pixels = (long) widthPixels * heightPixels;
    if (widthPixels < 1 || heightPixels < 1 || pixels > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "frame: expected sides of at least 1 and at most "
              + MAX_PIXELS
              + " pixels but it is "
              + widthPixels
              + " x "
              + heightPixels);
    }
    return pixels;
  }

  /**
   * A picture from a camera or another decoder.
   *
   * @param rgb height rows of width pixels, red green blue, 8 bit each; copied
   * @throws IllegalArgumentException if a side is less than 1, there are more than {@link
   *     #MAX_PIXELS}, or not 3 values a pixel
   */
  public static Frame of(int widthPixels, int heightPixels, byte[] rgb) {
    long pixels = requireSize(widthPixels, heightPixels);
    if (rgb.length != pixels * 3) {
      throw new IllegalArgumentException(
          "frame: expected "
              + pixels * 3
              + " values for "
              + widthPixels
              + " x "
              + heightPixels
              + " pixels but there are "
              + rgb.length);
    }
    return new Frame("unnamed", widthPixels, heightPixels, rgb.clone(), null);
  }

  /** What error messages call it. */
  public String name() {
    return name;
  }

  public int widthPixels() {
    return widthPixels;
  }

  public int heightPixels() {
    return heightPixels;
  }

  /** The pixels as {@link #of} takes them, a copy. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  /** The pixels themselves, for code of this package that only reads them. */
  byte[] rgb() {
    return rgb;
  }

  /**
   * The picture as a JPEG, without metadata: if it was read from an upright grey or RGB one, that
   * JPEG as {@link BareJpeg} leaves it; else encoded anew with each call, quality 0.9.
   */
  public byte[] jpeg() {
    return jpeg != null
        ? BareJpeg.stripped(jpeg).orElseGet(() -> JpegEncoder.encode(this))
        : JpegEncoder.encode(this);
  }

  /**
   * The part of the picture that shows this box, as far as it lies inside.
   *
   * @param box scene pixels; rounded to whole ones, outwards
   * @param margin how much to add on each side, as a share of the box's own width and height; 0 or
   *     more
   * @throws IllegalArgumentException if the margin is negative or no number, or the box and its
   *     margin lie outside the picture
   */
  public Frame crop(Box box, double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException(
          "crop: expected a margin of at least 0 but it is " + margin);
    }
    double addX = box.widthPixels() * margin;
    double addY = box.heightPixels() * margin;
    int left = (int) Math.max(0, Math.floor(box.x1() - addX));
    int top = (int) Math.max(0, Math.floor(box.y1() - addY));
    int right = (int) Math.min(widthPixels, Math.ceil(box.x2() + addX));
    int bottom = (int) Math.min(heightPixels, Math.ceil(box.y2() + addY));
    if (left >= right || top >= bottom) {
      throw new IllegalArgumentException(
          "crop: expected a box that touches the "
              + widthPixels
              + " x "
              + heightPixels
              + " pixels of the picture but it lies outside");
    }
    return part(left, top, right - left, bottom - top);
  }

  private Frame part(int left, int top, int width, int height) {
    byte[] part = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, ((top + y) * widthPixels + left) * 3, part, y * width * 3, width * 3);
    }
    return new Frame(name, width, height, part, null);
  }

  /**
   * The picture made smaller so that its longer side is this long; itself if it is not longer. Each
   * pixel is the mean of the area it covers, as OpenCV's {@code INTER_AREA} computes it.
   *
   * @throws IllegalArgumentException if the side is less than 1
   */
  public Frame shrinkTo(int longerSidePixels) {
    if (longerSidePixels < 1) {
      throw new IllegalArgumentException(
          "shrink: expected a longer side of at least 1 pixel but it is " + longerSidePixels);
    }
    int longerSide = Math.max(widthPixels, heightPixels);
    if (longerSide <= longerSidePixels) {
      return this;
    }
    double factor = (double) longerSidePixels / longerSide;
    int width = (int) Math.max(1, Math.rint(widthPixels * factor));
    int height = (int) Math.max(1, Math.rint(heightPixels * factor));
    return shrunk(width, height, 1 / factor, 1 / factor);
  }

  /**
   * The picture made smaller to just this size, each pixel the mean of the area it covers.
   *
   * @throws IllegalArgumentException if a side is less than 1 or longer than the picture's own
   */
  public Frame shrinkTo(int width, int height) {
    if (width < 1 || height < 1 || width > widthPixels || height > heightPixels) {
      throw new IllegalArgumentException(
          "shrink: expected sides from 1 to "
              + widthPixels
              + " x "
              + heightPixels
              + " but they are "
              + width
              + " x "
              + height);
    }
    return shrunk(width, height, (double) widthPixels / width, (double) heightPixels / height);
  }

  private Frame shrunk(int width, int height, double scaleX, double scaleY) {
    AreaResize resize = new AreaResize(widthPixels, heightPixels, width, height, scaleX, scaleY);
    return new Frame(name, width, height, resize.apply(rgb), null);
  }

  @Override
  public String toString() {
    return "Frame[" + widthPixels + " x " + heightPixels + "]";
  }
}
