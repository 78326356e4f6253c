package io.sophonevents.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What a place in a stored body is called. */
final class JsonPath {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonPath() {}

  /** The text whose first character is at this byte; {@code $} if there is none. */
  static String at(byte[] json, int at) {
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && parser.currentTokenLocation().getByteOffset() == at - 1) {
          return of(parser);
        }
      }
    } catch (IOException e) {
      // it was JSON when it was stored; its place is told by what follows
    }
    return "$";
  }

  /** Where a parser is. */
  static String of(JsonParser parser) {
    return "$" + parser.getParsingContext().pathAsPointer().toString().replace('/', '.');
  }
}
