package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body by place and type, never by value: a parser would quote it. */
final class FormatProblem {
  private FormatProblem() {}

  /** A field that is not what its layout has there. */
  static EventFormatException of(String subject, JsonNode tree, JsonMappingException problem) {
    StringBuilder path = new StringBuilder("$");
    JsonNode node = tree;
    for (JsonMappingException.Reference step : problem.getPath()) {
      if (step.getFieldName() != null) {
        path.append('.').append(step.getFieldName());
        node = node.path(step.getFieldName());
      } else {
        path.append('[').append(step.getIndex()).append(']');
        node = node.path(step.getIndex());
      }
    }
    Class<?> expected =
        problem instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (problem instanceof ValueInstantiationException refused
        && problem.getCause() instanceof NullPointerException absent
        && absent.getMessage() != null) {
      // the constructor of a record names the required field that it did not get
      path.append('.').append(absent.getMessage());
      node = node.path(absent.getMessage());
      expected = componentType(refused.getType().getRawClass(), absent.getMessage());
    }
    return new EventFormatException(
        subject, "expected " + name(expected) + " but was " + describe(node), path.toString());
  }

  /** Text that is not JSON. */
  static EventFormatException syntax(byte[] body, JsonProcessingException problem) {
    int offset = offset(body, problem);
    while (offset > 0 && Character.isLetter(body[offset - 1])) {
      offset--; // the parser stands behind a word that it does not know
    }
    String place = place(body, offset);
    if (problem instanceof JsonEOFException) {
      return new EventFormatException("event", "expected JSON but it ends too early", place);
    }
    // the parser's message quotes the body, so only its kind is asked for
    String message = problem.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return new EventFormatException(
          "event", "expected each key once but one is given twice", place);
    }
    String found = found(body, offset);
    return new EventFormatException("event", "expected JSON but found " + found, place);
  }

  /** A number that no BigDecimal holds: its exponent has more than nine digits or so. */
  static EventFormatException number(byte[] body, int offset) {
    return new EventFormatException(
        "event",
        "expected a number that can be held but its exponent is too large",
        place(body, offset));
  }

  /** JSON that is larger or deeper than is read. */
  static EventFormatException overLimit(byte[] body, StreamConstraintsException problem) {
    String message = problem.getOriginalMessage();
    String limit =
        message.contains("nesting depth")
            ? "at most " + EventCodec.MAX_DEPTH + " levels"
            : message.contains("Number value")
                ? "at most " + EventCodec.MAX_NUMBER_CHARS + " characters in a number"
                : message.contains("Name")
                    ? "at most " + EventCodec.MAX_NAME_CHARS + " characters in a name"
                    : "at most " + EventCodec.MAX_BODY_BYTES + " bytes";
    return new EventFormatException(
        "event", "expected " + limit + " but there are more", place(body, offset(body, problem)));
  }

  /** What a node is: its type and size. */
  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "string (" + node.textValue().length() + " chars)";
      case ARRAY -> "array (" + node.size() + (node.size() == 1 ? " element)" : " elements)");
      case OBJECT -> "object (" + node.size() + (node.size() == 1 ? " key)" : " keys)");
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> "absent";
    };
  }

  private static @Nullable Class<?> componentType(Class<?> record, String field) {
    RecordComponent[] components = record.getRecordComponents();
    if (components != null) {
      for (RecordComponent component : components) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        if (property != null && property.value().equals(field)) {
          return component.getType();
        }
      }
    }
    return null;
  }

  private static String name(@Nullable Class<?> type) {
    if (type == null) {
      return "a value";
    }
    if (type == EventTime.class) {
      return "a time as a number";
    }
    if (Number.class.isAssignableFrom(type)
        || type == int.class
        || type == Score.class
        || type == PersonType.class) {
      return "number";
    }
    if (type == DeviceType.class || type == WantedAction.class) {
      return "string or number";
    }
    if (type == String.class
        || type == IdentityId.class
        || type == PersonName.class
        || type == EncodedImage.class) {
      return "string";
    }
    if (type == Boolean.class) {
      return "boolean";
    }
    if (Collection.class.isAssignableFrom(type)
        || type == FaceBox.class
        || type == FacePoints.class
        || type == Embedding.class) {
      return "array";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "object" : "a value";
  }

  private static int offset(byte[] body, JsonProcessingException problem) {
    JsonLocation location = problem.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    return (int) Math.max(0, Math.min(body.length, offset));
  }

  private static String place(byte[] body, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (body[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    String before = EventCodec.text(body, lineStart, offset);
    return "line " + line + ", column " + (before.codePointCount(0, before.length()) + 1);
  }

  /** The character at the place where it is wrong, by its number unless it is a letter or digit. */
  private static String found(byte[] body, int offset) {
    if (offset >= body.length) {
      return "the end";
    }
    int end = Math.min(body.length, offset + 4);
    int character = EventCodec.text(body, offset, end).codePointAt(0);
    return Character.isLetterOrDigit(character)
        ? "a letter or digit"
        : String.format("the character U+%04X", character);
  }
}
