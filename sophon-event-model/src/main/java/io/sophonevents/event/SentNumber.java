package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number where the vendor sends a text now and then; written as it was sent.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.38, 2.40 and 2.44.
 */
public final class SentNumber {
  static final WireType<SentNumber> WIRE =
      new WireType<>("number") {
        @Override
        SentNumber read(Object value, Decoding in) {
          BigDecimal number = Decoding.numberIn(value);
          if (number == null) {
            throw in.expected(expected(), value);
          }
          if (value instanceof String) {
            in.numberInText("2.44", expected(), value);
          }
          return new SentNumber(value, number);
        }

        @Override
        void write(SentNumber value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;
  private final BigDecimal value;

  private SentNumber(Object sent, BigDecimal value) {
    this.sent = sent;
    this.value = value;
  }

  /** A number that is written as one. */
  public static SentNumber of(long number) {
    return new SentNumber(number, BigDecimal.valueOf(number));
  }

  /** A number that is written as a text, as the platform's tables have it. */
  public static SentNumber asText(long number) {
    return new SentNumber(Long.toString(number), BigDecimal.valueOf(number));
  }

  /** A number that is written as one. */
  public static SentNumber of(BigDecimal number) {
    return new SentNumber(requireNonNull(number, "number"), number);
  }

  /** The number. */
  public BigDecimal value() {
    return value;
  }

  /** Equal if the same number; 0.5 equals 0.50 and "0.5". */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SentNumber that && value.compareTo(that.value) == 0;
  }

  @Override
  public int hashCode() {
    return Decoding.hashOf(value);
  }

  /** No digits: some of these fields hold telephone numbers. */
  @Override
  public String toString() {
    return "number";
  }
}
