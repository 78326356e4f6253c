package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, with the text that was sent: milliseconds since 1970-01-01T00:00Z, or
 * seconds where the value is below 1e11, as events that are queried back have it. Either may have a
 * fraction.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.1 and 2.2.
 */
public final class EventTime {
  static final String EXPECTED = "a time as a number";

  private static final int MOST_DECIMALS = 100;

  private static final long SECONDS_BELOW = 100_000_000_000L;
  private static final long MILLIS_BELOW = 1_000_000_000_000_000L;

  static final WireType<EventTime> WIRE =
      new WireType<>(EXPECTED) {
        @Override
        EventTime read(Object value, Decoding in) {
          boolean inSeconds = in.isDescribedAs(Described.As.SECONDS);
          if (!inSeconds
              && value instanceof Long millis
              && millis >= SECONDS_BELOW
              && millis < MILLIS_BELOW) {
            return new EventTime(millis, Instant.ofEpochMilli(millis));
          }
          Instant instant = instantOf(value);
          if (instant == null) {
            throw in.expected(expected(), value);
          }
          String described = inSeconds ? "seconds as a number" : "milliseconds as a whole number";
          if (value instanceof String) {
            in.numberInText("2.1", described, value);
          } else if (!inSeconds || isMillis(requireNonNull(Decoding.numberIn(value)))) {
            in.deviates("2.2", described, value);
          }
          return new EventTime(value, instant);
        }

        @Override
        void write(EventTime value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;
  private final Instant instant;

  private EventTime(Object sent, Instant instant) {
    this.sent = sent;
    this.instant = instant;
  }

  /** A time that is written as whole milliseconds; what is finer is cut off. */
  public static EventTime of(Instant instant) {
    return ofMillis(requireNonNull(instant, "instant").toEpochMilli());
  }

  /** A time in milliseconds since 1970-01-01T00:00Z. */
  public static EventTime ofMillis(long millis) {
    return new EventTime(millis, Instant.ofEpochMilli(millis));
  }

  /**
   * A time in seconds since 1970-01-01T00:00Z, as a box writes it where events are queried.
   *
   * @param seconds from 0 to below 1e11, with as many decimals as are to be written, at most 100
   */
  public static EventTime ofSeconds(BigDecimal seconds) {
    Instant instant = isMillis(seconds) ? null : instantOf(seconds);
    if (instant == null) {
      throw new IllegalArgumentException(
          "event time: expected seconds from 0 to below 1e11 but was another number");
    }
    return new EventTime(seconds, instant);
  }

  /** The same time in seconds with a fraction; the same text if it was sent so. */
  public EventTime inSeconds() {
    BigDecimal number = requireNonNull(Decoding.numberIn(sent));
    return !(sent instanceof String) && !isMillis(number)
        ? this
        : ofSeconds(isMillis(number) ? number.movePointLeft(3) : number);
  }

  private static boolean isMillis(BigDecimal value) {
    return value.compareTo(BigDecimal.valueOf(SECONDS_BELOW)) >= 0;
  }

  private static @Nullable Instant instantOf(Object sent) {
    BigDecimal value = Decoding.numberIn(sent);
    if (value == null
        || value.scale() > MOST_DECIMALS // 1e-999999999 is 12 characters and a billion digits
        || value.signum() < 0
        || value.compareTo(BigDecimal.valueOf(MILLIS_BELOW)) >= 0) {
      return null;
    }
    BigDecimal seconds = isMillis(value) ? value.movePointLeft(3) : value;
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.DOWN);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  /** The instant, to the nanosecond at most. */
  public Instant instant() {
    return instant;
  }

  /** The characters that were sent: the box wants them again where a picture is asked for. */
  public String text() {
    return sent.toString();
  }

  /** Equal if the same instant; the text may differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventTime that && instant.equals(that.instant);
  }

  @Override
  public int hashCode() {
    return instant.hashCode();
  }

  @Override
  public String toString() {
    return instant.toString();
  }
}
