package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture as an event carries it: base64 text of a JPEG, or the empty text for none.
 *
 * <p>It keeps the characters that were received, also where they are no base64, and decodes them
 * when asked: a data-URI prefix and white space are left out, missing padding is added.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints its length only.
 */
public final class EncodedImage {
  /** No picture, as the vendor writes it: the empty text. */
  public static final EncodedImage NONE = new EncodedImage("");

  private final String text;

  private EncodedImage(String text) {
    this.text = text;
  }

  /** The picture in these bytes, a JPEG where it goes to the vendor's software. */
  public static EncodedImage of(byte[] picture) {
    return new EncodedImage(Base64.getEncoder().encodeToString(picture));
  }

  /** The picture in text from the wire, which need not be base64. */
  public static EncodedImage ofText(String text) {
    return new EncodedImage(requireNonNull(text, "text"));
  }

  /** The text as it stands on the wire. */
  @JsonValue
  public String text() {
    return text;
  }

  /** Whether there is no picture: the vendor writes an empty text then. */
  public boolean isEmpty() {
    return text.isBlank();
  }

  /** The bytes of the picture; empty if the text is empty or no base64. */
  public Optional<byte[]> bytes() {
    String base64 = text;
    if (base64.startsWith("data:")) {
      base64 = base64.substring(base64.indexOf(',') + 1);
    }
    base64 = withoutWhiteSpace(base64);
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(base64.getBytes(ISO_8859_1)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static String withoutWhiteSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return text.replaceAll("[\\x00-\\x20]+", "");
      }
    }
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedImage that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "EncodedImage[" + text.length() + " chars]";
  }
}
