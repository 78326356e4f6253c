package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A picture as an event carries it: base64 text of a JPEG, or the empty text for none.
 *
 * <p>One that was received is a place in the body that it came in, and keeps that body alive; it is
 * decoded when asked, each time anew. The characters received are kept also where they are no
 * base64. A data-URI prefix, line breaks and JSON escapes are left out, missing padding is added;
 * the URL-safe alphabet is read too.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its length only. Source:
 * docs/protocol.md, row 2.30.
 */
public final class EncodedImage {
  /** No picture, as the vendor writes it: the empty text. */
  public static final EncodedImage NONE = ofText("");

  static final WireType<EncodedImage> WIRE =
      new WireType<>("string") {
        @Override
        EncodedImage read(Object value, Decoding in) {
          if (value instanceof EncodedImage image) {
            return image;
          }
          if (value instanceof String text) {
            return ofText(text);
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(EncodedImage value, JsonGenerator out) throws IOException {
          BodyWriter.writeEncoded(value.json, value.from, value.to, out);
        }
      };

  /**
   * The fields, of whatever layout, whose text is a picture. Every text is looked up here, and the
   * set of {@code Set.of} divides for each.
   */
  private static final Set<String> NAMES =
      new HashSet<>(
          List.of(
              "reg_pic",
              "spot_pic",
              "ir_pic",
              "recognize_face",
              "reg_image",
              "spot_image",
              "ir_image",
              "recognize_face_image",
              "register_image",
              "reg_photo",
              "userPhoto",
              "crossSrcPhoto",
              "crossFacePhoto",
              "photoByteStr",
              "image_base64_str",
              "rgb_image_base64",
              "ir_image_base64",
              "face_image_base64",
              "card_image_base64",
              "image_1_base64",
              "image_2_base64",
              "data")); // of a preview frame

  /** A multiple of 4; 16 times as many are read when they do not suffice. */
  private static final int FIRST_CHARACTERS = 4096;

  /** UTF-8, of which the characters between the quotes of a JSON text are these. */
  private final byte[] json;

  private final int from;
  private final int to;

  private EncodedImage(byte[] json, int from, int to) {
    this.json = json;
    this.from = from;
    this.to = to;
  }

  /** The picture in these bytes, a JPEG where it goes to the vendor's software. */
  public static EncodedImage of(byte[] picture) {
    byte[] base64 = Base64.getEncoder().encode(picture);
    return new EncodedImage(base64, 0, base64.length);
  }

  /** The picture in text from the wire, which need not be base64. */
  public static EncodedImage ofText(String text) {
    requireNonNull(text, "text");
    try {
      byte[] json = JsonStringEncoder.getInstance().quoteAsUTF8(text);
      return new EncodedImage(json, 0, json.length);
    } catch (IllegalArgumentException halfASurrogatePair) {
      return ofNoUnicode(text);
    }
  }

  /** Text with half a surrogate pair in it, which JSON can escape and UTF-8 does not have. */
  private static EncodedImage ofNoUnicode(String text) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
    try (JsonGenerator out = BodyReader.FACTORY.createGenerator(quoted)) {
      out.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException("every text can be written to memory", e);
    }
    return new EncodedImage(quoted.toByteArray(), 1, quoted.size() - 1);
  }

  /** The text at this place of a body, without its quotes. */
  static EncodedImage received(byte[] body, int from, int to) {
    return new EncodedImage(body, from, to);
  }

  static boolean isNameOfOne(String field) {
    return NAMES.contains(field);
  }

  /** The text as it stands on the wire, without the escapes of JSON. */
  public String text() {
    if (!hasEscape()) {
      return new String(json, from, to - from, UTF_8);
    }
    byte[] quoted = new byte[to - from + 2];
    quoted[0] = '"';
    System.arraycopy(json, from, quoted, 1, to - from);
    quoted[quoted.length - 1] = '"';
    try (JsonParser in = BodyReader.FACTORY.createParser(quoted)) {
      in.nextToken();
      return in.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("the text was found well formed before", e);
    }
  }

  /** Whether there is no picture: the vendor writes an empty text then; blanks are one too. */
  public boolean isEmpty() {
    return Base64Text.isBlank(json, from, to);
  }

  /** The bytes of the picture; empty if the text is empty or no base64. */
  public Optional<byte[]> bytes() {
    return Base64Text.decoded(json, from, to, Integer.MAX_VALUE);
  }

  /**
   * What the picture says of itself in its first bytes, without decoding a pixel; empty if it is
   * none, or none of the three formats.
   *
   * <p>No more of the text is read than that takes: it may still be no base64 further on.
   */
  public Optional<PictureHeader> header() {
    // most headers are short; a JPEG may have a large thumbnail before its size
    for (int read = FIRST_CHARACTERS; ; read *= 16) {
      Optional<byte[]> piece = Base64Text.decoded(json, from, to, read);
      Optional<PictureHeader> header = piece.flatMap(PictureHeader::of);
      if (header.isPresent()
          || read >= to - from
          || piece.filter(PictureHeader::isBeginOfOne).isEmpty()) {
        return header;
      }
    }
  }

  /** The same without a data-URI prefix. */
  EncodedImage withoutPrefix() {
    int start = Base64Text.afterPrefix(json, from, to);
    return start == from ? this : new EncodedImage(json, start, to);
  }

  private boolean hasEscape() {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Whether its text was not copied out of this body. */
  boolean isWithin(byte[] body) {
    return json == body;
  }

  /** Where its text stands, counted from this byte of its body. */
  PicturePlace placeFrom(int start) {
    return new PicturePlace(from - start, to - start);
  }

  /** How many bytes the text has on the wire. */
  int length() {
    return to - from;
  }

  /** Equal if the same text, whatever its escapes. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedImage that
        && (Arrays.equals(json, from, to, that.json, that.from, that.to)
            || ((hasEscape() || that.hasEscape()) && text().equals(that.text())));
  }

  @Override
  public int hashCode() {
    return hasEscape() ? text().hashCode() : new String(json, from, to - from, UTF_8).hashCode();
  }

  @Override
  public String toString() {
    return "EncodedImage[" + (to - from) + " chars]";
  }
}
