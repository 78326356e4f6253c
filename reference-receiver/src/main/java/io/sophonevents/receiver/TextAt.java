package io.sophonevents.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds what a place in a stored body is called. */
final class TextAt {
  private static final JsonFactory JSON = new JsonFactory();

  private TextAt() {}

  /**
   * The JSON path of the text whose first character is at this byte; {@code $} if there is none.
   */
  static String path(byte[] json, int at) {
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && parser.currentTokenLocation().getByteOffset() == at - 1) {
          return "$" + parser.getParsingContext().pathAsPointer().toString().replace('/', '.');
        }
      }
    } catch (IOException e) {
      // it was JSON when it was stored; its place is told by what follows
    }
    return "$";
  }
}
