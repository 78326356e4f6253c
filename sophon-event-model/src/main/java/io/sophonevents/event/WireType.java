package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one Java type stand on the wire. Immutable.
 *
 * @param <T> the Java type
 */
abstract class WireType<T> {
  private final String expected;

  /**
   * A type.
   *
   * @param expected what an error says it should have been: {@code number}
   */
  WireType(String expected) {
    this.expected = expected;
  }

  /** The value of what was received, which is never null, or an error that names the place. */
  abstract T read(Object value, Decoding in);

  abstract void write(T value, JsonGenerator out) throws IOException;

  /**
   * Whether the value is of such a type, so that no more than its range can be wrong. A text with a
   * number or a truth value is taken for one: a form has no others.
   */
  boolean fits(@Nullable Object value) {
    return switch (expected) {
      case "object" -> value instanceof ReceivedObject;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String || value instanceof EncodedImage;
      case "number", EventTime.EXPECTED -> value != null && Decoding.numberIn(value) != null;
      case "boolean" ->
          value instanceof Boolean
              || (value instanceof Long number && (number == 0 || number == 1))
              || (value instanceof String text && SentFlag.truthOf(text) != null);
      default -> value != null && (this == ANY || !isStructure(value));
    };
  }

  private static boolean isStructure(Object value) {
    return value instanceof ReceivedObject || value instanceof List;
  }

  final String expected() {
    return expected;
  }

  /** Whether it is an object or an array. */
  final boolean isStructure() {
    return expected.equals("object") || expected.equals("array");
  }

