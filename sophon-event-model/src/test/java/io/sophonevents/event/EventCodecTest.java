package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|event: expected an object but the body is empty at $",
        "'  '|event: expected an object but the body is empty at $",
        "[1]|event: expected an object but was array (1 element) at $",
        "42|event: expected an object but was number at $",
        "null|event: expected an object but was null at $",
        "'\"text\"'|event: expected an object but was string (4 chars) at $",
        "{\"identity_id\":\"1\"|event: expected JSON but it ends too early at line 1, column 19",
        "{} {}|event: expected JSON but found the character U+007B at line 1, column 4",
        "hello|event: expected JSON but found a letter or digit at line 1, column 1",
        "{\"a\":NaN}|event: expected JSON but found a letter or digit at line 1, column 6",
        "{\"a\":1,\"a\":2}|event: expected each key once but one is given twice at line 1, column"
            + " 12",
        "{\"a\":1,\"b\":[1e99999999999]}|event: expected a number that can be held but its exponent"
            + " is too large at line 1, column 13",
        "{'a':1}|event: expected JSON but found the character U+0027 at line 1, column 2; that is"
            + " Python, JSON has double quotes, true, false and null",
      })
  void whatIsNoJsonObjectIsRefusedWithItsPlace(String body, String message) {
    assertRefused(body, message);
  }

  @Test
  void aNameBeyondUtf8IsRefused() {
    byte[] body = "{\"a\":{\"b\u00f6\u009b\u0096\u0087\":1}}".getBytes(ISO_8859_1);
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessage(
            "event: expected whole characters in a name but there is half a surrogate pair at line"
                + " 1, column 15");
  }

  @Test
  void aNameOfAnyWholeCharactersIsKept() {
    String body = "{\"a\":{\"\uD83D\uDE00\u4e2d\":1}}";
    assertThat(new String(codec.encode(codec.decode(body.getBytes(UTF_8))), UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"identity_id\":\"1\",\"ext_data\":{}}"
            + "|real time event: expected a time as a number but was absent at $.timestamp",
        "{\"identity_id\":null,\"timestamp\":1,\"ext_data\":{}}"
            + "|real time event: expected string but was null at $.identity_id",
        "{\"identity_id\":7,\"timestamp\":1,\"ext_data\":{}}"
            + "|real time event: expected string but was number at $.identity_id",
        "{\"identity_id\":\"1\",\"timestamp\":\"yesterday\",\"ext_data\":{}}"
            + "|real time event: expected a time as a number but was string (9 chars) at"
            + " $.timestamp",
        "{\"identity_id\":\"1\",\"timestamp\":-5,\"ext_data\":{}}"
            + "|real time event: expected a time as a number but was number at $.timestamp",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"score\":\"high\",\"ext_data\":{}}"
            + "|real time event: expected number but was string (4 chars) at $.score",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"ext_data\":{\"person_type\":[]}}"
            + "|real time event: expected number but was array (0 elements) at"
            + " $.ext_data.person_type",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"ext_data\":{\"person_type\":1.5}}"
            + "|real time event: expected number but was number at $.ext_data.person_type",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"ext_data\":{\"spot_pic\":[]}}"
            + "|real time event: expected string but was array (0 elements) at $.ext_data.spot_pic",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"recognize_face_attr\":{\"box\":[\"x\"]}}"
            + "|history event: expected number but was string (1 chars) at"
            + " $.recognize_face_attr.box[0]",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"ep_info\":\"\"}"
            + "|history event: expected object but was string (0 chars) at $.ep_info",
        "{\"need_face\":\"true\"}"
            + "|stream subscription: expected boolean but was string (4 chars) at $.need_face",
        "{\"message\":\"x\",\"status\":2147483648}"
            + "|access record answer: expected whole number from -2147483648 to 2147483647 but was"
            + " number at $.status",
        "{\"message\":\"x\",\"status\":1e400}"
            + "|access record answer: expected whole number from -2147483648 to 2147483647 but was"
            + " number at $.status",
        "{\"message\":\"x\",\"status\":1.5}"
            + "|access record answer: expected whole number but was number at $.status",
        "{\"message\":\"x\",\"status\":\"0\"}"
            + "|access record answer: expected number but was string (1 chars) at $.status",
        "{\"identity_id\":\"1\",\"timestamp\":1,\"recognize_face_attr\":{\"feature\":[1,null]}}"
            + "|history event: expected number but was null at $.recognize_face_attr.feature[1]",
      })
  void aFieldOfAWrongTypeIsRefusedWithItsPath(String body, String message) {
    assertRefused(body, message);
  }

  @Test
  void aMessageOfNoKnownKindIsKeptWhole() {
    byte[] body = "{\"thing_sn\":\"x\",\"things\":[{\"thing_id\":\"y\"}]}".getBytes(UTF_8);

    SophonEvent event = codec.decode(body);

    assertThat(event).isInstanceOf(UnknownEvent.class);
    assertThat(EventCodec.describe((UnknownEvent) event))
        .isEqualTo(
            "event: expected the keys of a known kind but found none of them at $ (object, 2"
                + " keys)");
    assertThat(codec.encode(event)).isEqualTo(body);
  }

  @Test
  void anotherEncodingThanUtf8IsRefused() {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode("{\"a\":1}".getBytes(UTF_16)))
        .withMessage("event: expected UTF-8 but was another encoding at byte 0");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}))
        .withMessageStartingWith("event: expected ");
  }

  @Test
  void aBodyAtTheLimitIsReadAndOneByteMoreIsNot() {
    byte[] body = new byte[EventCodec.MAX_BODY_BYTES];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[body.length - 1] = '}';
    assertThat(codec.decode(body).kind()).isEqualTo(EventKind.UNKNOWN);

    byte[] more = Arrays.copyOf(body, body.length + 1);
    more[body.length] = ' ';
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(more))
        .withMessage("event: expected at most 33554432 bytes but there are 33554433 at $");
  }

  @Test
  void nestingAtTheLimitIsReadAndOneLevelMoreIsNot() {
    assertThat(codec.decode(nested(EventCodec.MAX_DEPTH)).kind()).isEqualTo(EventKind.UNKNOWN);
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(nested(EventCodec.MAX_DEPTH + 1)))
        .withMessage("event: expected at most 64 levels but there are more at line 1, column 321");
  }

  @Test
  void aNumberAtTheLimitIsReadAndOneDigitMoreIsNot() {
    assertThat(codec.decode(("{\"a\":" + "1".repeat(100) + "}").getBytes(UTF_8))).isNotNull();
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(("{\"a\":" + "1".repeat(101) + "}").getBytes(UTF_8)))
        .withMessage(
            "event: expected at most 100 digits in a number but there are more at line 1, column"
                + " 6");
  }

  @Test
  void aNameAtTheLimitIsReadAndOneCharacterMoreIsNot() {
    int most = EventCodec.MAX_NAME_BYTES;
    assertThat(codec.decode(("{\"" + "a".repeat(most) + "\":1}").getBytes(UTF_8))).isNotNull();
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(("{\"" + "a".repeat(most + 1) + "\":1}").getBytes(UTF_8)))
        .withMessage(
            "event: expected at most 1024 bytes in a name but there are more at line 1, column 2");
  }

  /** A name's bytes are counted, a number's digits: not its sign, its point and its e. */
  @Test
  void theLimitsCountBytesOfANameAndDigitsOfANumber() {
    String name = "\u540d".repeat(341);
    assertThat(codec.decode(("{\"" + name + "a\":1}").getBytes(UTF_8))).isNotNull();
    assertRefused(
        "{\"" + name + "aa\":1}",
        "event: expected at most 1024 bytes in a name but there are more at line 1, column 2");
    String number = "-1." + "1".repeat(96) + "e-123";
    assertThat(codec.decode(("{\"a\":" + number + "}").getBytes(UTF_8))).isNotNull();
    assertThat(PythonText.read("{'a':" + number + "}")).isNotNull();
    String inAForm = "-1." + "1".repeat(99);
    List<FormPart> parts =
        List.of(
            FormPart.text("identity_id", "1"),
            FormPart.text("timestamp", "1566016554020"),
            FormPart.text("score", inAForm),
            FormPart.text("ext_data", "{}"));
    assertThat(codec.encode(codec.decodeForm(parts, Hint.NONE).event()))
        .asString(UTF_8)
        .contains("\"score\":" + inAForm + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\n\n \"a\":#}', 'line 3, column 6'",
    "'{\n\n \"a\" : #}', 'line 3, column 8'",
    "'{\n\n \"a\":-#}', 'line 3, column 6'",
    "'{\n\n \"a\":-#.5e+3}', 'line 3, column 6'",
    "'{\n\n \"a\":0.#}', 'line 3, column 6'",
    "'{\n\"\u540d\":[1,\n [2, #]]}', 'line 3, column 6'",
    "'{\n\n \"a\":#', 'line 3, column 6'",
  })
  void aNumberOverTheLimitIsRefusedWhereItBegins(String body, String place) {
    assertRefused(
        body.replace("\\n", "\n").replace("#", "1".repeat(101)),
        "event: expected at most 100 digits in a number but there are more at " + place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\":1}", "\": 1", "\\\"b\":1}", "\\\\\":1}"})
  void aNameOverTheLimitIsRefusedWhereItBegins(String end) {
    assertRefused(
        "{\n\"a\":\"b\",\n  \"\\\"" + "n".repeat(1200) + end,
        "event: expected at most 1024 bytes in a name but there are more at line 3, column 3");
  }

  @Test
  void aLevelOverTheLimitIsRefusedWhereItBegins() {
    assertRefused(
        "\n\n" + new String(nested(EventCodec.MAX_DEPTH + 1), UTF_8),
        "event: expected at most 64 levels but there are more at line 3, column 321");
    assertRefused(
        "{\"a\":\n" + "[".repeat(64) + "]".repeat(64) + "}",
        "event: expected at most 64 levels but there are more at line 2, column 64");
  }

  /** The array itself is one, counted where it ends. */
  @Test
  void asManyValuesAsTheLimitAreReadAndOneMoreIsNot() {
    String most = "{\"a\":[1" + ",1".repeat(EventCodec.MAX_VALUES - 2);

    assertThat(codec.decode((most + "]}").getBytes(UTF_8)).kind()).isEqualTo(EventKind.UNKNOWN);
    assertRefused(
        most + ",1]}",
        "event: expected at most 1000000 values but there are more at line 1, column 2000006");
  }

  /** Written as sent all the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ep_info\":{\"ep_type\":true}|boolean at $.ep_info.ep_type (row 2.24)",
        "\"ep_info\":{\"ep_type\":0.5}|number at $.ep_info.ep_type (row 2.24)",
        "\"recognize_face_attr\":{\"mask\":0.5}|number at $.recognize_face_attr.mask (row 2.27)",
        "\"recognize_face_attr\":{\"mask\":true}|boolean at $.recognize_face_attr.mask (row 2.27)",
        "\"recognize_face_attr\":{\"gender\":5.5}|number at $.recognize_face_attr.gender (row"
            + " 2.10)",
        "\"recognize_face_attr\":{\"age\":false}|boolean at $.recognize_face_attr.age (row 2.53)",
      })
  void aCodeThatIsNeitherAWordNorAWholeNumberDeviates(String field, String found) {
    byte[] body =
        ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"want_action\":\"\"," + field + "}")
            .getBytes(UTF_8);

    Decoded read = codec.inspect(body, Hint.NONE);

    assertThat(read.deviations())
        .hasToString("[expected a word or whole number but was " + found + "]");
    assertThat(codec.encode(read.event()))
        .asString(UTF_8)
        .contains(field.substring(field.indexOf('{') + 1, field.length() - 1));
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.strict().decode(body))
        .withMessageStartingWith("history event: expected a word or whole number but was ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ep_info\":{\"ep_type\":\"2\"}",
        "\"ep_info\":{\"ep_type\":2}",
        "\"ep_info\":{\"ep_type\":2.0}",
        "\"recognize_face_attr\":{\"mask\":\"0.5\",\"age\":\"\",\"gender\":null}",
      })
  void aCodeThatIsAWordOrAWholeNumberDoesNotDeviate(String field) {
    byte[] body =
        ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"want_action\":\"\"," + field + "}")
            .getBytes(UTF_8);

    assertThat(codec.inspect(body, Hint.NONE).deviations()).isEmpty();
  }

  @Test
  @Timeout(20)
  void eventsWithManyUnknownFieldsAreComparedInLittleTime() {
    StringBuilder fields = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 100_000; i++) {
      fields.append(",\"f").append(i).append("\":").append(i);
    }
    byte[] body = (fields + "}").getBytes(UTF_8);
    SophonEvent event = codec.decode(body);

    assertThat(event.equals(codec.decode(body))).isTrue();
    assertThat(event).hasSameHashCodeAs(codec.decode(body));
    assertThat(((UnknownEvent) event).fields())
        .containsKey("f99999")
        .doesNotContainKey("g")
        .containsEntry("f7", 7L);
  }

  @Test
  void manyFieldsOfOneObjectAreReadInLittleTimeAndADuplicateAmongThemIsFound() {
    StringBuilder fields = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 200_000; i++) {
      fields.append(",\"f").append(i).append("\":").append(i);
    }
    UnknownEvent event = (UnknownEvent) codec.decode((fields + "}").getBytes(UTF_8));
    assertThat(event.fields()).hasSize(200_001);
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode((fields + ",\"a\":2}").getBytes(UTF_8)))
        .withMessageStartingWith("event: expected each key once but one is given twice at line 1");
  }

  @Test
  void aMessageWhoseKindIsKnownIsReadAsThat() {
    byte[] answer = "{\"message\":\"SUCCESS\",\"status\":0,\"data\":null}".getBytes(UTF_8);
    assertThat(codec.decode(answer, AccessRecordAnswer.class).status()).isZero();
    assertThat(codec.decode(answer, AccessRecordAnswer.V2R2.class).message()).isEqualTo("SUCCESS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decode(answer, AccessEvent.class))
        .withMessage(
            "expected the interface of a kind or one of its layouts but was"
                + " io.sophonevents.event.AccessEvent");
  }

  @Test
  void aDeviationInABatchNamesItsElement() {
    byte[] body =
        "{\"events\":[{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ext_data\":{}},"
            .concat("{\"identity_id\":\"1\",\"timestamp\":\"1566016554020\",\"ext_data\":{}}]}")
            .getBytes(UTF_8);

    assertThat(codec.decodeBatch(body, Hint.NONE).get(1).deviations())
        .singleElement()
        .hasToString(
            "expected milliseconds as a whole number but was string (13 chars) at"
                + " $.events[1].timestamp (row 2.1)");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.strict().decodeBatch(body, Hint.NONE))
        .withMessage(
            "real time event: expected milliseconds as a whole number but was string (13 chars)"
                + " (row 2.1) at $.events[1].timestamp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"😀\":\"😀\"}",
        "{\"a\":[-99999999999999999999,0.10,1E+400,1E-7]}",
        "{\"a\":\"\\uD83D\"}"
      })
  void whatWasReadIsWrittenSoThatItCanBeReadAgain(String body) {
    byte[] written = codec.encode(codec.decode(body.getBytes(UTF_8)));

    assertThat(new String(written, UTF_8)).isEqualTo(body);
    assertThat(codec.decode(written)).isEqualTo(codec.decode(body.getBytes(UTF_8)));
  }

  @Test
  void aNumberThatGrowsWhenItIsWrittenIsWithinTheLimitThenToo() {
    SophonEvent event = codec.decode(("{\"a\":" + "1".repeat(97) + "e99}").getBytes(UTF_8));
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);

    assertRefused(
        "{\"a\":" + "1".repeat(98) + "e99}", // 1.1…E+196 has one digit more
        "event: expected at most 100 digits in a number but there are more at line 1, column"
            + " 6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":\"}]\"}, {\"b\":{\"c\":[{}]}} ,{\"ü\":1}]",
        "{\"events\":[{\"a\":\"}]\"}, {\"b\":{\"c\":[{}]}} ,{\"ü\":1}]}",
        "{ \"data\" : [{\"a\":\"}]\"}, {\"b\":{\"c\":[{}]}} ,{\"ü\":1}] }"
      })
  void aBatchIsSplitIntoItsBodiesAsReceived(String body) {
    assertThat(
            codec.decodeBatch(body.getBytes(UTF_8), Hint.NONE).stream()
                .map(part -> new String(part.bytes(), UTF_8)))
        .containsExactly("{\"a\":\"}]\"}", "{\"b\":{\"c\":[{}]}}", "{\"ü\":1}");
  }

  /** What is null is not written, so it tells nothing either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filters\":{\"permission_id_list\":null,\"identity_name\":\"a\"},\"page_limit\":1}",
        "{\"unknown\":1E0000,\"nested\":[-0,1e00,0.50]}",
      })
  void whatWasWrittenIsReadAsTheSame(String body) {
    SophonEvent event = codec.decode(body.getBytes(UTF_8));

    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[%s, %s],\"count\":2}",
        "{\"status\":0,\"data\":[%s, %s],\"message\":\"x\"}",
      })
  void keysBesideTheEventsOfABatchAreADeviationOfTheFirst(String form) {
    String event = "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ep_info\":{}}";
    byte[] body = form.formatted(event, event).getBytes(UTF_8);

    List<Decoded> events = codec.decodeBatch(body, Hint.POSTED);

    assertThat(events)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.event()).isInstanceOf(HistoryEvent.class))
        .allSatisfy(each -> assertThat(new String(each.bytes(), UTF_8)).isEqualTo(event));
    assertThat(events.get(0).deviations())
        .singleElement()
        .asString()
        .matches(
            "expected no keys beside the events but was object \\([23] keys\\) at \\$ \\(row"
                + " 2.54\\)");
    assertThat(events.get(1).deviations()).isEmpty();
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.strict().decodeBatch(body, Hint.POSTED))
        .withMessageEndingWith(" keys) (row 2.54) at $");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[],\"count\":0}",
        "{\"events\":[{\"identity_id\":\"1\",\"timestamp\":1},null],\"count\":2}",
        "{\"events\":[{\"identity_id\":\"1\",\"timestamp\":1}],\"data\":[1]}",
        "{\"data\":[{\"a\":1}],\"count\":1}",
      })
  void whatMayBeMoreThanABatchStaysWhole(String body) {
    assertThat(codec.decodeBatch(body.getBytes(UTF_8), Hint.POSTED))
        .singleElement()
        .satisfies(only -> assertThat(codec.encode(only.event())).isEqualTo(body.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", " { \"events\" : [%s] } ", "{\"data\":[%s]}"})
  void aBrokenElementIsSetAsideWithItsBytesAndItsMessage(String form) {
    String good = "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ep_info\":{}}";
    List<String> sent =
        List.of(
            good,
            "{\"identity_id\":\"ü]\",\"timestamp\":\"secret\",\"ep_info\":{}}",
            "null",
            "1e0",
            "[{},{}]",
            "\"sec\\\"ret\"",
            "{ }",
            good);
    byte[] body = form.formatted(String.join(" , ", sent)).getBytes(UTF_8);

    List<BatchElement> elements = codec.decodeEach(body, Hint.POSTED);

    assertThat(elements).extracting(each -> new String(each.bytes(), UTF_8)).isEqualTo(sent);
    assertThat(elements)
        .extracting(each -> each instanceof Decoded)
        .containsExactly(true, false, false, false, false, false, true, true);
    String root = form.contains("events") ? "$.events" : form.contains("data") ? "$.data" : "$";
    assertThat(elements.get(1))
        .isInstanceOfSatisfying(
            Undecoded.class,
            bad -> {
              assertThat(bad.path()).isEqualTo(root + "[1].timestamp");
              assertThat(bad.message())
                  .isEqualTo(
                      "history event: expected a time as a number but was string (6 chars) at "
                          + bad.path());
            });
    assertThat(elements.get(2))
        .hasToString("Undecoded[event: expected an object but was null at " + root + "[2]]");
    assertThat(elements.toString()).doesNotContain("secret");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeBatch(body, Hint.POSTED))
        .withMessage(((Undecoded) elements.get(1)).message());
  }

  @Test
  void theElementsBeforeAndBehindAFieldOfTheSameNameAreFound() {
    byte[] body =
        ("{\"x\":{\"events\":[0]},\"y\":[1],\"events\":[{\"identity_id\":\"1\",\"timestamp\":[],"
                + "\"ep_info\":{}}]}")
            .getBytes(UTF_8);

    assertThat(codec.decodeEach(body, Hint.POSTED))
        .singleElement()
        .satisfies(
            only ->
                assertThat(new String(only.bytes(), UTF_8))
                    .isEqualTo("{\"identity_id\":\"1\",\"timestamp\":[],\"ep_info\":{}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "[{\"other\":1}, %s]"})
  void thePlacesOfPicturesAreToldWhateverIsAroundTheEvent(String form) {
    String event =
        "{\"identity_id\":\"1\",\"timestamp\":1,\"reg_pic\":\"\",\"ext_data\":"
            + "{\"spot_pic\" : \"QUJD\",\"more\":[{\"ir_pic\":\"a\\/b\"}],\"reg_pic\":null}}";
    List<BatchElement> elements =
        codec.decodeEach(form.formatted(event).getBytes(UTF_8), Hint.NONE);

    Decoded last = (Decoded) elements.get(elements.size() - 1);

    byte[] bytes = last.bytes();
    assertThat(last.pictures())
        .extracting(place -> new String(bytes, place.from(), place.to() - place.from(), UTF_8))
        .containsExactly("QUJD", "a\\/b");
    assertThat(bytes[last.pictures().get(1).to()]).isEqualTo((byte) '"');
  }

  @Test
  void thePlacesOfPicturesOfAFormAreThoseInItsJson() {
    Decoded decoded =
        codec.decodeForm(
            List.of(
                FormPart.text("identity_id", "1"),
                FormPart.text("timestamp", "1"),
                FormPart.text("reg_pic", "QUJD"),
                FormPart.text("ext_data", "{}")),
            Hint.POSTED);

    assertThat(decoded.pictures())
        .extracting(
            place -> new String(decoded.bytes(), place.from(), place.to() - place.from(), UTF_8))
        .containsExactly("QUJD");
  }

  @Test
  void aSingleBrokenObjectIsTheOnlyElement() {
    byte[] body = " {\"identity_id\":\"1\",\"timestamp\":[],\"ep_info\":{}} ".getBytes(UTF_8);

    assertThat(codec.decodeEach(body, Hint.POSTED))
        .singleElement()
        .isInstanceOfSatisfying(
            Undecoded.class,
            only -> {
              assertThat(only.path()).isEqualTo("$.timestamp");
              assertThat(only.bytes()).isEqualTo(body);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{},{\"a\":1,\"a\":2},{}]|event: expected each key once but one is given twice at line 1,"
            + " column 16",
        "[{},{\"a\":}]|event: expected JSON but found the character U+007D at line 1, column 10",
        "true|event: expected an object or an array of objects but was boolean at $",
      })
  void brokenJsonInOneElementMakesAllUnreadable(String body, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeEach(body.getBytes(UTF_8), Hint.NONE))
        .withMessage(message);
  }

  @Test
  void aSingleObjectIsItsOwnOnlyPart() {
    byte[] body = " {\"events\":1} ".getBytes(UTF_8);
    assertThat(codec.decodeBatch(body, Hint.NONE))
        .singleElement()
        .satisfies(only -> assertThat(only.bytes()).isEqualTo(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{},1]|event: expected an object but was number at $[1]",
        "{\"events\":[{},[]]}|event: expected an object but was array (0 elements) at $.events[1]",
        "true|event: expected an object or an array of objects but was boolean at $",
      })
  void aBatchOfOtherThingsIsRefusedWithItsPlace(String body, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decodeBatch(body.getBytes(UTF_8), Hint.NONE))
        .withMessage(message);
  }

  private void assertRefused(String body, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body.getBytes(UTF_8)))
        .withMessage(message)
        .withNoCause();
  }

  private static byte[] nested(int levels) {
    return ("{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1)).getBytes(UTF_8);
  }
}
