package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form, whether it stands in a multipart body or is a pair of an urlencoded one: a
 * name and what is sent under it.
 *
 * <p>Immutable: bytes are copied in and out. Personal data: {@link #toString()} prints the size,
 * and the name if some layout declares it.
 */
public final class FormPart {
  private final String name;
  private final @Nullable String contentType;

  /** What these are is not changed; the content is from {@link #from} to {@link #to}. */
  private final byte[] bytes;

  private final int from;
  private final int to;

  private FormPart(String name, @Nullable String contentType, byte[] bytes) {
    this(name, contentType, bytes, 0, bytes.length);
  }

  private FormPart(String name, @Nullable String contentType, byte[] bytes, int from, int to) {
    this.name = requireNonNull(name, "name");
    this.contentType = contentType;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** A text, in UTF-8; half a surrogate pair, which UTF-8 does not have, becomes {@code ?}. */
  public static FormPart text(String name, String text) {
    return new FormPart(name, null, text.getBytes(UTF_8));
  }

  /** A file, such as a picture of the type {@code image/jpeg}. */
  public static FormPart file(String name, String contentType, byte[] bytes) {
    return new FormPart(name, requireNonNull(contentType, "contentType"), bytes.clone());
  }

  /** A part as it was received: its content type is what its sender says, null for nothing. */
  public static FormPart of(String name, @Nullable String contentType, byte[] bytes) {
    return new FormPart(name, contentType, bytes.clone());
  }

  /** A place in bytes that nobody changes. */
  static FormPart within(
      byte[] bytes, int from, int to, String name, @Nullable String contentType) {
    return new FormPart(name, contentType, bytes, from, to);
  }

  /** The name, of a field of an event. */
  public String name() {
    return name;
  }

  /** Such as {@code application/json}, null where there is none: then it is a text in UTF-8. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** The content, in a copy. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** How many bytes there are. */
  public int size() {
    return to - from;
  }

  /** Writes the content without a copy of it. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, from, to - from);
  }

  /**
   * The content as a text, in the charset that the content type names; UTF-8 if it names none.
   *
   * @throws EventFormatException if Java does not know the charset, or the bytes are no such text
   */
  public String text() {
    return text(FormMapping.place(name, "the part"));
  }

  String text(String place) {
    Charset charset = charset(place);
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw new EventFormatException(
          "event", "expected text in " + charset.name() + " but the bytes are none", place);
    }
  }

  /** The text's bytes in UTF-8, which nobody may change. */
  byte[] utf8(String text, String place) {
    return charset(place).equals(UTF_8) ? uncopied() : text.getBytes(UTF_8);
  }

  /** The content itself, which nobody may change. */
  byte[] uncopied() {
    return to - from == bytes.length ? bytes : bytes();
  }

  /** Whether its sender calls it something else than text. */
  boolean isFile() {
    if (contentType == null) {
      return false;
    }
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return !type.isEmpty() && !type.startsWith("text/") && !type.startsWith("application/json");
  }

  private Charset charset(String place) {
    String named = contentType == null ? null : parameter(contentType, "charset");
    if (named == null) {
      return UTF_8;
    }
    try {
      return Charset.forName(named);
    } catch (IllegalArgumentException unknown) {
      throw new EventFormatException(
          "event", "expected a charset that Java knows but was another one", place);
    }
  }

  private static @Nullable String parameter(String contentType, String wanted) {
    for (String parameter : contentType.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(wanted)) {
        return parameter.substring(equals + 1).replace('"', ' ').strip();
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FormPart that
        && name.equals(that.name)
        && Objects.equals(contentType, that.contentType)
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes());
  }

  @Override
  public String toString() {
    return "FormPart[" + FormatProblem.shown(name) + ", " + size() + " bytes]";
  }
}
