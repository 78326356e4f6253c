package io.sophonevents.client.box;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code error} of an answer, whatever else is in it. Source: docs/protocol.md, section 1.19.
 *
 * @param code null if the error has none
 * @param words null if the error has none
 */
record ErrorMember(@Nullable BoxErrorCode code, @Nullable String words) {
  private static final JsonFactory JSON = new JsonFactory();

  /** That of an answer; null if it has none, or is no JSON object. */
  static @Nullable ErrorMember in(byte[] answer) {
    try (JsonParser in = JSON.createParser(answer)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("error") && value != JsonToken.VALUE_NULL) {
          return value == JsonToken.START_OBJECT
              ? object(in)
              : new ErrorMember(null, value.isScalarValue() ? in.getText() : null);
        }
        in.skipChildren();
      }
      return null;
    } catch (IOException noJson) {
      return null; // whether it should be is asked where it is read
    }
  }

  private static ErrorMember object(JsonParser in) throws IOException {
    BoxErrorCode code = null;
    String words = null;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        if (name.equals("code")) {
          code = new BoxErrorCode(in.getText());
        } else if (name.equals("message")) {
          words = in.getText();
        }
      }
      in.skipChildren();
    }
    return new ErrorMember(code, words);
  }
}
