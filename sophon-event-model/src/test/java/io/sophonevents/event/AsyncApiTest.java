package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the channels, as it lies in the jar. */
class AsyncApiTest {
  /** That of the AsyncAPI initiative, see asyncapi/SOURCE.md. */
  private static final Schema OFFICIAL =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(PublishedSchemas.resource("/asyncapi/asyncapi-3.0.0.schema.json"));

  private final JsonNode document = PublishedSchemas.file(SchemaGenerator.CHANNELS);

  @Test
  void isAsyncApiByTheOfficialSchema() {
    assertThat(OFFICIAL.validate(document)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/info/version, 7",
    "/servers/receiver/host, null",
    "/servers/box/protocol, []",
    "/channels/historyEvent/address, {}",
    "/channels/eventStream/messages, []",
    "/channels/eventStream/bindings/ws/method, '\"PUT\"'",
    "/operations/receiveHistoryEvent/action, '\"listen\"'",
    "/operations/receiveHistoryEvent/bindings/http/method, '\"SHOUT\"'",
    "/operations/receiveAccessRecord/reply/messages, 7",
    "/components/messages/HistoryEvent.V5R4/contentType, 7",
  })
  void theOfficialSchemaRefusesWhatIsNone(String place, String value) {
    JsonNode broken = document.deepCopy();
    int last = place.lastIndexOf('/');
    assertThat(broken.at(place).isMissingNode()).as(place).isFalse();

    ((ObjectNode) broken.at(place.substring(0, last)))
        .set(place.substring(last + 1), PublishedSchemas.tree(value));

    assertThat(OFFICIAL.validate(broken)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collectReferences(document, references);

    assertThat(references).hasSizeGreaterThan(50);
    assertThat(references)
        .allSatisfy(
            reference -> {
              JsonNode target =
                  reference.startsWith("#")
                      ? document.at(reference.substring(1))
                      : PublishedSchemas.file(reference);
              assertThat(target.isMissingNode()).isFalse();
            });
  }

  @Test
  void everyLayoutIsAMessageWithItsSchema() {
    assertThat(names(document.at("/components/messages")))
        .containsExactlyElementsOf(LayoutSchema.layouts().map(LayoutSchema::nameOf).toList());
    LayoutSchema.layouts()
        .map(LayoutSchema::nameOf)
        .forEach(
            name ->
                assertThat(
                        document
                            .at("/components/messages/" + name + "/payload/schema/$ref")
                            .asText())
                    .isEqualTo(name + ".json"));
  }

  @ParameterizedTest
  @CsvSource({
    "realTimeEvent, /RealTimeEvent, receiver, RealTimeEvent",
    "historyEvent, /HistoryEvent, receiver, HistoryEvent",
    "accessRecord, /EventServer/api/AccessRecord, receiver, AccessRecord AccessRecordAnswer",
    "eventStream, /, box, StreamSubscription StreamEvent",
  })
  void aChannelHasItsAddressAndTheLayoutsOfItsKinds(
      String name, String address, String server, String kinds) {
    JsonNode channel = document.at("/channels/" + name);

    assertThat(channel.path("address").asText()).isEqualTo(address);
    assertThat(channel.at("/servers/0/$ref").asText()).isEqualTo("#/servers/" + server);
    assertThat(names(channel.path("messages")))
        .containsExactlyElementsOf(
            Stream.of(kinds.split(" ", -1)).flatMap(AsyncApiTest::layoutsOf).toList());
  }

  @Test
  void theAnswerToAnAccessRecordIsItsReply() {
    assertThat(document.at("/operations/receiveAccessRecord/reply/messages/0/$ref").asText())
        .isEqualTo("#/channels/accessRecord/messages/AccessRecordAnswer.V2R2");
    assertThat(document.at("/operations/receiveHistoryEvent").has("reply")).isFalse();
  }

  @Test
  void theSubscriptionIsSentAndTheEventsAreReceived() {
    assertThat(document.at("/operations/sendStreamSubscription/action").asText()).isEqualTo("send");
    assertThat(document.at("/operations/receiveStreamEvent/action").asText()).isEqualTo("receive");
  }

  @Test
  void namesNoHostThatCouldExist() {
    document
        .path("servers")
        .forEach(
            server ->
                assertThat(server.path("host").asText()).matches("[a-z]+\\.example(:[0-9]+)?"));
  }

  private static Stream<String> layoutsOf(String kind) {
    return LayoutSchema.layouts()
        .map(LayoutSchema::nameOf)
        .filter(layout -> layout.startsWith(kind + "."));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void collectReferences(JsonNode node, List<String> references) {
    if (node.has("$ref")) {
      references.add(node.path("$ref").asText());
    }
    node.forEach(child -> collectReferences(child, references));
  }
}
