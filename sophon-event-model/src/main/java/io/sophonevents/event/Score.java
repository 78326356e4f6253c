package io.sophonevents.event;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The number for a match as it was sent: 0 to 1 or 0 to 100, by the firmware. Which of the two
 * cannot be told from one value, so it is never rescaled here.
 *
 * <p>Immutable. Source: docs/protocol.md, row 2.4.
 */
@JsonSerialize(using = SentScalar.Writer.class)
@JsonDeserialize(using = Score.Reader.class)
public final class Score implements SentScalar.Wrapper {
  private final SentScalar sent;
  private final BigDecimal value;

  private Score(SentScalar sent, BigDecimal value) {
    this.sent = sent;
    this.value = value;
  }

  /**
   * A score.
   *
   * @throws IllegalArgumentException if it is infinite or not a number
   */
  public static Score of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("score: expected a finite number but was " + value);
    }
    BigDecimal decimal = BigDecimal.valueOf(value);
    return new Score(SentScalar.number(decimal), decimal);
  }

  /** The number that was sent. */
  public BigDecimal value() {
    return value;
  }

  @Override
  public SentScalar sent() {
    return sent;
  }

  /** Equal if the same number; 0.5 equals 0.50. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Score that && value.compareTo(that.value) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return value.toString();
  }

  static final class Reader extends SentScalar.Reader<Score> {
    Reader() {
      super(Score.class);
    }

    @Override
    @Nullable Score make(SentScalar sent) {
      BigDecimal value = SentScalar.numberIn(sent.text());
      return value == null ? null : new Score(sent, value);
    }
  }
}
