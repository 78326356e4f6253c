package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is printed holds anything of a message but names that a layout declares. */
class PrivacyTest {
  private static final JsonMapper TREES = new JsonMapper();
  private static final String MARK = "Canary-7316";

  private final EventCodec codec = new EventCodec();

  static List<EventsPage.Sample> samples() {
    return EventsPage.samples();
  }

  /** Every value in turn, texts and all others, becomes the mark. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void noMarkIsPrintedWhereverItIsPlanted(EventsPage.Sample sample) throws IOException {
    int places = planters(TREES.readTree(sample.body())).size();
    assertThat(places).isPositive();
    for (int place = 0; place < places; place++) {
      JsonNode tree = TREES.readTree(sample.body());
      planters(tree).get(place).accept(new TextNode(MARK));
      byte[] body = TREES.writeValueAsBytes(tree);
      assertThat(new String(body, UTF_8)).contains(MARK);

      assertThat(printed(body, sample.hint())).as("place " + place).doesNotContain(MARK);
    }
  }

  /** A field under the mark is added to every object in turn; its sender chose the name. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void noNameThatNoLayoutDeclaresIsPrintedWhereverItIsPlanted(EventsPage.Sample sample)
      throws IOException {
    int places = objects(TREES.readTree(sample.body())).size();
    assertThat(places).isPositive();
    for (int place = 0; place < places; place++) {
      JsonNode tree = TREES.readTree(sample.body());
      objects(tree).get(place).putObject(MARK).putArray(MARK).add(true);
      byte[] body = TREES.writeValueAsBytes(tree);

      assertThat(printed(body, sample.hint())).as("place " + place).doesNotContain(MARK);
    }
  }

  @Test
  void aNameThatNoLayoutDeclaresIsPrintedAsItsLength() {
    assertThat(FormPart.text(MARK, "x")).hasToString("FormPart[<11 chars>, 1 bytes]");
    assertThat(FormPart.text("", "x")).hasToString("FormPart[<0 chars>, 1 bytes]");
    assertThat(FormPart.text("identity_name", MARK))
        .hasToString("FormPart[identity_name, 11 bytes]");
    assertThat(codec.decode(("{\"" + MARK + "\":1}").getBytes(UTF_8)))
        .hasToString("UnknownEvent[fields=UnknownFields[1 field]]");
    assertThat(UnknownFields.copyOf(Map.of("age", 1, MARK, 2)))
        .hasToString("UnknownFields[2 fields]");
  }

  @Test
  void whatIsNotCarriedIsNamedToTheCallerAndNotPrinted() {
    AccessEvent event =
        (AccessEvent)
            codec.decode(
                ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ext_data\":{\""
                        + MARK
                        + "\":1}}")
                    .getBytes(UTF_8));

    Converted<HistoryEvent.V6R1> converted = event.convertTo(HistoryEvent.V6R1.class);

    assertThat(converted.notCarried()).contains("unknownFields: " + MARK);
    assertThat(converted.toString())
        .startsWith("Converted[event=HistoryEvent.V6R1[")
        .endsWith("notCarried=[unknownFields: <11 chars>]]");
  }

  @Test
  void aPartWhoseNameNoLayoutDeclaresIsRefusedByItsNumber() {
    FormPart marked = FormPart.text(MARK, "x");
    assertRefused(
        List.of(marked, marked), "event: expected each part once but one is given twice at part 2");
    assertRefused(
        List.of(FormPart.of(MARK, "text/plain; charset=" + MARK, new byte[0])),
        "event: expected a charset that Java knows but was another one at part 1");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(FormPart.of(MARK, null, new byte[] {(byte) 0xff})::text)
        .withMessage("event: expected text in UTF-8 but the bytes are none at the part");
  }

  private void assertRefused(List<FormPart> parts, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeForm(parts, Hint.NONE))
        .withMessage(message);
  }

  @Test
  void theValueTypesShowTheirSizeOnly() {
    assertThat(Embedding.of(new float[] {0.25f})).hasToString("Embedding[1 values]");
    assertThat(FacePoints.ofPlanar(List.of(java.math.BigDecimal.ONE)))
        .hasToString("FacePoints[1 numbers]");
    assertThat(FaceBox.of(1, 2, 3, 4)).hasToString("FaceBox[4 numbers]");
    assertThat(IdentityId.of(MARK)).hasToString("IdentityId[11 chars]");
    assertThat(PersonName.of(MARK)).hasToString("PersonName[11 chars]");
    assertThat(EncodedImage.ofText(MARK)).hasToString("EncodedImage[11 chars]");
    assertThat(Code.of(MARK)).hasToString("Code[11 chars]");
    assertThat(SentNumber.of(13_900_000_000L)).hasToString("number");
  }

  /** Whatever our code prints about a body, in all the ways that it can be read. */
  private String printed(byte[] body, Hint hint) {
    StringBuilder printed = new StringBuilder();
    for (EventCodec each : List.of(codec, codec.strict())) {
      try {
        Decoded read = each.inspect(body, hint);
        printed.append(read).append(read.event()).append(read.deviations());
        if (read.event() instanceof UnknownEvent unknown) {
          printed.append(EventCodec.describe(unknown));
        }
        if (read.event() instanceof AccessEvent event) {
          printed
              .append(event.idempotencyKey().startsWith("event-") ? "" : event.idempotencyKey())
              .append(event.score())
              .append(event.time())
              .append(event.personType())
              .append(event.captureDeviceType())
              .append(event.attributes())
              .append(event.convertTo(RealTimeEvent.V2R1.class))
              .append(event.convertTo(HistoryEvent.V6R1.class));
        }
        printed.append(each.decodeBatch(body, hint));
        List<FormPart> parts = each.encodeForm(read.event());
        Decoded form = each.decodeForm(parts, hint);
        printed.append(parts).append(form).append(form.event()).append(form.deviations());
      } catch (EventFormatException e) {
        printed.append(e).append(e.path()).append(Arrays.toString(e.getStackTrace()));
      }
    }
    return printed.toString();
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  /** What puts another value in the place of each one that is neither an object nor a list. */
  private static List<Consumer<JsonNode>> planters(JsonNode node) {
    List<Consumer<JsonNode>> planters = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isContainerNode()) {
                  planters.addAll(planters(field.getValue()));
                } else {
                  planters.add(value -> object.set(field.getKey(), value));
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        if (array.get(i).isContainerNode()) {
          planters.addAll(planters(array.get(i)));
        } else {
          planters.add(value -> array.set(index, value));
        }
      }
    }
    return planters;
  }
}
