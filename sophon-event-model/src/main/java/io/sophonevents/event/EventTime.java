package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, with the text that was sent: milliseconds since 1970-01-01T00:00Z, or
 * seconds where the value is fractional or below 1e11, as events that are queried back have it.
 *
 * <p>Immutable. Source: docs/protocol.md, rows 2.1 and 2.2.
 */
@JsonSerialize(using = SentScalar.Writer.class)
@JsonDeserialize(using = EventTime.Reader.class)
public final class EventTime implements SentScalar.Wrapper {
  private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");
  private static final int MOST_DECIMALS = 100;
  private static final BigDecimal MILLIS_BELOW = new BigDecimal("1e15");

  private final SentScalar sent;
  private final Instant instant;

  private EventTime(SentScalar sent, Instant instant) {
    this.sent = sent;
    this.instant = instant;
  }

  /** A time that is written as whole milliseconds; what is finer is cut off. */
  public static EventTime of(Instant instant) {
    return ofMillis(requireNonNull(instant, "instant").toEpochMilli());
  }

  /** A time in milliseconds since 1970-01-01T00:00Z. */
  public static EventTime ofMillis(long millis) {
    return new EventTime(
        SentScalar.number(BigDecimal.valueOf(millis)), Instant.ofEpochMilli(millis));
  }

  static @Nullable EventTime fromSent(SentScalar sent) {
    BigDecimal value = SentScalar.numberIn(sent.text());
    if (value == null
        || value.scale() > MOST_DECIMALS // 1e-999999999 is 12 characters and a billion digits
        || value.signum() < 0
        || value.compareTo(MILLIS_BELOW) >= 0) {
      return null;
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    BigDecimal seconds =
        whole && value.compareTo(SECONDS_BELOW) >= 0 ? value.movePointLeft(3) : value;
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.DOWN);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return new EventTime(
        sent, Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()));
  }

  /** The instant, to the nanosecond at most. */
  public Instant instant() {
    return instant;
  }

  /** The characters that were sent: the box wants them again where a picture is asked for. */
  public String text() {
    return sent.text();
  }

  @Override
  public SentScalar sent() {
    return sent;
  }

  /** Equal if the same instant; the text may differ. */
  @Override
  public boolean equals(Object other) {
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

  static final class Reader extends SentScalar.Reader<EventTime> {
    Reader() {
      super(EventTime.class);
    }

    @Override
    @Nullable EventTime make(SentScalar sent) {
      return fromSent(sent);
    }
  }
}
