package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final JsonMapper TREES =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "realtime-se3-v2r1, REAL_TIME, V2R1",
    "realtime-sophonfog-p0, REAL_TIME, FogV2R1",
    "realtime-se3-v2r2-and-later, REAL_TIME, V2R1",
    "realtime-se3-v2r3-fog-branch, REAL_TIME, V2R1",
    "realtime-se3-mq-chapter-v2r4, REAL_TIME, V2R1",
    "history-event-v5r7, HISTORY, V5R4",
    "history-event-v5r4-no-api-version, HISTORY, V5R4",
    "stream-event-v5, STREAM, V5R2",
    "stream-event-v5-common-api, STREAM, V5R2",
    "stream-subscribe-v5, STREAM_SUBSCRIPTION, V5R2",
    "access-record-response, ACCESS_RECORD_ANSWER, V2R2",
    "access-record-report-v5r6, STREAM, V5R2",
  })
  void readsIntoItsTypeAndWritesTheSameTree(String name, EventKind kind, String layout)
      throws IOException {
    byte[] body = Files.readAllBytes(SAMPLES.resolve(name + ".json"));

    SophonEvent event = codec.decode(body);

    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.layout()).isEqualTo(layout);
    assertSameTree(body, codec.encode(event));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "realtime-se3-v2r1, REAL_TIME",
    "history-event-v5r7, HISTORY",
    "stream-event-v5, ACCESS_RECORD",
    "access-record-report-v5r6, ACCESS_RECORD",
  })
  void onlyABodyThatTwoKindsShareIsToldByItsWay(String name, EventKind kind) throws IOException {
    byte[] body = Files.readAllBytes(SAMPLES.resolve(name + ".json"));

    SophonEvent event = codec.decodePosted(body);

    assertThat(event.kind()).isEqualTo(kind);
    assertSameTree(body, codec.encode(event));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "realtime-se3-v2r1",
    "realtime-sophonfog-p0",
    "history-event-v5r7",
    "stream-event-v5",
    "stream-subscribe-v5",
    "access-record-response"
  })
  void unknownFieldsSurviveAtEveryDepth(String name) throws IOException {
    ObjectNode tree = (ObjectNode) TREES.readTree(SAMPLES.resolve(name + ".json").toFile());
    addToEveryObject(tree);
    byte[] body = TREES.writeValueAsBytes(tree);

    assertSameTree(body, codec.encode(codec.decode(body)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stream-event-v5|event: expected JSON but found the character U+FF0C at line 13, column 41",
        "access-record-report-v5r6|event: expected JSON but found the character U+FF0C at line 13,"
            + " column 41",
        "realtime-se3-mq-chapter-v2r4|event: expected JSON but found the character U+FF0C at line"
            + " 13, column 41",
        "stream-subscribe-python-literal|event: expected JSON but found the character U+0027 at"
            + " line 1, column 2",
      })
  void aBrokenPageIsRefusedWithItsPlace(String name, String message) throws IOException {
    byte[] body = Files.readAllBytes(SAMPLES.resolve("verbatim-broken").resolve(name + ".txt"));

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessage(message)
        .withNoCause();
  }

  @Test
  void everySampleFileIsInATest() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(12);
    }
  }

  private static void addToEveryObject(ObjectNode object) {
    object.properties().forEach(field -> addWithin(field.getValue()));
    ObjectNode extra = TREES.createObjectNode();
    extra.put("number", 0.100).putNull("nothing").put("big", 12345678901234567L);
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

  private static void assertSameTree(byte[] expected, byte[] actual) throws IOException {
    assertThat(withoutNulls(TREES.readTree(actual)))
        .isEqualTo(withoutNulls(TREES.readTree(expected)));
  }

  /** A known field that is null and one that is absent count as one. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> nulls =
          object.properties().stream()
              .filter(field -> field.getValue().isNull())
              .map(field -> field.getKey())
              .toList();
      object.remove(nulls);
    }
    node.forEach(SampleTest::withoutNulls);
    return node;
  }
}
