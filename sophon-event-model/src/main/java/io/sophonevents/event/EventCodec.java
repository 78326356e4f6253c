package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Bytes to event and back.
 *
 * <p>What is read is told by its keys alone; where it came from is asked only where two kinds have
 * the same body. Reading is strict about JSON (a key given twice is an error) and liberal about the
 * rest: every field that a layout does not know is kept.
 *
 * <p>Limits: {@value #MAX_BODY_BYTES} bytes, and as much for one text; {@value #MAX_DEPTH} levels;
 * {@value #MAX_NAME_CHARS} characters for a name; {@value #MAX_NUMBER_CHARS} for a number.
 *
 * <p>Safe for use by many threads.
 */
public final class EventCodec {
  /** The largest body, 32 MiB. */
  public static final int MAX_BODY_BYTES = 32 << 20;

  /** The deepest nesting. */
  public static final int MAX_DEPTH = 64;

  static final int MAX_NAME_CHARS = 1024;
  static final int MAX_NUMBER_CHARS = 100;

  /** One for all: it keeps what it has learnt of each layout. */
  private static final JsonMapper MAPPER = mapper();

  /**
   * The event in a body whose way is not known. One that may be a stream event or an access record
   * is read as a stream event.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has there
   */
  public SophonEvent decode(byte[] body) {
    return decode(body, false);
  }

  /**
   * The event in a body that was posted by HTTP. One that may be a stream event or an access record
   * is read as an access record.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has there
   */
  public SophonEvent decodePosted(byte[] body) {
    return decode(body, true);
  }

  private static SophonEvent decode(byte[] body, boolean posted) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw new EventFormatException(
          "event", "expected an object but was " + FormatProblem.describe(tree), "$");
    }
    Class<? extends SophonEvent> layout = EventKind.layoutOf(tree, posted);
    try {
      return MAPPER.treeToValue(tree, layout);
    } catch (JsonMappingException e) {
      throw FormatProblem.of(subject(layout), tree, e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree has no syntax to be wrong", e);
    }
  }

  /**
   * The bodies of the events in one request, each just as it was received: one object, an array of
   * objects, or an object whose only key is {@code events} or {@code data} with such an array. The
   * vendor documents batches of up to 100 events but not their form.
   *
   * @throws EventFormatException if it is not JSON, or none of these
   */
  public List<byte[]> split(byte[] body) {
    JsonNode tree = tree(body);
    boolean wrapped =
        tree.size() == 1 && (tree.path("events").isArray() || tree.path("data").isArray());
    if (tree.isObject() && !wrapped) {
      return List.of(body);
    }
    JsonNode batch = wrapped ? tree.elements().next() : tree;
    String path = wrapped ? "$." + tree.fieldNames().next() : "$";
    if (!batch.isArray()) {
      throw new EventFormatException(
          "event",
          "expected an object or an array of objects but was " + FormatProblem.describe(batch),
          path);
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.get(i).isObject()) {
        throw new EventFormatException(
            "event",
            "expected an object but was " + FormatProblem.describe(batch.get(i)),
            path + "[" + i + "]");
      }
    }
    return elements(body, wrapped ? 2 : 1);
  }

  /** The objects that start at a depth, cut out of the body by their offsets. */
  private static List<byte[]> elements(byte[] body, int depth) {
    List<byte[]> elements = new ArrayList<>();
    try (JsonParser in = MAPPER.getFactory().createParser(body)) {
      int level = 0;
      int start = 0;
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isStructStart()) {
          if (level++ == depth) {
            start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
          }
        } else if (token.isStructEnd() && --level == depth) {
          int end = Math.toIntExact(in.currentLocation().getByteOffset());
          elements.add(Arrays.copyOfRange(body, start, end));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the body was read before", e);
    }
    return elements;
  }

  /** The event as JSON in UTF-8: known fields in the layout's order, then the unknown ones. */
  public byte[] encode(SophonEvent event) {
    try {
      return MAPPER.writeValueAsBytes(requireNonNull(event, "event"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every event can be written", e);
    }
  }

  /**
   * What is wrong with an event of no known kind, for a log or an answer: names what was expected,
   * holds nothing of the event.
   */
  public static String describe(UnknownEvent event) {
    return "event: expected the keys of a known kind but found none of them at $ (object, "
        + event.fields().size()
        + (event.fields().size() == 1 ? " key)" : " keys)");
  }

  private static JsonNode tree(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw new EventFormatException(
          "event",
          "expected at most " + MAX_BODY_BYTES + " bytes but there are " + body.length,
          "$");
    }
    if (isUtf16(body)) {
      throw new EventFormatException("event", "expected UTF-8 but was another encoding", "byte 0");
    }
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree.isMissingNode()) {
        throw new EventFormatException("event", "expected an object but the body is empty", "$");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw FormatProblem.overLimit(body, e);
    } catch (JsonProcessingException e) {
      throw FormatProblem.syntax(body, e);
    } catch (NumberFormatException e) {
      throw FormatProblem.number(body, offsetOfBadNumber(body));
    } catch (IOException e) {
      throw new EventFormatException("event", "expected UTF-8 but the bytes are not", "$");
    }
  }

  /** Jackson lets what BigDecimal cannot hold out as it is, without saying where it stands. */
  private static int offsetOfBadNumber(byte[] body) {
    long offset = 0;
    try (JsonParser in = MAPPER.getFactory().createParser(body)) {
      while (in.nextToken() != null) {
        offset = in.currentTokenLocation().getByteOffset();
        if (in.currentToken().isNumeric()) {
          in.getDecimalValue();
        }
      }
    } catch (IOException | NumberFormatException found) {
      return (int) offset;
    }
    return (int) offset;
  }

  /** UTF-16 and UTF-32 have a zero byte, or a byte-order mark, among the first two. */
  private static boolean isUtf16(byte[] body) {
    return body.length >= 2
        && (body[0] == 0
            || body[1] == 0
            || (body[0] == (byte) 0xfe && body[1] == (byte) 0xff)
            || (body[0] == (byte) 0xff && body[1] == (byte) 0xfe));
  }

  private static String subject(Class<? extends SophonEvent> layout) {
    Class<?> kind = layout.getDeclaringClass() == null ? layout : layout.getDeclaringClass();
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(MAX_BODY_BYTES)
                    .maxDocumentLength(MAX_BODY_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .withCoercionConfig(
            LogicalType.Textual,
            config -> {
              config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .withCoercionConfigDefaults(
            config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .build();
  }

  static String text(byte[] body, int from, int to) {
    return new String(body, from, to - from, UTF_8);
  }
}
