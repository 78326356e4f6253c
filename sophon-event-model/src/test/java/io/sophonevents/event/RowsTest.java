package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of docs/protocol.md, section 2, that concern the body of a message: what each says is
 * read, reported as a deviation, refused by the strict codec, and written again as it was sent.
 * Those of commands, settings and answers are in {@link RowsOfCommandsAndAnswersTest}. Those
 * without a test in either concern no body: 2.13, 2.14, 2.41, 2.45, 2.51.
 */
@SuppressWarnings("NullAway") // what is missing fails the test that looks for it
class RowsTest {
  private static final IdentityId ID = IdentityId.of("1");
  private static final EventTime TIME = EventTime.ofMillis(1_566_016_554_020L);

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource({
    "1566016554020, 2019-08-17T04:35:54.020Z, ",
    "1566016554020.0, 2019-08-17T04:35:54.020Z, 2.2",
    "\"1566016554020\", 2019-08-17T04:35:54.020Z, 2.1",
    "1566016554, 2019-08-17T04:35:54Z, 2.2",
    "99999999999, 5138-11-16T09:46:39Z, 2.2",
    "100000000000, 1973-03-03T09:46:40Z, ",
  })
  void row0201aTimestampHas64BitsAndIsInMillisecondsOrSeconds(
      String sent, Instant instant, String row) {
    Decoded read = realTime("\"timestamp\":" + sent + ",\"ext_data\":{}");

    assertThat(event(read).time().instant()).isEqualTo(instant);
    assertThat(read.deviations().stream().map(Deviation::row))
        .isEqualTo(row == null ? List.of() : List.of(row));
    assertWrittenAsSent(read);
  }

  @Test
  void row0202aTimeInSecondsKeepsTheTextThatFetchesItsPicture() {
    Decoded read = realTime("\"timestamp\":1607062639.7013178,\"ext_data\":{}");

    assertThat(event(read).time().text()).isEqualTo("1607062639.7013178");
    assertThat(event(read).time().instant()).isEqualTo("2020-12-04T06:17:19.701317800Z");
    assertDeviates(read, "$.timestamp", "2.2", "number");
  }

  @Test
  void row0202aFractionOverTheThresholdIsOneOfAMillisecond() {
    Decoded read = realTime("\"timestamp\":1566016554020.5,\"ext_data\":{}");

    assertThat(event(read).time().instant()).isEqualTo("2019-08-17T04:35:54.020500Z");
    assertDeviates(read, "$.timestamp", "2.2", "number");
    assertWrittenAsSent(read);
    Converted<HistoryEvent.V5R4> converted = event(read).convertTo(HistoryEvent.V5R4.class);
    assertThat(converted.notCarried()).containsExactly("time below a millisecond");
    assertThat(codec.strict().decode(codec.encode(converted.event()))).isEqualTo(converted.event());
  }

  @Test
  void row0203aDeviceTypeIsATextOrANumber() {
    Decoded read = realTime("\"timestamp\":1566016554020,\"ext_data\":{\"device_type\":0}");

    assertThat(event(read).captureDeviceType()).isEqualTo(DeviceType.GATE);
    assertDeviates(read, "$.ext_data.device_type", "2.3", "number");
    assertThat(
            written(
                RealTimeEvent.V2R1.builder(ID, TIME).captureDeviceType(DeviceType.GATE).build()))
        .contains("\"device_type\":\"0\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0.62, UNKNOWN, UNKNOWN",
    "1, UNKNOWN, UNKNOWN",
    "6.58, UNKNOWN, HUNDRED",
    "0.62, ONE, ONE",
    "0.62, HUNDRED, HUNDRED",
    "94.8, HUNDRED, HUNDRED"
  })
  void row0204aScoreIsNeverRescaledAndItsRangeIsStatedOrProved(
      String sent, ScoreRange stated, ScoreRange range) {
    String body =
        "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"score\":"
            + sent
            + ",\"ext_data\":{}}";

    Decoded read = codec.withScoreRange(stated).inspect(body.getBytes(UTF_8), Hint.NONE);

    assertThat(event(read).score().value()).isEqualByComparingTo(sent);
    assertThat(event(read).score().range()).isEqualTo(range);
    assertThat(read.deviations()).isEmpty();
    assertWrittenAsSent(read);
  }

