package io.sophonevents.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one message: where it stands just now, and what deviated so far. Not safe for use
 * by many threads.
 */
final class Decoding {
  private final Class<?> layout;
  private final String root;
  private final boolean strict;
  private final ScoreRange scoreRange;
  private final boolean fromForm;
  private Object[] steps = new Object[8];
  private int depth;
  private Described.As describedAs = Described.As.ITS_TYPE;
  private @Nullable List<Deviation> deviations;

  /**
   * Starts to read a message.
   *
   * @param layout what it is
   * @param root the path of the message itself, {@code $} unless it is an element of a batch
   * @param strict whether a deviation is an error
   * @param scoreRange what the caller stated of the box's scores
   * @param fromForm whether numbers and truth values come as texts by nature
   */
  Decoding(Class<?> layout, String root, boolean strict, ScoreRange scoreRange, boolean fromForm) {
    this.layout = layout;
    this.root = root;
    this.strict = strict;
    this.scoreRange = scoreRange;
    this.fromForm = fromForm;
  }

  void enter(Object step) {
    if (depth == steps.length) {
      steps = Arrays.copyOf(steps, 2 * depth);
    }
    steps[depth++] = step;
  }

  /** Enters a field, of which the vendor's description may say more than its type does. */
  void enter(String name, Described.As described) {
    enter(name);
    if (describedAs != described) {
      describedAs = described;
    }
  }

  /** Whether the description has this for the field that was entered last. */
  boolean isDescribedAs(Described.As described) {
    return describedAs == described;
  }

  void leave() {
    depth--;
  }

  /** Whether it reads a field of this name just now. */
  boolean isAt(String name) {
    return name.equals(at());
  }

  /** The name of the field that it reads just now, empty for an element of a list. */
  String at() {
    return depth > 0 && steps[depth - 1] instanceof String name ? name : "";
  }

  /** Whether it reads a field of the object of this name just now. */
  boolean isWithin(String object) {
    return depth > 1 && object.equals(steps[depth - 2]);
  }

  ScoreRange scoreRange() {
    return scoreRange;
  }

  /** Whether it reads the text of a part just now: what is deeper in a form is JSON. */
  boolean isFromForm() {
    return fromForm && depth == 1;
  }

  /**
   * A number in a text is no deviation in a form, which has texts only, or where one is described.
   */
  void numberInText(String row, String expected, Object value) {
    if (!isFromForm() && !isDescribedAs(Described.As.TEXT)) {
      deviates(row, expected, value);
    }
  }

  /**
   * Notes what the vendor's own description does not have there, although it is read.
   *
   * @param row the row of docs/protocol.md, section 2, that says how to read it
   */
  void deviates(String row, String expected, @Nullable Object value) {
    Deviation deviation = new Deviation(path(), row, expected, FormatProblem.describe(value));
    if (strict) {
      throw new EventFormatException(
          EventCodec.subject(layout),
          "expected " + expected + " but was " + deviation.found() + " (row " + row + ")",
          deviation.path());
    }
    if (deviations == null) {
      deviations = new ArrayList<>();
    }
    deviations.add(deviation);
  }

  EventFormatException expected(String what, @Nullable Object value) {
    return new EventFormatException(
        EventCodec.subject(layout),
        "expected " + what + " but was " + FormatProblem.describe(value),
        path());
  }

  EventFormatException expectedAt(
      String name, String what, @Nullable Object value, boolean present) {
    enter(name);
    EventFormatException problem =
        new EventFormatException(
            EventCodec.subject(layout),
            "expected " + what + " but was " + (present ? FormatProblem.describe(value) : "absent"),
            path());
    leave();
    return problem;
  }

  List<Deviation> deviations() {
    return deviations == null ? List.of() : Collections.unmodifiableList(deviations);
  }

  private String path() {
    StringBuilder path = new StringBuilder(root);
    for (int i = 0; i < depth; i++) {
      if (steps[i] instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append('.').append(steps[i]);
      }
    }
    return path.toString();
  }

  /** The value as a number if it is one, or a text that holds one; else null. */
  static @Nullable BigDecimal numberIn(Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof String text && hasFewDigits(text)) {
      try {
        BigDecimal number = new BigDecimal(text.strip());
        return isShort(number) ? number : null;
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }
    return null;
  }

  /** The number as it is read again after it was written: 1E0 becomes the whole number 1. */
  static Number asWritten(BigDecimal number) {
    if (number.scale() != 0) {
      return number;
    }
    BigInteger whole = number.unscaledValue();
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValueExact() : whole;
  }

  /**
   * Whether it is within the limit as it is written too, where the exponent may have become longer:
   * 12e99 is 1.2E+100 then.
   */
  static boolean isShort(BigDecimal number) {
    return number.precision() <= EventCodec.MAX_NUMBER_DIGITS / 2
        || hasFewDigits(number.toString());
  }

  /** Whether a number in this text is within the limit. */
  static boolean hasFewDigits(String text) {
    return text.chars().filter(Character::isDigit).count() <= EventCodec.MAX_NUMBER_DIGITS;
  }

  /** A hash that is the same for 0.5 and 0.50. */
  static int hashOf(BigDecimal value) {
    return Double.hashCode(value.doubleValue() + 0.0);
  }
}
