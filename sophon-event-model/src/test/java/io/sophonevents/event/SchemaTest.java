package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that the build makes, as they lie in the jar. */
class SchemaTest {
  static Stream<Class<?>> layouts() {
    return LayoutSchema.layouts();
  }

  static List<EventsPage.Sample> samples() {
    return EventsPage.samples();
  }

  @Test
  void everyLayoutHasASchemaAndThereIsNoOther() throws IOException, URISyntaxException {
    List<String> expected =
        Stream.concat(layouts().map(SchemaGenerator::fileOf), Stream.of(SchemaGenerator.CHANNELS))
            .sorted()
            .toList();
    URL channels =
        Objects.requireNonNull(
            getClass().getResource("/" + SchemaGenerator.FOLDER + "/" + SchemaGenerator.CHANNELS));
    try (Stream<Path> files = Files.list(Path.of(channels.toURI()).resolveSibling("."))) {
      assertThat(
              files.map(file -> file.getFileName().toString()).filter(SchemaTest::isJson).sorted())
          .containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void isASchemaOf2020AndNamesItself(Class<?> layout) {
    JsonNode schema = PublishedSchemas.file(SchemaGenerator.fileOf(layout));

    assertThat(PublishedSchemas.ofSchemas().validate(schema)).isEmpty();
    assertThat(schema.path("$schema").asText()).isEqualTo(LayoutSchema.DIALECT);
    assertThat(schema.path("$id").asText())
        .isEqualTo("urn:sophonevents:schema:" + LayoutSchema.nameOf(layout));
    assertThat(schema.path("title").asText()).isEqualTo(LayoutSchema.nameOf(layout));
  }

  @Test
  void theSchemaOfSchemasRefusesWhatIsNone() {
    assertThat(PublishedSchemas.ofSchemas().validate(PublishedSchemas.tree("{\"type\":\"text\"}")))
        .isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void aSampleIsValidByTheSchemaOfItsLayout(EventsPage.Sample sample) throws IOException {
    assertThat(
            PublishedSchemas.of(PublishedSchemas.layout(sample.layout()))
                .validate(PublishedSchemas.TREES.readTree(sample.body())))
        .isEmpty();
  }

  @Test
  void saysOfEachFieldWhatIsRead() {
    assertThat(PublishedSchemas.file("AccessRecordAnswer.V2R2.json"))
        .isEqualTo(
            PublishedSchemas.tree(
                """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "$id": "urn:sophonevents:schema:AccessRecordAnswer.V2R2",
                  "title": "AccessRecordAnswer.V2R2",
                  "description": "layout V2R2 of kind ACCESS_RECORD_ANSWER: what is read, which is\
                 more than the vendor describes",
                  "type": "object",
                  "properties": {
                    "message": {"type": ["string", "null"]},
                    "status": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647}
                  },
                  "required": ["status"],
                  "additionalProperties": true
                }
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "RealTimeEvent.V2R1, identity_id timestamp ext_data",
    "HistoryEvent.V5R4, identity_id timestamp",
    "HistoryEvent.V6R1, identity_id timestamp",
    "StreamEvent.V5R2, identity_id timestamp",
    "AccessRecord.V5R6, identity_id timestamp",
    "AccessRecord.V2R2, userId crossTime",
    "StreamSubscription.V5R2,",
  })
  void requiresWhatAnEventSaysNothingWithout(String layout, @Nullable String required) {
    List<String> named = new ArrayList<>();
    PublishedSchemas.file(layout + ".json")
        .path("required")
        .forEach(name -> named.add(name.asText()));

    assertThat(named).isEqualTo(required == null ? List.of() : List.of(required.split(" ", -1)));
  }

  @Test
  void aFieldThatIsWrittenAsNullSaysSo() {
    JsonNode age =
        PublishedSchemas.file("HistoryEvent.V6R1.json")
            .at("/$defs/FaceAttributes.V6R1/properties/age");

    assertThat(age)
        .isEqualTo(
            PublishedSchemas.tree(
                """
                {"anyOf": [{"$ref": "#/$defs/Code"}, {"type": "null"}], "default": null}
                """));
  }

  @Test
  void aRecordThatStandsForItsComponentHasTheSchemaOfThat() {
    assertThat(PublishedSchemas.file("AccessRecord.V5R6.json").path("properties"))
        .isNotEmpty()
        .isEqualTo(PublishedSchemas.file("StreamEvent.V5R2.json").path("properties"));
  }

  @Test
  void aTypeOfWhichNobodySaidWhatIsReadEndsTheBuild() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LayoutSchema.of(WithANewType.class, "a test"))
        .withMessage("schema/values.json: expected what is read of a StringBuilder");
    assertThatIllegalStateException()
        .isThrownBy(() -> LayoutSchema.of(WithANewRecord.class, "a test"))
        .withMessage("schema/values.json: expected what is read of a SchemaTest.ReadsItself");
  }

  record WithANewType(
      @JsonProperty("x") @Nullable StringBuilder text,
      Map<String, @Nullable Object> unknownFields) {}

  record WithANewRecord(
      @JsonProperty("x") @Nullable ReadsItself itself,
      Map<String, @Nullable Object> unknownFields) {}

  record ReadsItself(String text) {
    static final WireType<ReadsItself> WIRE = WireType.text(ReadsItself::new, ReadsItself::text);
  }

  private static boolean isJson(String name) {
    return name.endsWith(".json");
  }
}
