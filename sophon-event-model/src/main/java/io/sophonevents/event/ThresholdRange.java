package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a box spreads its scores: the lowest, the one at the threshold that suits most, and the
 * highest one.
 *
 * <p>Immutable. Source: docs/protocol.md, section 5.9 and row 2.40.
 *
 * @param lowest seen: 0
 * @param best seen: 80, 82 and 83
 * @param highest seen: 100
 */
public record ThresholdRange(BigDecimal lowest, BigDecimal best, BigDecimal highest) {
  public ThresholdRange {
    requireNonNull(lowest, "lowest");
    requireNonNull(best, "best");
    requireNonNull(highest, "highest");
  }

  /** Three numbers as a list or, with commas between them, as a text; null for all else. */
  static @Nullable ThresholdRange of(@Nullable Object sent) {
    List<?> parts =
        sent instanceof String text
            ? AddressList.betweenCommas(text)
            : sent instanceof List<?> list ? list : List.of();
    List<BigDecimal> numbers = new ArrayList<>();
    for (Object part : parts) {
      BigDecimal number = part == null ? null : Decoding.numberIn(part);
      if (number == null) {
        return null;
      }
      numbers.add(number);
    }
    return numbers.size() == 3
        ? new ThresholdRange(numbers.get(0), numbers.get(1), numbers.get(2))
        : null;
  }

  /** As a box's configuration has it: {@code 0.0,82.0,100.0}. */
  public String text() {
    return lowest.toPlainString() + "," + best.toPlainString() + "," + highest.toPlainString();
  }
}