  static final WireType<String> TEXT =
      new WireType<>("string") {
        @Override
        String read(Object value, Decoding in) {
          if (value instanceof String text) {
            return text;
          }
          if (value instanceof EncodedImage image) {
            return image.text();
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(String value, JsonGenerator out) throws IOException {
          out.writeString(value);
        }
      };

  static final WireType<Boolean> TRUTH =
      new WireType<>("boolean") {
        @Override
        Boolean read(Object value, Decoding in) {
          if (value instanceof Boolean truth) {
            return truth;
          }
          if (in.isFromForm() && value instanceof String text) {
            Boolean truth = SentFlag.truthOf(text);
            if (truth != null) {
              return truth;
            }
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(Boolean value, JsonGenerator out) throws IOException {
          out.writeBoolean(value);
        }
      };

  static final WireType<Long> WHOLE =
      new WireType<>("number") {
        @Override
        Long read(Object value, Decoding in) {
          return whole(value, in, expected(), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        void write(Long value, JsonGenerator out) throws IOException {
          out.writeNumber(value);
        }
      };

  static final WireType<Integer> SMALL =
      new WireType<>("number") {
        @Override
        Integer read(Object value, Decoding in) {
          return (int) whole(value, in, expected(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        void write(Integer value, JsonGenerator out) throws IOException {
          out.writeNumber(value);
        }
      };

  static final WireType<BigDecimal> DECIMAL =
      new WireType<>("number") {
        @Override
        BigDecimal read(Object value, Decoding in) {
          BigDecimal number = Decoding.numberIn(value);
          if (number == null || (value instanceof String && !in.isFromForm())) {
            throw in.expected(expected(), value);
          }
          return number;
        }

        @Override
        void write(BigDecimal value, JsonGenerator out) throws IOException {
          out.writeNumber(value);
        }
      };

  /** Any JSON value, as plain Java values. */
  static final WireType<Object> ANY =
      new WireType<>("a value") {
        @Override
        Object read(Object value, Decoding in) {
          Object plain = ReceivedObject.plain(value);
          if (plain == null) {
            throw in.expected(expected(), value);
          }
          return plain;
        }

        @Override
        void write(Object value, JsonGenerator out) throws IOException {
          writePlain(value, out);
        }
      };

  /** An object of which the vendor says no more than that it is one. */
  static final WireType<Map<String, @Nullable Object>> FREE_FORM =
      new WireType<>("object") {
        @Override
        Map<String, @Nullable Object> read(Object value, Decoding in) {
          if (value instanceof ReceivedObject object) {
            return UnknownFields.received(object.toPlain());
          }
          throw in.expected(expected(), value);
        }

        @Override
        void write(Map<String, @Nullable Object> value, JsonGenerator out) throws IOException {
          writePlain(value, out);
        }
      };

  /** A list of values of one type. */
  static <E> WireType<List<E>> listOf(WireType<E> element) {
    return new WireType<>("array") {
      @Override
      boolean fits(@Nullable Object value) {
        return value instanceof List<?> received && received.stream().allMatch(element::fits);
      }

      @Override
      List<E> read(Object value, Decoding in) {
        if (!(value instanceof List<?> received)) {
          throw in.expected(expected(), value);
        }
        List<E> list = new ArrayList<>(received.size());
        for (int i = 0; i < received.size(); i++) {
          Object each = received.get(i);
          in.enter(i);
          if (each == null) {
            throw in.expected(element.expected(), null);
          }
          list.add(element.read(each, in));
          in.leave();
        }
        return list;
      }

      @Override
      void write(List<E> value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (E each : value) {
          element.write(each, out);
        }
        out.writeEndArray();
      }
    };
  }

  /** An object whose names are data, with values of one type. */
  static <E> WireType<Map<String, E>> mapOf(WireType<E> element) {
    return new WireType<>("object") {
      @Override
      Map<String, E> read(Object value, Decoding in) {
        if (!(value instanceof ReceivedObject received)) {
          throw in.expected(expected(), value);
        }
        Map<String, E> map = new LinkedHashMap<>();
        for (int i = 0; i < received.size(); i++) {
          Object each = received.value(i);
          in.enter("*"); // the names are data, not to be printed
          if (each == null) {
            throw in.expected(element.expected(), null);
          }
          map.put(received.name(i), element.read(each, in));
          in.leave();
        }
        return map;
      }

      @Override
      void write(Map<String, E> value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, E> each : value.entrySet()) {
          out.writeFieldName(each.getKey());
          element.write(each.getValue(), out);
        }
        out.writeEndObject();
      }
    };
  }

  /** A text that a value type wraps. */
  static <T> WireType<T> text(Function<String, T> make, Function<T, String> text) {
    return new WireType<>("string") {
      @Override
      T read(Object value, Decoding in) {
        return make.apply(TEXT.read(value, in));
      }

      @Override
      void write(T value, JsonGenerator out) throws IOException {
        out.writeString(text.apply(value));
      }
    };
  }

  /** A list of numbers that a value type wraps. */
  static <T> WireType<T> numbers(
      Function<List<BigDecimal>, T> make, Function<T, List<BigDecimal>> numbers) {
    WireType<List<BigDecimal>> list = listOf(DECIMAL);
    return new WireType<>("array") {
      @Override
      T read(Object value, Decoding in) {
        return make.apply(list.read(value, in));
      }

      @Override
      void write(T value, JsonGenerator out) throws IOException {
        list.write(numbers.apply(value), out);
      }
    };
  }

  /** Writes plain JSON values: those of {@link ReceivedObject#toPlain()} and of users. */
  static void writePlain(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        out.writeFieldName((String) field.getKey());
        writePlain(field.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        writePlain(each, out);
      }
      out.writeEndArray();
    } else {
      throw new IllegalStateException("no plain JSON value: " + value.getClass().getName());
    }
  }

  private static long whole(Object value, Decoding in, String expected, long least, long most) {
    BigDecimal number =
        value instanceof Long simple && least == Long.MIN_VALUE
            ? BigDecimal.valueOf(simple)
            : value instanceof String && !in.isFromForm() ? null : Decoding.numberIn(value);
    try {
      if (number != null && number.precision() - number.scale() < 20) {
        long exact = number.longValueExact();
        if (exact >= least && exact <= most) {
          return exact;
        }
      }
    } catch (ArithmeticException fraction) {
      throw in.expected("whole number", value);
    }
    throw number == null
        ? in.expected(expected, value)
        : in.expected("whole number from " + least + " to " + most, value);
  }
}
