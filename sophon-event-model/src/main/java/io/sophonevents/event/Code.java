package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word or number of an open set, which the vendor sends now as a text, now as a number; written
 * as it was sent. A truth value or a fraction is kept too; in a field that has a row which says
 * what it holds it deviates.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.10, 2.24, 2.27, 2.35, 2.38, 2.44 and 2.53.
 */
public final class Code {
  /** The fields that are a word or a whole number by a row; others hold what they like. */
  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry("gender", "2.10"),
          Map.entry("glasses", "2.10"),
          Map.entry("hat", "2.10"),
          Map.entry("expression", "2.10"),
          Map.entry("ep_type", "2.24"),
          Map.entry("epType", "2.24"),
          Map.entry("media_device_type", "2.24"),
          Map.entry("mask", "2.27"),
          Map.entry("code", "2.35"),
          Map.entry("retcode", "2.38"),
          Map.entry("ret_code", "2.38"),
          Map.entry("age", "2.53"));

  static final WireType<Code> WIRE =
      new WireType<>("string, number or boolean") {
        @Override
        Code read(Object value, Decoding in) {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            String row = isWordOrWhole(value) || in.isFromForm() ? null : rowOf(in);
            if (row != null) {
              in.deviates(row, "a word or whole number", value);
            }
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

  private static boolean isWordOrWhole(Object value) {
    return !(value instanceof Boolean)
        && !(value instanceof BigDecimal number && number.stripTrailingZeros().scale() > 0);
  }

  private static @Nullable String rowOf(Decoding in) {
    if (in.isAt("mask") && !in.isWithin("recognize_face_attr")) {
      return null; // an assessment of quality has fractions there
    }
    return ROWS.get(in.at());
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
