package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number or a text that is written again just as it was sent: the vendor's pages and boxes
 * disagree on which of the two a field is.
 *
 * @param text the characters between the quotes, or those of the number
 * @param quoted whether it was sent as a text
 */
record SentScalar(String text, boolean quoted) {
  private static final int MAX_DIGITS = 100;

  static SentScalar number(BigDecimal value) {
    return new SentScalar(value.toPlainString(), false);
  }

  static SentScalar text(String text) {
    return new SentScalar(text, true);
  }

  /** The value as a number, null if it is none. */
  static @Nullable BigDecimal numberIn(String text) {
    try {
      return text.length() > MAX_DIGITS ? null : new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** A value that wraps a scalar. */
  interface Wrapper {
    SentScalar sent();
  }

  /** Writes a wrapper as its scalar was sent. */
  static final class Writer extends StdSerializer<Wrapper> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Wrapper.class);
    }

    @Override
    public void serialize(Wrapper value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      SentScalar sent = value.sent();
      if (sent.quoted) {
        out.writeString(sent.text);
      } else {
        out.writeNumber(new BigDecimal(sent.text));
      }
    }
  }

  /** Reads a number or a text and makes the wrapper of it; null from the factory is a mismatch. */
  abstract static class Reader<T> extends JsonDeserializer<T> {
    private final Class<T> type;

    Reader(Class<T> type) {
      this.type = type;
    }

    abstract @Nullable T make(SentScalar sent);

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      SentScalar sent =
          switch (in.currentToken()) {
            case VALUE_STRING -> text(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new SentScalar(in.getDecimalValue().toString(), false);
            default -> null;
          };
      T value = sent == null ? null : make(sent);
      if (value == null) {
        context.reportInputMismatch(type, "other JSON type");
        throw new IllegalStateException("unreachable");
      }
      return value;
    }
  }
}
