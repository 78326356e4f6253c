package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no, which the vendor sends as a truth value, as one of the texts {@code "true"} and {@code
 * "False"}, or as 0 and 1; written as it was sent.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.40 and 2.53.
 */
public final class SentFlag {
  public static final SentFlag TRUE = new SentFlag(true, true);
  public static final SentFlag FALSE = new SentFlag(false, false);

  static final WireType<SentFlag> WIRE =
      new WireType<>("boolean") {
        @Override
        SentFlag read(Object value, Decoding in) {
          if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
          }
          Boolean truth = null;
          if (value instanceof String text) {
            truth = truthOf(text);
          } else if (value instanceof Long number && (number == 0 || number == 1)) {
            truth = number == 1;
          }
          if (truth == null) {
            throw in.expected(expected(), value);
          }
          if (!in.isFromForm()) {
            in.deviates(value instanceof String ? "2.40" : "2.53", expected(), value);
          }
          return new SentFlag(value, truth);
        }

        @Override
        void write(SentFlag value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;
  private final boolean truth;

  private SentFlag(Object sent, boolean truth) {
    this.sent = sent;
    this.truth = truth;
  }

  /** A flag that is written as a truth value. */
  public static SentFlag of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /** Whether it is set. */
  public boolean isTrue() {
    return truth;
  }

  static @Nullable Boolean truthOf(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> null;
    };
  }

  /** Equal if both are set or both are not, however they were sent. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SentFlag that && truth == that.truth;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(truth);
  }

  @Override
  public String toString() {
    return Boolean.toString(truth);
  }
}
