package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema takes the codec reads, and what it refuses the codec refuses. */
class SchemaAgreementTest {
  private static final EventCodec CODEC = new EventCodec();

  /** Tried at every place of every layout, besides nothing at all. */
  private static final JsonNode VALUES =
      PublishedSchemas.tree(
          """
          [null, true, false, 0, 1, 2, -1, 1.5, -0.5, 99999999999, 1566016554.020, 1566016554020,
           999999999999999, 1000000000000000, 2147483647, 2147483648, -2147483649,
           9223372036854775807, 9223372036854775808, -9223372036854775809,
           "", "x", "0", "1", " 12 ", "+1.50", "-3", "-0.0", ".5", "5.", ".", "1e3", "1e", "0x10",
           "True", "false ", "yes", "NaN", "%s",
           [], [1, 2.5], ["x", ""], [1, "1"], [null], [[]], [{}],
           {}, {"a": 1}, {"a": "x"}, {"a": null}, {"a": {}}]
          """
              .formatted("1".repeat(EventCodec.MAX_NUMBER_DIGITS + 1)));

  @Test
  void codecAndSchemaAgreeOnEveryFieldOfEveryLayout() throws IOException {
    Verdicts verdicts = new Verdicts();
    Set<String> seen = new HashSet<>();
    for (EventsPage.Sample sample : EventsPage.samples()) {
      if (seen.add(sample.layout())) {
        Class<?> layout = PublishedSchemas.layout(sample.layout());
        verdicts.compareEverywhere(
            sample.layout(),
            PublishedSchemas.of(layout),
            PublishedSchemas.TREES.readTree(sample.body()),
            body -> decode(body, layout));
      }
    }

    assertThat(verdicts.different).isEmpty();
    assertThat(verdicts.taken).isGreaterThan(5_000);
    assertThat(verdicts.refused).isGreaterThan(5_000);
  }

