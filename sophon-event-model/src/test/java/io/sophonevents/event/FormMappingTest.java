package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormMappingTest {
  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1};
  private static final byte[] PNG = "\u0089PNG\r\n\u001a\nIHDR".getBytes(ISO_8859_1);
  private static final byte[] WEBP = "RIFF\u00f0\u0000\u0000\u0000WEBPVP8 ".getBytes(ISO_8859_1);
  private static final byte[] BITMAP = "BM\u00f0\u00f1".getBytes(ISO_8859_1);

  private final EventCodec codec = new EventCodec();

  static List<EventsPage.Sample> postedSamples() {
    List<EventKind> posted =
        List.of(EventKind.REAL_TIME, EventKind.HISTORY, EventKind.ACCESS_RECORD);
    return EventsPage.samples().stream().filter(sample -> posted.contains(sample.kind())).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("postedSamples")
  void everyPostedSampleComesBackFromItsParts(EventsPage.Sample sample) throws IOException {
    Decoded json = codec.inspect(sample.body(), Hint.POSTED);

    assertSameEvent(json, codec.decodeForm(codec.encodeForm(json.event()), Hint.POSTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("postedSamples")
  void everyPostedSampleComesBackFromPairs(EventsPage.Sample sample) throws IOException {
    Decoded json = codec.inspect(sample.body(), Hint.POSTED);
    List<FormPart> pairs =
        codec.encodeForm(json.event()).stream()
            .map(part -> FormPart.text(part.name(), part.text()))
            .toList();

    assertSameEvent(json, codec.decodeForm(pairs, Hint.POSTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("postedSamples")
  void everyPostedSampleIsReadFromAFormThatPythonMade(EventsPage.Sample sample) throws IOException {
    Decoded json = codec.inspect(sample.body(), Hint.POSTED);
    List<FormPart> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : TREES.readTree(sample.body()).properties()) {
      parts.add(FormPart.text(field.getKey(), python(field.getValue(), false)));
    }

    assertSameEvent(json, codec.decodeForm(parts, Hint.POSTED));
  }

  @Test
  void eachFieldWithAValueIsAPartInTheOrderOfTheLayout() {
    SophonEvent event =
        codec.decode(
            json(
                "{'unknown':[1,{'a':null}],'flag':true,'nothing':null,'score':6.50,"
                    + "'identity_info':{},'timestamp':1602612036150,'identity_id':'1',"
                    + "'identity_name':'小明','spot_pic':'\\/9j','want_action':'0'}"));

    assertThat(codec.encodeForm(event))
        .containsExactly(
            FormPart.text("identity_id", "1"),
            FormPart.text("identity_name", "小明"),
            FormPart.of("identity_info", "application/json", "{}".getBytes(UTF_8)),
            FormPart.text("timestamp", "1602612036150"),
            FormPart.text("score", "6.50"),
            FormPart.text("want_action", "0"),
            FormPart.text("spot_pic", "/9j"),
            FormPart.of("unknown", "application/json", "[1,{\"a\":null}]".getBytes(UTF_8)),
            FormPart.text("flag", "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "score, 0.5, 0.5",
    "score, ' 0.50 ', 0.50",
    "score, +0.5, 0.5",
    "score, 7, 7",
    "score, 1e-2, 0.01",
    "timestamp, 1566016554020, 1566016554020",
    "person_type, 5, 5",
    "person_type, STRANGER, '\"STRANGER\"'",
    "want_action, 1001, '\"1001\"'",
    "dev_sno, 12, '\"12\"'",
    "identity_id, 007, '\"007\"'",
    "identity_name, null, '\"null\"'",
    "identity_name, [1], '\"[1]\"'",
    "identity_name, {, '\"{\"'",
    "recognize_face, [, '\"[\"'",
    "recognize_face, {}, '\"{}\"'",
    "spot_pic, [], '\"[]\"'",
    "identity_info, '{\"type\":1}', '{\"type\":1}'",
    "identity_info, '{''type'': 1}', '{\"type\":1}'",
    "unknown, 5, '\"5\"'",
    "unknown, true, '\"true\"'",
    "unknown, '', '\"\"'",
    "unknown, ' {\"a\": 1}', '{\"a\":1}'",
    "unknown, '[(1,)]', '[[1]]'",
    "unknown, {oops, '\"{oops\"'",
    "ext_data.spot_pic, /9j/, '\"/9j/\"'",
    "ext_data[spot_pic], /9j/, '\"/9j/\"'",
  })
  void aTextIsReadAsWhatTheLayoutHasThere(String name, String text, String json)
      throws IOException {
    Map<String, String> fields = new HashMap<>(historyFields());
    fields.put(name, text);

    Decoded form = codec.strict().decodeForm(texts(fields), Hint.NONE);

    assertThat(form.event()).isInstanceOf(HistoryEvent.V5R4.class);
    SampleTest.assertSameTree(
        TREES.readTree(json), TREES.readTree(form.bytes()).get(name), "$." + name);
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"/9j/\",\"\"]", "['/9j/', '']"})
  void picturesOfAllFacesAreAListInAText(String text) throws IOException {
    Decoded form = formWith(FormPart.text("recognize_face", text));

    assertThat(form.deviations())
        .extracting(Deviation::toString)
        .containsExactly(
            "expected string but was array (2 elements) at $.recognize_face (row 2.29)");
    assertThat(TREES.readTree(form.bytes()).get("recognize_face"))
        .isEqualTo(TREES.readTree("[\"/9j/\",\"\"]"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "007, '\"007\"'", "1.50, 1.50", "true, true", "gate, '\"gate\"'"})
  void aCodeIsANumberOrTruthValueIfItsTextIsJust(String text, String json) throws IOException {
    Decoded form =
        codec.decodeForm(
            List.of(
                FormPart.text("userId", "1"),
                FormPart.text("crossTime", "1562083200000"),
                FormPart.text("cameraType", text)),
            Hint.POSTED);

    assertThat(form.event()).isInstanceOf(AccessRecord.V2R2.class);
    assertThat(TREES.readTree(form.bytes()).get("cameraType")).isEqualTo(TREES.readTree(json));
  }

  @ParameterizedTest
  @CsvSource({"need_face, True", "need_face, true", "need_face, 1"})
  void aTruthValueIsReadFromItsText(String name, String text) {
    assertThat(codec.decodeForm(List.of(FormPart.text(name, text)), Hint.POSTED).bytes())
        .isEqualTo(json("{'need_face':true}"));
  }

  @Test
  void aNumberInATextIsADeviationWithinAPartOnly() {
    List<FormPart> parts = realTime("{'person_type': '5', 'device_type': '0'}");

    assertThat(codec.decodeForm(parts, Hint.POSTED).deviations())
        .extracting(Deviation::toString)
        .containsExactly(
            "expected number but was string (1 chars) at $.ext_data.person_type (row 2.22)");
  }

  @Test
  void picturesCanBeFiles() {
    for (byte[] picture : List.of(JPEG, PNG, WEBP)) {
      for (FormPart file :
          List.of(
              FormPart.file("reg_pic", "image/jpeg", picture),
              FormPart.file("reg_pic", "application/octet-stream", picture),
              FormPart.of("reg_pic", null, picture))) {
        assertThat(registeredImage(file)).contains(picture);
      }
    }
    assertThat(registeredImage(FormPart.file("reg_pic", "image/bmp", BITMAP))).contains(BITMAP);
  }

  @Test
  void picturesCanBeBase64WhateverTheirPartIsCalled() {
    byte[] base64 = Base64.getEncoder().encode(JPEG);
    byte[] withPrefix = ("data:image/jpeg;base64,\r\n" + new String(base64, UTF_8)).getBytes(UTF_8);

    for (String type : new @Nullable String[] {null, "image/jpeg", "text/plain"}) {
      assertThat(registeredImage(FormPart.of("reg_pic", type, base64))).contains(JPEG);
      assertThat(registeredImage(FormPart.of("reg_pic", type, withPrefix))).contains(JPEG);
    }
  }

  @Test
  void aTextThatBeginsAsAPictureDoesStaysAText() throws IOException {
    // the characters are all ASCII, and base64 too
    assertThat(
            TREES
                .readTree(formWith(FormPart.text("reg_pic", "RIFFAAAAWEBP")).bytes())
                .get("reg_pic"))
        .isEqualTo(TREES.readTree("\"RIFFAAAAWEBP\""));
  }

  @Test
  void aFileThatNoLayoutKnowsIsKeptAsBase64() throws IOException {
    Decoded form = formWith(FormPart.file("ext_data.spot_pic", "image/jpeg", JPEG));

    assertThat(TREES.readTree(form.bytes()).get("ext_data.spot_pic").textValue())
        .isEqualTo(Base64.getEncoder().encodeToString(JPEG));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=gbk, GBK",
    "text/plain;CHARSET=\"GBK\", GBK",
    "text/plain; format=flowed; charset = UTF-16, UTF-16",
    "application/json; charset=utf-8, UTF-8",
    "text/plain, UTF-8",
    "'', UTF-8",
  })
  void aTextIsReadInTheCharsetOfItsPart(String contentType, String charset) throws IOException {
    byte[] name = "小明".getBytes(Charset.forName(charset));
    byte[] info = "{'name': '小明', 'type': 1}".getBytes(Charset.forName(charset));
    List<FormPart> parts = new ArrayList<>(texts(historyFields()));
    parts.add(FormPart.of("identity_name", contentType, name));
    parts.add(FormPart.of("identity_info", contentType, info));

    JsonNode event = TREES.readTree(codec.decodeForm(parts, Hint.NONE).bytes());

    assertThat(event.get("identity_name").textValue()).isEqualTo("小明");
    assertThat(event.get("identity_info").get("name").textValue()).isEqualTo("小明");
  }

  @Test
  void whatIsNoTextInItsCharsetIsRefused() {
    byte[] broken = {'a', (byte) 0xc3, 'b'};
    assertRefused(
        List.of(FormPart.of("identity_name", null, broken)),
        "event: expected text in UTF-8 but the bytes are none at $.identity_name");
    assertRefused(
        List.of(FormPart.of("reg_pic", "text/plain", broken)),
        "event: expected text in UTF-8 but the bytes are none at $.reg_pic");
    assertRefused(
        List.of(FormPart.of("小", "text/plain; charset=us-ascii", broken)),
        "event: expected text in US-ASCII but the bytes are none at part 1");
    for (String unknown : List.of("klingon", "", "a b", "\u0000")) {
      assertRefused(
          List.of(FormPart.of("identity_name", "text/plain; charset=" + unknown, new byte[0])),
          "event: expected a charset that Java knows but was another one at $.identity_name");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"spot_pic\": \"MARKED|event: expected JSON but it ends too early at $.ext_data, line 1,"
            + " column 21",
        "{\"spot_pic\" \"MARKED\"}|event: expected JSON but found the character U+0022 at"
            + " $.ext_data, line 1, column 13",
        "{\"a\": 1} MARKED|event: expected JSON but found a letter or digit at $.ext_data, line 1,"
            + " column 10",
        "{MARKED}|event: expected JSON but found a letter or digit at $.ext_data, line 1, column 2",
        "~{'a': 'MARKED',\n 'b': MARKED}~|event: expected Python text but found a letter or digit"
            + " at $.ext_data, line 2, column 7",
        "{'a': 'MARKED|event: expected Python text but it ends too early at $.ext_data, line 1,"
            + " column 14",
        "{\"a\": \"\\x41\", \"b\": MARKED}|event: expected Python text but found a letter or digit"
            + " at $.ext_data, line 1, column 20",
        "{\"a\": \"\\x41MARKED\", \"b\": true|event: expected Python text but found a letter or"
            + " digit at $.ext_data, line 1, column 26",
        "{\"MARKED\": 1, \"MARKED\": 2}|event: expected each key once but one is given twice at"
            + " $.ext_data, line 1, column 25",
        "{'MARKED': 1, 'MARKED': 2}|event: expected each key once but one is given twice at"
            + " $.ext_data, line 1, column 15",
        "{\"a\": 1e99999999999}|event: expected a number that can be held but its exponent is too"
            + " large at $.ext_data, line 1, column 7",
        "[MARKED|event: expected JSON but found a letter or digit at $.ext_data, line 1, column 2",
      })
  void aBrokenObjectIsRefusedWithItsPlace(String text, String message) {
    assertRefused(realTime(text), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "timestamp|yesterday"
            + "|history event: expected a time as a number but was string (9 chars) at $.timestamp",
        "score|high|history event: expected number but was string (4 chars) at $.score",
        "score|~~|history event: expected number but was string (0 chars) at $.score",
        "score|[1]|history event: expected number but was string (3 chars) at $.score",
        "person_type|1.5|history event: expected number but was number at $.person_type",
        "ep_info|MARKED|history event: expected object but was string (6 chars) at $.ep_info",
        "ep_info|[1]|history event: expected object but was array (1 element) at $.ep_info",
        "ep_info|{1}|event: expected JSON but found a letter or digit at $.ep_info, line 1, column"
            + " 2",
        "ext_data|{|event: expected JSON but it ends too early at $.ext_data, line 1, column 2",
        "recognize_face_attr|{'box': ['MARKED']}"
            + "|history event: expected number but was string (6 chars) at"
            + " $.recognize_face_attr.box[0]",
      })
  void aPartThatIsNotWhatItsLayoutHasIsRefused(String name, String text, String message) {
    Map<String, String> fields = new HashMap<>(historyFields());
    fields.put(name, text);
    assertRefused(texts(fields), message);
  }

  @Test
  void aMissingPartIsTheSameErrorAsInJson() {
    assertRefused(
        List.of(FormPart.text("identity_id", "1"), FormPart.text("ext_data", "{}")),
        "real time event: expected a time as a number but was absent at $.timestamp");
  }

  @Test
  void aPartGivenTwiceIsRefused() {
    List<FormPart> parts = new ArrayList<>(realTime("{}"));
    parts.add(FormPart.text("identity_id", "2"));
    assertRefused(parts, "event: expected each part once but one is given twice at $.identity_id");
    FormPart unprintable = FormPart.text("a\nb", "");
    assertRefused(
        List.of(unprintable, unprintable),
        "event: expected each part once but one is given twice at part 2");
  }

  @Test
  void aNameThatCannotBeWrittenIsRefused() {
    String problem =
        "event: expected whole characters in a name but there is half a surrogate pair at ";
    assertRefused(List.of(FormPart.text("\ud83d", "")), problem + "part 1");
    assertRefused(realTime("{'\\ud83d': 1}"), problem + "$.ext_data, line 1, column 2");
  }

  @Test
  void halfASurrogatePairInATextIsKept() {
    Decoded form = codec.decodeForm(realTime("{'spot_pic': '\\ud83d', 'a': '\\ude00'}"), Hint.NONE);

    assertThat(new String(form.bytes(), UTF_8))
        .contains("{\"spot_pic\":\"\\uD83D\",\"a\":\"\\uDE00\"}");
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());
  }

  @Test
  void aFormWithoutPartsIsRefused() {
    assertRefused(List.of(), "event: expected the parts of a form but has none at $");
  }

  @Test
  void partsOfNoKnownKindAreKeptWhole() throws IOException {
    Decoded form =
        codec.decodeForm(List.of(FormPart.text("a", "1"), FormPart.text("", "x")), Hint.POSTED);

    assertThat(form.event()).isInstanceOf(UnknownEvent.class);
    assertThat(form.bytes()).isEqualTo(json("{'a':'1','':'x'}"));
  }

  @Test
  void aFormAtTheLimitOfBytesIsReadAndOneByteMoreIsNot() {
    int rest = EventCodec.MAX_BODY_BYTES - realTime("").stream().mapToInt(FormPart::size).sum();
    String spaces = " ".repeat(rest - 2);

    assertThat(codec.decodeForm(realTime("{" + spaces + "}"), Hint.POSTED).bytes()).hasSize(59);
    assertRefused(
        realTime("{" + spaces + " }"),
        "event: expected at most 33554432 bytes but there are 33554433 at $");
  }

  @Test
  void anEventWhoseJsonIsAtTheLimitIsReadAndOneWithMoreIsNot() {
    // 4 characters for 3 bytes, and {"a":""} around them
    byte[] picture = new byte[(EventCodec.MAX_BODY_BYTES - 8) / 4 * 3];
    picture[0] = (byte) 0xff;
    Decoded form = codec.decodeForm(List.of(FormPart.file("a", "image/x", picture)), Hint.POSTED);
    assertThat(form.bytes()).hasSize(EventCodec.MAX_BODY_BYTES);
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());

    assertRefused(
        List.of(FormPart.file("ab", "image/x", picture)),
        "event: expected at most 33554432 bytes as JSON but there are 33554433 at $");
  }

  @Test
  void partsAtTheLimitAreReadAndOneMoreIsNot() {
    List<FormPart> parts = new ArrayList<>();
    for (int i = 0; i < EventCodec.MAX_FORM_PARTS; i++) {
      parts.add(FormPart.text("a" + i, ""));
    }
    assertThat(codec.decodeForm(parts, Hint.POSTED).event()).isInstanceOf(UnknownEvent.class);

    parts.add(FormPart.text("b", ""));
    assertRefused(parts, "event: expected at most 1000 parts but there are 1001 at $");
  }

  @ParameterizedTest
  @CsvSource({"n, 1", "é, 2", "中, 3", "😀, 4"}) // as JSON counts them
  void aNameAtTheLimitIsReadAndOneByteMoreIsNot(String character, int length) {
    int count = EventCodec.MAX_NAME_BYTES / length;
    String name = character.repeat(count) + "n".repeat(EventCodec.MAX_NAME_BYTES - count * length);
    Decoded form = codec.decodeForm(List.of(FormPart.text(name, "")), Hint.POSTED);
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());

    assertRefused(
        List.of(FormPart.text("a", ""), FormPart.text(name + "n", "")),
        "event: expected at most 1024 bytes in a name but there are more at part 2");
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\''})
  void levelsAtTheLimitAreReadAndOneMoreIsNot(char quote) {
    int limit = EventCodec.MAX_DEPTH - 1; // the event itself is one
    String open = "{" + quote + "a" + quote + ":";
    String deepest = open.repeat(limit - 1) + "{}" + "}".repeat(limit - 1);
    Decoded form = codec.decodeForm(realTime(deepest), Hint.POSTED);
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());

    assertRefused(
        realTime(open + deepest + "}"),
        "event: expected at most 64 levels but there are more at $.ext_data, line 1, column "
            + 316);
  }

  @Test
  void aNumberAtTheLimitIsReadAndOneDigitMoreIsNot() {
    String limit = "0." + "1".repeat(EventCodec.MAX_NUMBER_DIGITS - 1);
    Map<String, String> fields = new HashMap<>(historyFields());
    fields.put("score", limit);
    Decoded form = codec.decodeForm(texts(fields), Hint.NONE);
    assertThat(codec.decode(form.bytes())).isEqualTo(form.event());
    fields.put("score", limit + "1");
    assertRefused(
        texts(fields), "history event: expected number but was string (102 chars) at $.score");

    String digits = "1".repeat(EventCodec.MAX_NUMBER_DIGITS);
    assertThat(codec.decodeForm(realTime("{\"a\":" + digits + "}"), Hint.POSTED)).isNotNull();
    assertThat(codec.decodeForm(realTime("{'a':" + digits + "}"), Hint.POSTED)).isNotNull();
    assertRefused(
        realTime("{'a':1" + digits + "}"),
        "event: expected at most 100 digits in a number but there are more at $.ext_data, line"
            + " 1, column 6");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeForm(realTime("{\"a\":1" + digits + "}"), Hint.POSTED))
        .withMessage(
            "event: expected at most 100 digits in a number but there are more at $.ext_data,"
                + " line 1, column 6");
  }

  @Test
  void anEventOverTheLimitsIsNotWritten() {
    Map<String, Object> deep = Map.of();
    for (int i = 0; i < EventCodec.MAX_DEPTH; i++) {
      deep = Map.of("a", deep);
    }
    UnknownEvent event = new UnknownEvent(deep);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encodeForm(event))
        .withMessage("event: expected at most 64 levels but there are more at line 1, column 321");
  }

  private void assertSameEvent(Decoded expected, Decoded actual) throws IOException {
    assertThat(actual.event().kind()).isEqualTo(expected.event().kind());
    assertThat(actual.event()).isExactlyInstanceOf(expected.event().getClass());
    assertThat(actual.event()).isEqualTo(expected.event());
    assertThat(actual.deviations()).isEqualTo(expected.deviations());
    assertThat(actual.bytes()).isEqualTo(codec.encode(actual.event()));
    SampleTest.assertSameTree(
        TREES.readTree(codec.encode(expected.event())), TREES.readTree(actual.bytes()), "$");
  }

  private void assertRefused(List<FormPart> parts, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeForm(parts, Hint.POSTED))
        .withMessage(message)
        .withNoCause();
  }

  private Optional<byte[]> registeredImage(FormPart part) {
    AccessEvent event = (AccessEvent) formWith(part).event();
    return requireNonNull(event.registeredImage(), "reg_pic").bytes();
  }

  private Decoded formWith(FormPart part) {
    List<FormPart> parts = new ArrayList<>(texts(historyFields()));
    parts.add(part);
    return codec.decodeForm(parts, Hint.NONE);
  }

  /** What tells a history event, all of it texts. */
  private static Map<String, String> historyFields() {
    return Map.of(
        "identity_id", "1", "timestamp", "1602612036150", "out_timestamp", "1602612038610");
  }

  private static List<FormPart> realTime(String extension) {
    return List.of(
        FormPart.text("identity_id", "1"),
        FormPart.text("timestamp", "1566016554020"),
        FormPart.text("ext_data", extension));
  }

  private static List<FormPart> texts(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> FormPart.text(field.getKey(), field.getValue()))
        .toList();
  }

  private static byte[] json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(UTF_8);
  }

  /** What Python's {@code str} makes of a value: a text is itself, but quoted within another. */
  static String python(JsonNode value, boolean within) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(field -> "'" + field.getKey() + "': " + python(field.getValue(), true))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(python(element, true)));
      return "[" + String.join(", ", elements) + "]";
    }
    if (value.isTextual()) {
      return within ? "'" + value.textValue().replace("'", "\\'") + "'" : value.textValue();
    }
    return switch (value.asText()) {
      case "null" -> "None";
      case "true" -> "True";
      case "false" -> "False";
      default -> value.asText();
    };
  }
}
