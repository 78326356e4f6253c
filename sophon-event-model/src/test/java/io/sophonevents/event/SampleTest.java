package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample, by the row of docs/events.md that names it. */
class SampleTest {
  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final EventCodec codec = new EventCodec();

  static List<EventsPage.Sample> samples() {
    return EventsPage.samples();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void readsIntoItsTypeAndWritesTheSameTree(EventsPage.Sample sample) throws IOException {
    SophonEvent event = codec.decode(sample.body(), sample.hint());

    assertThat(event.kind()).isEqualTo(sample.kind());
    assertThat(nameOf(event.getClass())).isEqualTo(sample.layout());
    assertSameTree(sample.body(), codec.encode(event));
    assertThat(codec.decode(codec.encode(event), sample.hint())).isEqualTo(event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void unknownFieldsSurviveAtEveryDepth(EventsPage.Sample sample) throws IOException {
    ObjectNode tree = (ObjectNode) TREES.readTree(sample.body());
    addToEveryObject(tree);
    byte[] body = TREES.writeValueAsBytes(tree);

    SophonEvent event = codec.decode(body, sample.hint());

    assertThat(nameOf(event.getClass())).isEqualTo(sample.layout());
    assertSameTree(tree, TREES.readTree(codec.encode(event)), "$");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void unknownFieldsAreWrittenLastInTheOrderReceived(EventsPage.Sample sample) throws IOException {
    ObjectNode tree = (ObjectNode) TREES.readTree(sample.body());
    ObjectNode first = TREES.createObjectNode();
    first.put("zz_b", 1).put("zz_a", 2);
    first.setAll(tree);

    byte[] written = codec.encode(codec.decode(TREES.writeValueAsBytes(first), sample.hint()));

    List<String> names = new ArrayList<>();
    TREES.readTree(written).fieldNames().forEachRemaining(names::add);
    assertThat(names).containsSubsequence("zz_b", "zz_a");
    assertThat(names.get(0)).doesNotStartWith("zz_");
  }

  @Test
  void everySampleHasARow() {
    assertThat(EventsPage.samples().stream().map(EventsPage.Sample::name).distinct().sorted())
        .containsExactlyElementsOf(EventsPage.files());
  }

  @Test
  void everyLayoutHasARowWithASampleAndEveryRowALayout() {
    List<String> layouts =
        Arrays.stream(EventKind.values())
            .filter(kind -> kind != EventKind.UNKNOWN)
            .flatMap(kind -> Arrays.stream(kind.type().getPermittedSubclasses()))
            .map(SampleTest::nameOf)
            .sorted()
            .toList();

    assertThat(EventsPage.layouts().stream().sorted()).containsExactlyElementsOf(layouts);
    assertThat(EventsPage.samples().stream().map(EventsPage.Sample::layout).distinct().sorted())
        .containsExactlyElementsOf(layouts);
  }

  @Test
  void everyKindIsPermittedAndEveryPermittedTypeIsAKind() {
    List<Class<?>> kinds =
        Arrays.stream(EventKind.values()).<Class<?>>map(EventKind::type).toList();
    List<Class<?>> permitted = new ArrayList<>();
    for (Class<?> type : SophonEvent.class.getPermittedSubclasses()) {
      permitted.addAll(
          kinds.contains(type) ? List.of(type) : List.of(type.getPermittedSubclasses()));
    }
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(permitted);
  }

  private static String nameOf(Class<?> layout) {
    return layout.getDeclaringClass() == null
        ? layout.getSimpleName()
        : layout.getDeclaringClass().getSimpleName() + "." + layout.getSimpleName();
  }

  private static void addToEveryObject(ObjectNode object) {
    object.properties().forEach(field -> addWithin(field.getValue()));
    ObjectNode extra = TREES.createObjectNode();
    extra.put("number", new BigDecimal("0.100")).putNull("nothing").put("big", 12345678901234567L);
    extra.putArray("list").add(1).addNull().add("x").addObject().put("deep", true);
    object.set("zz_new", extra);
    object.put("zz_text", "x");
  }

  private static void addWithin(JsonNode node) {
    if (node instanceof ObjectNode object) {
      addToEveryObject(object);
    } else if (node instanceof ArrayNode array) {
      array.forEach(SampleTest::addWithin);
    }
  }

  static void assertSameTree(byte[] expected, byte[] actual) {
    try {
      assertSameTree(TREES.readTree(expected), TREES.readTree(actual), "$");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Equal names whatever their order, equal texts, numbers of the same decimal value. */
  static void assertSameTree(JsonNode expected, JsonNode actual, String path) {
    assertThat(actual.isNumber() ? "NUMBER" : actual.getNodeType().name())
        .as(path)
        .isEqualTo(expected.isNumber() ? "NUMBER" : expected.getNodeType().name());
    if (expected.isNumber()) {
      assertThat(actual.decimalValue()).as(path).isEqualByComparingTo(expected.decimalValue());
    } else if (expected.isObject()) {
      assertThat(actual.fieldNames())
          .toIterable()
          .as(path)
          .containsExactlyInAnyOrder(names(expected));
      expected
          .properties()
          .forEach(
              field ->
                  assertSameTree(
                      field.getValue(), actual.get(field.getKey()), path + "." + field.getKey()));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertSameTree(expected.get(i), actual.get(i), path + "[" + i + "]");
      }
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private static String[] names(JsonNode object) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
    return names.toArray(String[]::new);
  }
}