  @Test
  void codecAndSchemaAgreeOnWhatNoLayoutHasYet() {
    Verdicts verdicts = new Verdicts();
    verdicts.compareEverywhere(
        "Various",
        PublishedSchemas.schema(LayoutSchema.of(Various.class, "a test")),
        PublishedSchemas.tree("{\"name\":\"x\"}"),
        SchemaAgreementTest::readVarious);

    assertThat(verdicts.different).isEmpty();
    assertThat(verdicts.taken).isGreaterThan(100);
    assertThat(verdicts.refused).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'x'}|true",
        "{'nmae':'x'}|true",
        "{'name':null,'nmae':'x'}|true",
        "{}|false",
        "{'name':null}|false",
        "{'name':'x','nmae':'x'}|false",
        "{'name':'x','sise':1}|true",
        "{'name':'x','size':null,'sise':1,'length':null}|true",
        "{'name':'x','sise':1,'length':1}|false",
        "{'name':'x','size':1,'length':1}|false",
      })
  void ofSeveralNamesOneMayBeGiven(String json, boolean taken) {
    JsonNode tree = PublishedSchemas.tree(json.replace('\'', '"'));
    Schema schema = PublishedSchemas.schema(LayoutSchema.of(Various.class, "a test"));

    assertThat(schema.validate(tree, OutputFormat.BOOLEAN)).isEqualTo(taken);
    assertThat(isRead(tree, SchemaAgreementTest::readVarious)).isEqualTo(taken);
  }

  @Test
  void bothRefuseASampleWithAWrongOrMissingField() throws IOException {
    int wrong = 0;
    List<String> taken = new ArrayList<>();
    for (EventsPage.Sample sample : EventsPage.samples()) {
      Class<?> layout = PublishedSchemas.layout(sample.layout());
      Schema schema = PublishedSchemas.of(layout);
      JsonNode tree = PublishedSchemas.TREES.readTree(sample.body());
      for (SchemaPlace place : SchemaPlace.allIn(schema.getSchemaNode())) {
        for (JsonNode broken : place.broken(tree)) {
          wrong++;
          if (schema.validate(broken, OutputFormat.BOOLEAN)
              || isRead(broken, body -> decode(body, layout))) {
            taken.add(sample + " at " + place);
          }
        }
      }
    }

    assertThat(taken).isEmpty();
    assertThat(wrong).isGreaterThan(900);
  }

  /** What a schema cannot say without refusing what is read; docs/schemas.md names it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'identity_id':'1','timestamp':1,'person_type':1.0}|a whole number written as a decimal",
        "{'identity_id':'1','timestamp':'1e99'}|a text that holds too large a number",
        "{'identity_id':'1','timestamp':1e-101}|a number with too many decimals",
        "{'identity_id':'1','timestamp':1,'recognize_face_attr':{'feature':[1e39]}}|no float32",
      })
  void aSchemaTakesALittleMoreThanTheCodec(String json, String why) {
    byte[] body = json.replace('\'', '"').getBytes(UTF_8);
    Schema schema = PublishedSchemas.of(HistoryEvent.V5R4.class);

    assertThat(schema.validate(json.replace('\'', '"'), InputFormat.JSON)).as(why).isEmpty();
    assertThat(isRead(body, each -> decode(each, HistoryEvent.V5R4.class))).as(why).isFalse();
  }

  private static void decode(byte[] body, Class<?> layout) {
    CODEC.decode(body, layout.asSubclass(SophonEvent.class));
  }

  private static void readVarious(byte[] body) {
    Object received = BodyReader.read(body);
    Decoding decoding = new Decoding(Various.class, "$", false, ScoreRange.UNKNOWN, false);
    Layout.of(Various.class).read(requireNonNull(received), decoding);
  }

  private static boolean isRead(JsonNode tree, Consumer<byte[]> reader) {
    return isRead(PublishedSchemas.bytes(tree), reader);
  }

  private static boolean isRead(byte[] body, Consumer<byte[]> reader) {
    try {
      reader.accept(body);
      return true;
    } catch (EventFormatException refused) {
      return false;
    }
  }

  /** What layouts may have, whether one has it now or not. */
  record Various(
      @JsonProperty(value = "name", required = true) @JsonAlias("nmae") String name,
      @JsonProperty("size") @JsonAlias({"sise", "length"}) @Nullable Long size,
      @JsonProperty("part") @Nullable Part part,
      @JsonProperty("parts") @Nullable Map<String, Part> parts,
      @JsonProperty("lists") @Nullable List<List<Integer>> lists,
      @JsonProperty("decimal") @Nullable BigDecimal decimal,
      @JsonProperty("truth") @Nullable Boolean truth,
      @JsonProperty("any") @Nullable Object any,
      @JsonProperty("anys") @Nullable List<Object> anys,
      @JsonProperty("free") @Nullable Map<String, @Nullable Object> free,
      @JsonProperty("embedding") @Nullable Embedding embedding,
      @JsonProperty("images") @Nullable List<EncodedImages> images,
      Map<String, @Nullable Object> unknownFields) {}

  record Part(
      @JsonProperty(value = "flag", required = true) SentFlag flag,
      @JsonProperty("codes") @Nullable List<Code> codes,
      Map<String, @Nullable Object> unknownFields) {}

  /**
   * How often schema and codec took a message, how often they refused it, and where they differ.
   */
  private static final class Verdicts {
    private final List<String> different = new ArrayList<>();
    private int taken;
    private int refused;

    private void compareEverywhere(
        String name, Schema schema, JsonNode valid, Consumer<byte[]> reader) {
      for (SchemaPlace place : SchemaPlace.allIn(schema.getSchemaNode())) {
        JsonNode around = place.around(valid, schema.getSchemaNode());
        compare(name + " without " + place, schema, place.without(around), reader);
        for (JsonNode value : VALUES) {
          JsonNode tree = place.with(around, value);
          compare(name + " with " + value + " at " + place, schema, tree, reader);
        }
      }
    }

    private void compare(String what, Schema schema, JsonNode tree, Consumer<byte[]> reader) {
      boolean read = isRead(tree, reader);
      if (schema.validate(tree, OutputFormat.BOOLEAN) != read) {
        different.add(what + ": " + (read ? "only the codec" : "only the schema") + " takes it");
      } else if (read) {
        taken++;
      } else {
        refused++;
      }
    }
  }
}
