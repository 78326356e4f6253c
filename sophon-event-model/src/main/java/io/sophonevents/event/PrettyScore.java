package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a box how to spread its scores. */
public sealed interface PrettyScore extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PRETTY_SCORE;
  }

  /**
   * The body of every version that has it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9: V2R6, V5R3 to V5R7 and branch {@code fog}.
   *
   * @param numbers lowest score, the best threshold, highest score
   */
  record V5R3(
      @JsonProperty(value = "threshold_range", required = true) List<SentNumber> numbers,
      Map<String, @Nullable Object> unknownFields)
      implements PrettyScore {
    public V5R3 {
      requireNonNull(numbers, "numbers");
      numbers = List.copyOf(numbers);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** One from its range. */
    public static V5R3 of(ThresholdRange range) {
      return new V5R3(
          List.of(
              SentNumber.of(range.lowest()),
              SentNumber.of(range.best()),
              SentNumber.of(range.highest())),
          Map.of());
    }

    /** The three numbers, null if there are not three. */
    public @Nullable ThresholdRange range() {
      return ThresholdRange.of(numbers.stream().map(SentNumber::value).toList());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
