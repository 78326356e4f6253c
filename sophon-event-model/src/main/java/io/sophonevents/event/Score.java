package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The number for a match as it was sent, never rescaled: from 0 to 1 or from 0 to 100, by the
 * firmware. One value does not tell which, unless it is over 1; a caller who knows the box states
 * it once with {@link EventCodec#withScoreRange(ScoreRange)}. One that lies outside is kept and
 * reported as a deviation.
 *
 * <p>Immutable. Source: docs/protocol.md, row 2.4.
 */
public final class Score {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static final WireType<Score> WIRE =
      new WireType<>("number") {
        @Override
        Score read(Object value, Decoding in) {
          BigDecimal number = Decoding.numberIn(value);
          if (number == null) {
            throw in.expected(expected(), value);
          }
          if (value instanceof String) {
            in.numberInText("2.44", expected(), value);
          }
          ScoreRange range = in.scoreRange();
          boolean isOverOne = number.compareTo(BigDecimal.ONE) > 0;
          if (number.signum() < 0) {
            in.deviates("2.4", "a score of at least 0", value);
          } else if (isOverOne && range == ScoreRange.ONE) {
            in.deviates("2.4", "a score of at most 1, as was stated", value);
          } else if (isOverOne && in.isAt("matchScore")) { // of the platform's old records alone
            in.deviates("2.4", "a score of at most 1", value);
          } else if (number.compareTo(HUNDRED) > 0) {
            in.deviates("2.4", "a score of at most 100", value);
          }
          return new Score(value, number, isOverOne ? ScoreRange.HUNDRED : range);
        }

        @Override
        void write(Score value, JsonGenerator out) throws IOException {
          writePlain(value.sent, out);
        }
      };

  private final Object sent;
  private final BigDecimal value;
  private final ScoreRange range;

  private Score(Object sent, BigDecimal value, ScoreRange range) {
    this.sent = sent;
    this.value = value;
    this.range = range;
  }

  /**
   * A score whose range is not said: {@link ScoreRange#HUNDRED} if it is over 1.
   *
   * @throws IllegalArgumentException if it is infinite or not a number
   */
  public static Score of(double value) {
    return of(value, value > 1 ? ScoreRange.HUNDRED : ScoreRange.UNKNOWN);
  }

  /**
   * A score of this range.
   *
   * @throws IllegalArgumentException if it is infinite, not a number, or over 1 in a range to 1
   */
  public static Score of(double value, ScoreRange range) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("score: expected a finite number but was " + value);
    }
    if (range == ScoreRange.ONE && value > 1) {
      throw new IllegalArgumentException("score: expected at most 1 but was " + value);
    }
    BigDecimal decimal = BigDecimal.valueOf(value);
    return new Score(decimal, decimal, requireNonNull(range, "range"));
  }

  /** The number that was sent. */
  public BigDecimal value() {
    return value;
  }

  /** What it runs through: stated by the caller or proved by the value, else unknown. */
  public ScoreRange range() {
    return range;
  }

  /** The same number in a range that the layout documents, unless the value proves another. */
  Score inDocumented(ScoreRange documented) {
    return range == ScoreRange.UNKNOWN ? new Score(sent, value, documented) : this;
  }

  /** Equal if the same number, whatever is known of the range; 0.5 equals 0.50. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Score that && value.compareTo(that.value) == 0;
  }

  @Override
  public int hashCode() {
    return Decoding.hashOf(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
