package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body once, from front to back, into {@link ReceivedObject}s. The texts of pictures are
 * passed over: their place in the body is all that is kept.
 */
final class BodyReader {
  static final JsonFactory FACTORY = factory(EventCodec.MAX_DEPTH);

  /** For a text that stands within an event and so is a level deeper than it looks. */
  private static final JsonFactory PARTS = factory(EventCodec.MAX_DEPTH - 1);

  private final byte[] body;
  private final JsonParser in;
  private int values;

  private BodyReader(byte[] body, JsonParser in) {
    this.body = body;
    this.in = in;
  }

  private static JsonFactory factory(int maxDepth) {
    return new BodyFactory(
        new JsonFactoryBuilder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // a sender chooses the names, but MAX_VALUES of them at most: equal ones are the same
            // text
            .enable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8) // else no name is read
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(EventCodec.MAX_BODY_BYTES)
                    .maxDocumentLength(EventCodec.MAX_BODY_BYTES)
                    .maxNestingDepth(maxDepth)
                    .maxNameLength(EventCodec.MAX_NAME_BYTES)
                    .maxNumberLength(EventCodec.MAX_NUMBER_DIGITS)
                    .build()));
  }

  /**
   * The one JSON value in a body.
   *
   * @throws EventFormatException if it is not one JSON value in UTF-8, or is over a limit
   */
  static @Nullable Object read(byte[] body) {
    return read(body, FACTORY);
  }

  /**
   * The one JSON value in a part of a form, which will be a field of an event.
   *
   * @throws EventFormatException if it is not one JSON value in UTF-8, or is over a limit
   */
  static @Nullable Object readPart(byte[] text) {
    return read(text, PARTS);
  }

  /**
   * Where the elements of a list stand in a body that was read before: from and to of each.
   *
   * @param name the field of the body that has the list, null if the body is the list
   */
  static int[] placesIn(byte[] body, @Nullable String name) {
    int[] places = new int[16];
    int size = 0;
    try (JsonParser in = FACTORY.createParser(body)) {
      in.nextToken();
      if (name != null) {
        in.nextToken();
        while (!name.equals(in.currentName())) {
          in.nextToken();
          in.skipChildren();
          in.nextToken();
        }
        in.nextToken();
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (size == places.length) {
          places = Arrays.copyOf(places, 2 * size);
        }
        places[size++] = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        in.finishToken();
        places[size++] = (int) in.currentLocation().getByteOffset();
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException("what was read before is JSON", e);
    }
  }

  private static @Nullable Object read(byte[] body, JsonFactory factory) {
    if (body.length > EventCodec.MAX_BODY_BYTES) {
      throw new EventFormatException(
          "event",
          "expected at most " + EventCodec.MAX_BODY_BYTES + " bytes but there are " + body.length,
          "$");
    }
    if (isUtf16(body)) {
      throw new EventFormatException("event", "expected UTF-8 but was another encoding", "byte 0");
    }
    try (JsonParser in = factory.createParser(body)) {
      return new BodyReader(body, in).only();
    } catch (JsonProcessingException e) {
      throw FormatProblem.syntax(body, e);
    } catch (IOException e) {
      throw new EventFormatException("event", "expected UTF-8 but the bytes are not", "$");
    }
  }

  private @Nullable Object only() throws IOException {
    try {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw new EventFormatException("event", "expected an object but the body is empty", "$");
      }
      Object value = value(first, false);
      if (in.nextToken() != null) {
        throw FormatProblem.trailing(body, offset());
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw FormatProblem.overLimit(body, (int) in.currentLocation().getByteOffset(), e);
    }
  }

  private @Nullable Object value(JsonToken token, boolean inList) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(inList);
      case START_ARRAY -> list();
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private ReceivedObject object(boolean inList) throws IOException {
    ReceivedObject object = new ReceivedObject();
    int start = inList ? offset() : 0;
    String name = in.nextFieldName();
    while (name != null) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.VALUE_STRING && EncodedImage.isNameOfOne(name)) {
        int at = offset();
        String next = in.nextFieldName(); // passes over the text, and finds it well formed
        Object image =
            body[at + 1] == '"'
                ? EncodedImage.NONE
                : EncodedImage.received(body, at + 1, closingQuote(offset()));
        add(object, name, image, at);
        name = next;
      } else {
        add(object, name, value(token, false), -1);
        name = in.nextFieldName();
      }
    }
    if (inList) {
      object.setPlace(start, offset() + 1);
    }
    return object;
  }

  private void add(ReceivedObject object, String name, @Nullable Object value, int at) {
    count();
    if (!isWhole(name)) {
      throw FormatProblem.halfCharacter(body, at < 0 ? offset() : at);
    }
    if (!object.put(name, value)) {
      throw FormatProblem.duplicate(body, at < 0 ? offset() : at);
    }
  }

  /**
   * Whether a name has no half of a surrogate pair, of which Jackson makes some from bytes that are
   * no UTF-8, and which it does not read again.
   */
  private static boolean isWhole(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        if (i + 1 == name.length()
            || !Character.isSurrogatePair(name.charAt(i), name.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      count();
      list.add(value(token, true));
    }
    return list;
  }

  /** Of small values a body holds more than fit in memory as objects. */
  private void count() {
    if (++values > EventCodec.MAX_VALUES) {
      throw FormatProblem.tooManyValues(body, offset());
    }
  }

  private Number integer() throws IOException {
    Number number = in.getNumberValue();
    return number instanceof Integer small ? (Number) small.longValue() : number;
  }

  private Number decimal() throws IOException {
    try {
      BigDecimal decimal = in.getDecimalValue();
      if (!Decoding.isShort(decimal)) {
        throw FormatProblem.longNumber(body, offset());
      }
      return Decoding.asWritten(decimal);
    } catch (NumberFormatException tooLarge) {
      // Jackson lets what BigDecimal cannot hold out as it is, without saying where it stands
      throw FormatProblem.number(body, offset());
    }
  }

  private int offset() {
    return (int) in.currentTokenLocation().getByteOffset();
  }

  /** The quote that ends a text, looked for backwards from the token behind it. */
  private int closingQuote(int next) {
    int at = next - 1;
    while (body[at] != '"') {
      at--;
    }
    return at;
  }

  static int offsetOf(@Nullable JsonLocation location, int length) {
    long offset = location == null ? 0 : location.getByteOffset();
    return (int) Math.max(0, Math.min(length, offset));
  }

  /** UTF-16 and UTF-32 have a zero byte, or a byte-order mark, among the first two. */
  private static boolean isUtf16(byte[] body) {
    return body.length >= 2
        && (body[0] == 0
            || body[1] == 0
            || (body[0] == (byte) 0xfe && body[1] == (byte) 0xff)
            || (body[0] == (byte) 0xff && body[1] == (byte) 0xfe));
  }
}
