package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A word or number of an open set, which the vendor sends now as a text, now as a number, now as a
 * truth value; written as it was sent.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.24, 2.27, 2.35, 2.44 and 2.53.
 */
public final class Code {
  static final WireType<Code> WIRE =
      new WireType<>("string, number or boolean") {
        @Override
        Code read(Object value, Decoding in) {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return new Code(value);
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(Code value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;

  private Code(Object sent) {
    this.sent = sent;
  }

  /** A code that is written as a text. */
  public static Code of(String text) {
    return new Code(requireNonNull(text, "text"));
  }

  /** A code that is written as a number. */
  public static Code of(long number) {
    return new Code(number);
  }

  /** The characters of the text or number. */
  public String text() {
    return sent.toString();
  }

  /** Whether it is this word or number, in upper or lower case. */
  public boolean is(String text) {
    return text.equalsIgnoreCase(text());
  }

  /** Equal if the same word in upper or lower case, or the same number, sent as either. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Code that && is(that.text());
  }

  @Override
  public int hashCode() {
    return text().toLowerCase(Locale.ROOT).hashCode();
  }

  /** Its length only: some of these fields hold more than a code. */
  @Override
  public String toString() {
    return "Code[" + text().length() + " chars]";
  }
}