  @ParameterizedTest
  @CsvSource({
    "-182, HUNDRED",
    "182, HUNDRED",
    "-5, UNKNOWN",
    "1e300, UNKNOWN",
    "-0.5, ONE",
    "101, UNKNOWN"
  })
  void row0204aScoreOutOfEveryRangeIsReported(String sent, ScoreRange stated) {
    byte[] body =
        ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"score\":"
                + sent
                + ",\"ext_data\":{}}")
            .getBytes(UTF_8);

    Decoded read = codec.withScoreRange(stated).inspect(body, Hint.NONE);

    assertThat(event(read).score().value()).isEqualByComparingTo(sent);
    assertDeviates(read, "$.score", "2.4", "number");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.withScoreRange(stated).strict().decode(body))
        .withMessageStartingWith("real time event: expected a score of at ");
  }

  @Test
  void row0204anOldRecordsScoreOverOneIsReported() {
    byte[] body =
        "{\"userId\":\"1\",\"crossTime\":1566016554020,\"matchScore\":57}".getBytes(UTF_8);

    Decoded read = codec.inspect(body, Hint.NONE);

    assertThat(event(read).score().range()).isEqualTo(ScoreRange.HUNDRED);
    assertDeviates(read, "$.matchScore", "2.4", "number");
  }

  @Test
  void row0204aScoreThatContradictsWhatWasStatedIsReported() {
    byte[] body =
        "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"score\":6.58,\"ext_data\":{}}"
            .getBytes(UTF_8);

    Decoded read = codec.withScoreRange(ScoreRange.ONE).inspect(body, Hint.NONE);

    assertThat(event(read).score().range()).isEqualTo(ScoreRange.HUNDRED);
    assertThat(read.deviations()).extracting(Deviation::row).containsExactly("2.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-event-v5", "access-record-report-v5r6"})
  void row0205aFullWidthCommaIsRefusedWithAHint(String name) throws Exception {
    byte[] body =
        java.nio.file.Files.readAllBytes(
            EventsPage.SAMPLES.resolve("verbatim-broken/" + name + ".txt"));

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessage(
            "event: expected JSON but found the character U+FF0C at line 13, column 41; that is"
                + " full-width punctuation, JSON has U+002C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'a':1}", "{\"a\":True}", "{\"a\":False}", "{\"a\":None}", "{\"a\":1, 'b':2}"})
  void row0206pythonTextIsRefusedWithAHint(String body) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body.getBytes(UTF_8)))
        .withMessageEndingWith("; that is Python, JSON has double quotes, true, false and null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\u201d1001\u201c\"", "1001"})
  void row0207aWantedActionIsReadAsNumberAndInCurlyQuotes(String sent) {
    Decoded read = realTime("\"timestamp\":1566016554020,\"ep_info\":{},\"want_action\":" + sent);

    assertThat(((HistoryEvent) read.event()).wantedAction())
        .isEqualTo(WantedAction.REGISTER_STRANGER);
    assertThat(read.deviations()).extracting(Deviation::row).containsExactly("2.7");
    assertWrittenAsSent(read);
  }

  @Test
  void row0208anEventIdIsOptionalAndAVideoIdIsKept() {
    Decoded v5 =
        realTime("\"device_id\":\"d\",\"timestamp\":1566016554020,\"ext_data\":{},\"video_id\":7");

    assertThat(event(v5).eventId()).isNull();
    assertThat(((StreamEvent.V5R2) v5.event()).unknownFields()).containsEntry("video_id", 7L);
    assertWrittenAsSent(v5);
  }

  @Test
  void row0209pointsAreReadInTheOrderOfTheirGeneration() {
    FacePoints v5 = event("history-event-v5r7").attributes().points();
    FacePoints v6 = event("history-event-v6").attributes().points();

    assertThat(v5.order()).isEqualTo(FacePoints.Order.PLANAR);
    assertThat(v5.x(1)).isEqualTo(1343);
    assertThat(v5.y(1)).isEqualTo(84);
    assertThat(v6.order()).isEqualTo(FacePoints.Order.INTERLEAVED);
    assertThat(v6.x(1)).isEqualTo(139.55658);
    assertThat(v6.y(1)).isEqualTo(85.893242);
  }

  @Test
  void row0209pointsInTheOtherOrderAreToldByTheirGeometry() {
    Decoded read =
        realTime(
            "\"timestamp\":1566016554020,\"recognize_face_attr\":{\"point\":"
                + "[82,89,140,86,115,118,93,151,138,147],\"box\":[50,23,173,183],"
                + "\"age\":null,\"mask\":null,\"gender\":null,\"glasses\":null,\"hat\":null,"
                + "\"expression\":null}");

    FacePoints points = event(read).attributes().points();
    assertThat(points.order()).isEqualTo(FacePoints.Order.INTERLEAVED);
    assertThat(points.x(1)).isEqualTo(140);
    assertThat(points.y(4)).isEqualTo(147);
    assertDeviates(read, "$.recognize_face_attr.point", "2.9", "array (10 elements)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void row0210anAttributeThatWasNotComputedIsNullOrEmpty(String sent) {
    Decoded read =
        realTime("\"timestamp\":1566016554020,\"recognize_face_attr\":{\"age\":" + sent + "}");

    Code age = event(read).attributes().age();
    assertThat(age == null || age.text().isEmpty()).isTrue();
    assertThat(
            written(
                HistoryEvent.V5R4
                    .builder(ID, TIME)
                    .attributes(
                        FaceAttributes.V5R4.of(
                            FaceBox.of(0, 0, 1, 1), FacePoints.ofPlanar(List.of()), null))
                    .build()))
        .contains("\"age\":null");
  }

  @Test
  void row0211aFaceCropIsAText() {
    assertThat(
            written(
                RealTimeEvent.V2R2
                    .builder(ID, TIME)
                    .faceImage(EncodedImage.ofText("AA=="))
                    .build()))
        .contains("\"recognize_face\":\"AA==\"");
  }

  @Test
  void row0212aStrangerHasNeitherFaceNorImageIds() {
    IdentityInfo info = ((HistoryEvent.V5R4) event("history-event-v5r7")).identityInfo();

    assertThat(info).isEqualTo(IdentityInfo.NONE);
    assertThat(written(HistoryEvent.V5R4.builder(ID, TIME).identityInfo(IdentityInfo.NONE).build()))
        .contains("\"identity_info\":{}");
  }

  @Test
  void row0215everythingInTheExtensionIsOptional() {
    Decoded read = realTime("\"timestamp\":1566016554020,\"ext_data\":{}");

    assertThat(event(read).personType()).isNull();
    assertThat(event(read).captureDeviceIp()).isNull();
    assertThat(event(read).registeredImage()).isNull();
    assertThat(read.deviations()).isEmpty();
  }

  @Test
  void row0216picturesAreOptionalAndLeftOutWhereNotAskedFor() {
    StreamEvent.V5R2 whole = (StreamEvent.V5R2) event("stream-event-v5");

    StreamEvent.V5R2 bare = whole.withPictures(false, false);

    assertThat(bare.faceImage()).isNull();
    assertThat(bare.registeredImage()).isNull();
    assertThat(new String(codec.encode(bare), UTF_8)).doesNotContain("reg_pic", "recognize_face");
  }

  @Test
  void row0217aStrangerWithALowScoreIsAnEventOfTheStream() {
    Decoded read =
        realTime(
            "\"device_id\":\"d\",\"identity_name\":\"stranger\",\"timestamp\":1566016554020,"
                + "\"score\":0.01,\"ext_data\":{\"person_type\":4}");

    assertThat(event(read).kind()).isEqualTo(EventKind.STREAM);
    assertThat(event(read).identityName()).isEqualTo(AccessEvent.STRANGER);
  }

  @Test
  void row0218bothQualityBlocksAreReadWhereverTheyAreFilled() {
    HistoryEvent.V2R1 event = (HistoryEvent.V2R1) event("history-event-v2r3-fiqa");

    assertThat(event.extension().grabberQuality().eyeDistance()).isEqualTo(SentNumber.of(82));
    assertThat(event.extension().boxQuality().isGoodEnough()).isEqualTo(SentFlag.TRUE);
    assertThat(written(StreamEvent.V5R2.builder(ID, TIME).build()))
        .contains("\"grab_fiqa_info\":{},\"box_fiqa_info\":{}");
  }

  @Test
  void row0219theQualityBlocksAreOptional() {
    StreamEvent.V5R2 event = (StreamEvent.V5R2) event("stream-event-v5-common-api");

    assertThat(event.extension().grabberQuality()).isNull();
    assertThat(event.extension().boxQuality()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-event-v5", "stream-event-v5-common-api"})
  void row0220and0221theOuterFieldsWinOverTheIdentityInfo(String name) {
    StreamEvent.V5R2 event = (StreamEvent.V5R2) event(name);

    assertThat(event.identityId().text()).isEqualTo("666666");
    assertThat(event.identityName().text()).isEqualTo("小明");
    assertThat(event.personType()).isEqualTo(PersonType.VIP);
    assertThat(event.identityInfo().name()).isNotEqualTo(event.identityName());
  }

  @Test
  void row0222aKindOfPersonThatNobodyKnowsSurvives() {
    Decoded number = realTime("\"timestamp\":1566016554020,\"ext_data\":{\"person_type\":9}");
    Decoded word =
        realTime("\"timestamp\":1566016554020,\"media_device_id\":\"d\",\"user_type\":\"car\"");

    assertThat(event(number).personType().isKnown()).isFalse();
    assertThat(event(word).personType().code()).isEqualTo("car");
    assertThat(event(word).personType().asNumber()).isEmpty();
    assertWrittenAsSent(number);
    assertWrittenAsSent(word);
  }

  @Test
  void row0222aKindOfPersonIsTheSameInItsThreeSpellings() {
    assertThat(
            List.of(
                PersonType.of(5), PersonType.of("vip"), PersonType.of("VIP"), PersonType.of("5")))
        .allMatch(PersonType.VIP::equals)
        .extracting(Object::hashCode)
        .containsOnly(PersonType.VIP.hashCode());
    assertThat(PersonType.of("MEMBER")).isEqualTo(PersonType.EMPLOYEE);
    assertThat(PersonType.EMPLOYEE.asPlatformWord().orElseThrow().code()).isEqualTo("MEMBER");
    assertThat(PersonType.of("STRANGER").asNumber().orElseThrow().code()).isEqualTo("4");
    assertThat(PersonType.of(2).asWord().orElseThrow().code()).isEqualTo("visitor");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void row0223theOldCamerasAreKnown(int code) {
    assertThat(DeviceType.of(Integer.toString(code)).isKnown()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"rtsp\"", "\"RTSP\"", "2"})
  void row0224aDeviceTypeIsAWordInAnyCaseOrANumber(String sent) {
    Decoded read = realTime("\"timestamp\":1566016554020,\"ep_info\":{\"ep_type\":" + sent + "}");

    Code type = ((HistoryEvent.V5R4) read.event()).captureDevice().type();
    assertThat(type.is("rtsp") || type.is("2")).isTrue();
    assertWrittenAsSent(read);
  }

  @Test
  void row0225anEndpointIdIsSplitAtItsFirstUnderscores() {
    CaptureDevice.V5R4 device = ((HistoryEvent.V5R4) event("history-event-v5r7")).captureDevice();

    assertThat(device.boxPart()).isEqualTo("0xe0a509261422");
    assertThat(device.addressPart()).isEqualTo("rtsp://192.168.1.100:8554/ch103");
  }

  @Test
  void row0226aLicenceCodeMayBeEmptyOrMissing() {
    assertThat(((HistoryEvent) event("history-event-v5r7")).licenceCode()).isEmpty();
    assertThat(((HistoryEvent) event("history-event-v2r3-fiqa")).licenceCode()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"yes\"", "0.0036406677681952715", "-1", "true"})
  void row0227aMaskIsKeptAsItIs(String sent) {
    Decoded read =
        realTime("\"timestamp\":1566016554020,\"recognize_face_attr\":{\"mask\":" + sent + "}");

    assertThat(event(read).attributes().mask().text()).isEqualTo(sent.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"recognize_face", "ir_pic"})
  void row0229aFaceCropIsATextOrAListOfThem(String name) {
    Decoded read =
        realTime("\"timestamp\":1566016554020,\"ep_info\":{},\"" + name + "\":[\"AA==\",\"AQ==\"]");

    HistoryEvent.V5R4 event = (HistoryEvent.V5R4) read.event();
    EncodedImages images = name.equals("ir_pic") ? event.infraredImages() : event.faceImages();
    assertThat(images.all()).extracting(EncodedImage::text).containsExactly("AA==", "AQ==");
    assertDeviates(read, "$." + name, "2.29", "array (2 elements)");
    assertWrittenAsSent(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AQID",
        "data:image/jpeg;base64,AQID",
        "data:image\\/jpeg;base64,AQID",
        "AQ\\r\\nID",
        "\\u0041QID",
        " AQID "
      })
  void row0230aPictureIsReadWithPrefixLineBreaksAndEscapes(String sent) {
    Decoded read =
        realTime("\"timestamp\":1566016554020,\"reg_pic\":\"" + sent + "\",\"ext_data\":{}");

    assertThat(event(read).registeredImage().bytes()).contains(new byte[] {1, 2, 3});
    assertWrittenAsSent(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "\"  \""})
  void row0230anEmptyPictureIsNone(String sent) {
    Decoded read = realTime("\"timestamp\":1566016554020,\"reg_pic\":" + sent + ",\"ext_data\":{}");

    EncodedImage image = event(read).registeredImage();
    assertThat(image == null || image.bytes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/9j/6QAEAAD/2wBD...", "xxx", "\u56fe", "AAAAA="})
  void row0230whatIsNoBase64LosesNeitherTheEventNorItsCharacters(String sent) {
    Decoded read =
        realTime("\"timestamp\":1566016554020,\"reg_pic\":\"" + sent + "\",\"ext_data\":{}");

    assertThat(event(read).registeredImage().text()).isEqualTo(sent);
    assertWrittenAsSent(read);
  }

  /** "notbase64", and the base64 of a NaN. */
  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "AADAfw=="})
  void row0230anEmbeddingWithoutFiniteValuesKeepsItsText(String sent) {
    Decoded read =
        realTime(
            "\"timestamp\":1566016554020,\"recognize_face_attr\":"
                + "{\"feature_binary\":\""
                + sent
                + "\"}");

    assertThat(event(read).attributes().embedding()).hasToString("Embedding[0 values]");
    assertThat(read.deviations())
        .hasToString(
            "[expected base64 of finite float32 values but was string ("
                + sent.length()
                + " chars) at $.recognize_face_attr.feature_binary (row 2.30)]");
    assertThat(new String(codec.encode(read.event()), UTF_8)).contains("\"" + sent + "\"");
  }

  @Test
  void row0230picturesAreWrittenBareAndInTheStreamOfV6WithThePrefix() {
    EncodedImage picture = EncodedImage.ofText("/9j/wAARCAABAAE=");
    StreamEvent.V5R2 event = StreamEvent.V5R2.builder(ID, TIME).faceImage(picture).build();

    assertThat(written(event)).contains("\"recognize_face\":\"/9j/wAARCAABAAE=\"");
    assertThat(written(event.convertTo(StreamEvent.V6R1.class).event()))
        .contains("\"recognize_face_image\":\"data:image/jpeg;base64,/9j/wAARCAABAAE=\"");
  }

  @Test
  void row0243bothBodiesOfAnAccessRecordAreRead() {
    assertThat(codec.decode(EventsPage.body("access-record-report-v5r6"), Hint.POSTED))
        .isInstanceOf(AccessRecord.V5R6.class);
    assertThat(
            codec.decode(EventsPage.body("access-record-report-legacy-v2r3-to-v5r5"), Hint.POSTED))
        .isInstanceOf(AccessRecord.V2R2.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u3000"})
  void row0246aNoBreakSpaceIsRefusedByItsNumber(String space) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(("{\"a\":" + space + "1}").getBytes(UTF_8)))
        .withMessage(
            "event: expected JSON but found the character U+%04X at line 1, column 6; that is a"
                + " no-break or wide space, JSON has U+0020",
            (int) space.charAt(0));
  }

  @Test
  void row0248anEmptyTextIsAValueAndNullIsNone() {
    assertThat(event(realTime("\"timestamp\":1566016554020,\"ext_data\":{}")).identityId().text())
        .isEqualTo("1");
    assertThat(
            codec.decode(
                "{\"identity_id\":\"\",\"timestamp\":1566016554020,\"ext_data\":{}}"
                    .getBytes(UTF_8)))
        .isInstanceOf(RealTimeEvent.class);
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(
            () ->
                codec.decode(
                    "{\"identity_id\":null,\"timestamp\":1566016554020,\"ext_data\":{}}"
                        .getBytes(UTF_8)))
        .withMessage("real time event: expected string but was null at $.identity_id");
  }

  @Test
  void row0250anIdThatLooksLikeANumberStaysAText() {
    HistoryEvent event = (HistoryEvent) event("history-event-v5r7");

    assertThat(event.identityId().text()).isEqualTo("1602612036.3828533");
    assertThat(written(event)).contains("\"identity_id\":\"1602612036.3828533\"");
  }

  @Test
  void row0252theGenerationIsToldByTheKeys() {
    Map<String, Class<?>> layouts =
        Map.of(
            "history-event-v5r4-no-api-version", HistoryEvent.V5R4.class,
            "history-event-v6", HistoryEvent.V6R1.class,
            "stream-event-v5", StreamEvent.V5R2.class,
            "stream-event-v6", StreamEvent.V6R1.class);

    layouts.forEach((name, layout) -> assertThat(event(name)).isInstanceOf(layout));
  }

  private Decoded realTime(String fields) {
    return codec.inspect(("{\"identity_id\":\"1\"," + fields + "}").getBytes(UTF_8), Hint.NONE);
  }

  private AccessEvent event(String sample) {
    return (AccessEvent) codec.decode(EventsPage.body(sample));
  }

  private static AccessEvent event(Decoded read) {
    return (AccessEvent) read.event();
  }

  private void assertDeviates(Decoded read, String path, String row, String found) {
    assertThat(read.deviations())
        .singleElement()
        .satisfies(
            deviation -> {
              assertThat(deviation.path()).isEqualTo(path);
              assertThat(deviation.row()).isEqualTo(row);
              assertThat(deviation.found()).isEqualTo(found);
            });
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.strict().decode(read.bytes()))
        .withMessageContaining("but was " + found + " (row " + row + ")")
        .withMessageEndingWith(" at " + path);
  }

  static void assertWrittenAsSent(Decoded read) {
    SampleTest.assertSameTree(read.bytes(), new EventCodec().encode(read.event()));
  }

  static String written(SophonEvent event) {
    return new String(new EventCodec().encode(event), UTF_8);
  }
}
