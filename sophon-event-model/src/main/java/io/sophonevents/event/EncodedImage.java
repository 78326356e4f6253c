package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A picture as an event carries it: base64 text of a JPEG, or the empty text for none.
 *
 * <p>One that was received is a place in the body that it came in, and keeps that body alive; it is
 * decoded when asked, each time anew. The characters received are kept also where they are no
 * base64. A data-URI prefix, white space and JSON escapes are left out, missing padding is added.
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

  /** The fields, of whatever layout, whose text is a picture. */
  private static final Set<String> NAMES =
      Set.of(
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
          "data"); // of a preview frame

  private static final String DATA_URI = "data:";

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

  /** Whether there is no picture: the vendor writes an empty text then. */
  public boolean isEmpty() {
    return to == from || (to - from < 64 && text().isBlank());
  }

  /** The bytes of the picture; empty if the text is empty or no base64. */
  public Optional<byte[]> bytes() {
    return decoded(Integer.MAX_VALUE);
  }

  /**
   * What the picture says of itself in its first bytes, without decoding a pixel; empty if it is
   * none, or none of the three formats.
   */
  public Optional<PictureHeader> header() {
    // most headers are short; a JPEG may have a large thumbnail before its size
    return decoded(4096)
        .flatMap(PictureHeader::of)
        .or(() -> to - from <= 4096 ? Optional.empty() : bytes().flatMap(PictureHeader::of));
  }

  /** The first bytes of the picture, as many as this many characters make, or all. */
  private Optional<byte[]> decoded(int characters) {
    if (isEmpty()) {
      return Optional.empty();
    }
    int start = from + prefixLength();
    int length = Math.min(to - start, characters);
    try {
      if (length > 0) {
        ByteBuffer bytes = Base64.getDecoder().decode(ByteBuffer.wrap(json, start, length));
        return Optional.of(bytes.array());
      }
    } catch (IllegalArgumentException notPlain) {
      // white space or escapes in it, or no base64 at all
      return decodedSlowly(characters);
    }
    return Optional.empty();
  }

  private Optional<byte[]> decodedSlowly(int characters) {
    String base64 = text();
    if (base64.startsWith(DATA_URI)) {
      base64 = base64.substring(base64.indexOf(',') + 1);
    }
    base64 = base64.replaceAll("[\\x00-\\x20]+", "");
    if (base64.length() > characters) {
      base64 = base64.substring(0, characters);
    }
    try {
      return Optional.of(Base64.getDecoder().decode(base64.getBytes(ISO_8859_1)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /** How long a data-URI prefix there is. */
  private int prefixLength() {
    if (to - from > DATA_URI.length()
        && DATA_URI.equals(new String(json, from, DATA_URI.length(), ISO_8859_1))) {
      for (int i = from; i < to; i++) {
        if (json[i] == ',') {
          return i + 1 - from;
        }
      }
    }
    return 0;
  }

  /** The same without a data-URI prefix. */
  EncodedImage withoutPrefix() {
    int prefix = prefixLength();
    if (prefix > 0) {
      return new EncodedImage(json, from + prefix, to);
    }
    return to - from > DATA_URI.length() && text().startsWith(DATA_URI)
        ? ofText(text().substring(text().indexOf(',') + 1)) // with an escape in the prefix
        : this;
  }

  private boolean hasEscape() {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return true;
      }
    }
    return false;
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
