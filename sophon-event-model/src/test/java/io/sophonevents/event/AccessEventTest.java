package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The one view of all events, their keys, and what becomes of one in another layout. */
@SuppressWarnings("NullAway") // what is missing fails the test that looks for it
class AccessEventTest {
  private static final List<Class<? extends AccessEvent>> PUSHED =
      List.of(
          RealTimeEvent.V2R1.class,
          RealTimeEvent.V2R2.class,
          RealTimeEvent.FogV2R1.class,
          HistoryEvent.V2R1.class,
          HistoryEvent.V5R3.class,
          HistoryEvent.V5R4.class,
          HistoryEvent.V6R1.class,
          StreamEvent.V5R2.class,
          StreamEvent.V6R1.class,
          AccessRecord.V5R6.class,
          AccessRecord.V2R2.class);

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "realtime-se3-v2r1, 12345565, 2019-08-14T08:30:54.932Z, employee, 0.78, UNKNOWN,"
            + " AKOPKKKKK__192.168.1.25, 192.168.1.25, 0",
        "realtime-se3-v2r2-and-later, 666666, 2019-08-17T04:35:54.020Z, vip, 0.6231614351272583,"
            + " UNKNOWN, 192.168.1.243, 192.168.1.243, 0",
        "realtime-se3-mq-chapter-v2r4, 666666, 2019-08-17T04:35:54.020Z, vip,"
            + " 0.6231614351272583, UNKNOWN, 192.168.1.243, 192.168.1.243, 0",
        "realtime-sophonfog-p0, 666666, 2019-08-17T04:35:54.020Z, vip, 0.6231614351272583,"
            + " UNKNOWN, 192.168.1.243, 192.168.1.243, 0",
        "history-event-v2r3-fiqa, 13028, 2019-06-13T06:56:24.678Z, employee, 0.16, UNKNOWN,"
            + " 192.168.1.151, 192.168.1.151, 1",
        "history-event-v5r3-ext-info, 13028, 2019-06-13T06:56:24.678Z, employee, 0.16, UNKNOWN,"
            + " 192.168.1.151, 192.168.1.151, 1",
        "history-event-v5r7, 1602612036.3828533, 2020-10-13T18:00:36.150Z, stranger, 6.58,"
            + " HUNDRED, 3f09148d-b736-48fb-a29f-95bb9d23ff51, 192.168.1.100, 3",
        "history-event-v6, 01200002, 2021-08-16T02:17:41.881Z, employee, 94.8, HUNDRED,"
            + " fb4eb129a3d64f0a81a04a00e36547b1, 172.28.9.38, 3",
        "stream-event-v5, 666666, 2019-08-17T04:35:54.020Z, vip, 0.6231614351272583, UNKNOWN,"
            + " 23c7232b-0b35-4813-be6b-6ec4ee21ac4f, 192.168.1.243, 0",
        "access-record-report-v5r6 (posted), 666666, 2019-08-17T04:35:54.020Z, vip,"
            + " 0.6231614351272583, UNKNOWN, 23c7232b-0b35-4813-be6b-6ec4ee21ac4f, 192.168.1.243,"
            + " 0",
        "stream-event-v6, 666666, 2019-08-17T04:35:54.020Z, -, 0.6231614351272583, UNKNOWN,"
            + " 04f98265-1fad-47e5-9dda-66e191272055, 192.168.1.243, 3",
        "access-record-report-legacy-v2r3-to-v5r5, 200005, 2019-07-02T16:00:00Z, vip,"
            + " 0.5699999928474426, ONE, epid001, 192.168.1.107, 0",
        "stored-event-v2r6, 100001, 2020-12-04T06:18:20.118700Z, employee, 91.5, HUNDRED,"
            + " 00000000-0000-4000-8000-000000000005, 192.0.2.10, -",
        "stored-event-v6r1, 100001, 2021-08-04T08:41:40.250Z, employee, 91.5, HUNDRED,"
            + " 00000000-0000-4000-8000-000000000005, 192.0.2.10, 3",
      })
  void everyLayoutAnswersTheSameQuestions(
      String sample,
      String id,
      Instant time,
      String type,
      String score,
      ScoreRange range,
      String device,
      String ip,
      String deviceType) {
    AccessEvent event =
        sample.endsWith(" (posted)")
            ? (AccessEvent)
                codec.decode(EventsPage.body(sample.replace(" (posted)", "")), Hint.POSTED)
            : event(sample);

    assertThat(event.identityId().text()).isEqualTo(id);
    assertThat(event.time().instant()).isEqualTo(time);
    assertThat(event.personType() == null ? null : event.personType().toString()).isEqualTo(type);
    assertThat(event.score().value()).isEqualByComparingTo(score);
    assertThat(event.score().range()).isEqualTo(range);
    assertThat(event.captureDeviceId()).isEqualTo(device);
    assertThat(event.captureDeviceIp()).isEqualTo(ip);
    assertThat(event.captureDeviceType())
        .isEqualTo(deviceType == null ? null : DeviceType.of(deviceType));
  }

  @Test
  void everyLayoutOfAnEventIsAskedAboveAndConverted() throws Exception {
    List<String> layouts =
        EventsPage.samples().stream()
            .filter(sample -> codec.decode(sample.body(), sample.hint()) instanceof AccessEvent)
            .map(EventsPage.Sample::layout)
            .distinct()
            .toList();
    CsvSource asked =
        Arrays.stream(AccessEventTest.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("everyLayoutAnswersTheSameQuestions"))
            .findFirst()
            .orElseThrow()
            .getAnnotation(CsvSource.class);

    assertThat(
            Arrays.stream(asked.value())
                .map(row -> row.substring(0, row.indexOf(',')))
                .map(
                    sample ->
                        sample.endsWith(" (posted)")
                            ? codec.decode(
                                EventsPage.body(sample.replace(" (posted)", "")), Hint.POSTED)
                            : event(sample))
                .map(event -> layoutOf(event.getClass()))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(layouts);
    assertThat(PUSHED.stream().map(AccessEventTest::layoutOf))
        .containsExactlyInAnyOrderElementsOf(
            layouts.stream().filter(layout -> !layout.startsWith("StoredEvent")).toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "photo, -",
        "rtsp, 3",
        "RTSP, 3",
        "card, -",
        "file, -",
        "0, 0",
        "4, 4",
        "9, -",
        "'', -",
      })
  void aDeviceTypeInWordsIsOneAsFarAsItTells(String sent, String expected) {
    AccessEvent event = read("\"ep_info\":{\"ep_type\":\"" + sent + "\"}");

    assertThat(event.captureDeviceType())
        .isEqualTo(expected == null ? null : DeviceType.of(expected));
  }

  @Test
  void theViewAnswersWhatLiesDeeper() {
    AccessEvent latest = event("history-event-v6");
    assertThat(latest.faceBox()).isEqualTo(latest.attributes().box());
    assertThat(latest.facePoints().order()).isEqualTo(FacePoints.Order.PLANAR);
    assertThat(latest.facePoints().x(1)).isEqualTo(latest.attributes().points().x(1));
    assertThat(latest.embedding().size()).isEqualTo(6);
    assertThat(latest.licenceCode()).isEqualTo(((HistoryEvent) latest).licenceCode());

    AccessEvent stored = event("stored-event-v2r6");
    assertThat(stored.registeredImageId()).isEqualTo("00000000-0000-4000-8000-000000000002");
    assertThat(stored.sceneImageId()).isEqualTo("1607062700.119");
    assertThat(stored.faceImageId()).isEqualTo("1607062700.1191");
    assertThat(stored.infraredImageId()).isEqualTo("1607062700.1192");
    assertThat(stored.embedding()).isNull();
    assertThat(stored.licenceCode()).isNull();
    assertThat(event("stored-event-v6r1").faceBox()).isNull();
    assertThat(event("stored-event-v6r1").facePoints()).isNull();

    AccessEvent registered =
        read("\"device_id\":\"d\",\"ext_data\":{},\"identity_info\":{\"image_id\":\"7\"}");
    assertThat(registered.registeredImageId()).isEqualTo("7");
    assertThat(new AccessRecord.V5R6((StreamEvent.V5R2) registered).registeredImageId())
        .isEqualTo("7");
    assertThat(read("\"ep_info\":{},\"identity_info\":{\"image_id\":\"7\"}").registeredImageId())
        .isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"ep_info\":{\"ep_id\":\"E\",\"device_id\":\"\"} | E",
        "\"ep_info\":{\"ep_id\":\"\",\"device_id\":\"\",\"ep_ip\":\"I\"} | I",
        "\"ep_info\":{\"ep_id\":\"\"} | -",
        "\"want_action\":\"0\",\"ext_data\":{\"ep_id\":\"\",\"device_ip\":\"I\"} | I",
        "\"ext_data\":{\"ep_id\":\"\",\"device_ip\":\"I\",\"ir_pic\":\"\",\"dev_sno\":\"\"} | I",
        "\"ext_data\":{\"ep_id\":\"\",\"device_ip\":\"I\"} | I",
        "\"ext_data\":{\"device_ip\":\"\"} | -",
        "\"device_id\":\"\",\"ext_data\":{\"device_ip\":\"I\"} | I",
        "\"media_device_id\":\"\",\"media_device_ip\":\"I\" | I",
        "\"media_device_info\":{\"media_device_id\":\"\",\"media_device_ip\":\"I\"} | I",
      })
  void anEmptyIdOfTheDeviceIsNone(String fields, String expected) {
    assertThat(read(fields).captureDeviceId()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dev_sno\":\"\",\"ep_info\":{\"ep_id\":\"\",\"device_id\":\"#\"}",
        "\"ext_data\":{\"ep_id\":\"\",\"device_ip\":\"#\"}",
        "\"want_action\":\"0\",\"ext_data\":{\"ep_id\":\"\",\"device_ip\":\"#\"}",
        "\"media_device_id\":\"\",\"media_device_ip\":\"#\"",
      })
  void anEmptyIdDoesNotMakeOneKeyOfTwoDevices(String fields) {
    assertThat(read(fields.replace("#", "A")).idempotencyKey())
        .isNotEqualTo(read(fields.replace("#", "B")).idempotencyKey());
  }

  @Test
  void anEmptyPictureOrEmbeddingDoesNotHideTheOneUnderTheOtherName() {
    AccessEvent event =
        read("\"media_device_id\":\"d\",\"register_image\":\"\",\"reg_pic\":\"QUFB\"");
    assertThat(event.registeredImage().text()).isEqualTo("QUFB");

    AccessEvent older =
        read("\"recognize_face_attr\":{\"feature\":[],\"feature_binary\":\"AACAPw==\"}");
    assertThat(older.embedding()).isEqualTo(Embedding.of(new float[] {1}));
    assertThat(older.convertTo(HistoryEvent.V6R1.class).event().embedding())
        .isEqualTo(older.embedding());
    assertThat(older.convertTo(HistoryEvent.V6R1.class).notCarried()).isEmpty();

    AccessEvent latest =
        read(
            "\"media_device_info\":{},\"recognize_face_attr\":"
                + "{\"feature_binary\":\"xxx\",\"feature_base64_str\":\"AACAPw==\"}");
    assertThat(latest.embedding()).isEqualTo(Embedding.of(new float[] {1}));
    assertThat(latest.convertTo(HistoryEvent.V5R4.class).notCarried())
        .containsExactly("binaryEmbedding");
  }

  @Test
  void picturesAttributesAndEmbeddingAreFoundWhereverTheyLie() {
    AccessEvent latest = event("history-event-v6");
    assertThat(latest.registeredImage().text()).endsWith("BAxxxx");
    assertThat(latest.sceneImage().text()).endsWith("FBxxx");
    assertThat(latest.faceImage().text()).endsWith("FBQUxxxx");
    assertThat(latest.infraredImage().isEmpty()).isTrue();
    assertThat(latest.attributes().box().corners()).hasSize(4);
    assertThat(latest.attributes().embedding().size()).isEqualTo(6); // the page cuts it off

    AccessEvent older = event("history-event-v5r2-fiqa-and-info");
    assertThat(older.attributes().age().is("child")).isTrue();
    assertThat(older.faceImage().text()).isEqualTo("xxx");

    AccessEvent record = event("access-record-report-legacy-v2r3-to-v5r5");
    assertThat(record.sceneImage().text()).isEqualTo("xxx");
    assertThat(record.captureDeviceType()).isEqualTo(DeviceType.GATE);
  }

  @Test
  void anEmbeddingInBase64HasUnitLengthWhereTheVendorsSampleHas() {
    String detected = new String(EventsPage.body("detect-response-v6"), UTF_8);
    String base64 = detected.replaceAll("(?s).*\"feature_base64_str\": \"([^\"]+)\".*", "$1");
    Decoded read =
        codec.inspect(
            ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"media_device_info\":{},"
                    + "\"recognize_face_attr\":{\"feature_binary\":\""
                    + base64
                    + "\"}}")
                .getBytes(UTF_8),
            Hint.NONE);

    Embedding embedding = ((AccessEvent) read.event()).attributes().embedding();
    assertThat(embedding.size()).isEqualTo(512);
    double square = 0;
    for (float value : embedding.toArray()) {
      square += (double) value * value;
    }
    assertThat(Math.sqrt(square)).isCloseTo(1, within(1e-6));
    assertThat(embedding.asList().asBase64()).isEqualTo(embedding);
  }

  @Test
  void theKeyIsTheEventIdOrAHashOfWhoWhenAndWhere() {
    AccessEvent event = event("history-event-v5r7");
    AccessEvent later = changed("history-event-v5r7", "1602612036150", "1602612036151");
    AccessEvent another = changed("history-event-v5r7", "1602612036.3828533", "7");
    AccessEvent elsewhere = changed("history-event-v5r7", "0xe0a509261422", "0xe0a509261423");
    AccessEvent withPicture =
        changed("history-event-v5r7", "\"spot_pic\": \"\"", "\"spot_pic\": \"AA==\"");

    assertThat(event.idempotencyKey()).matches("hash-[0-9a-f]{32}");
    assertThat(event.idempotencyKey()).isEqualTo(event("history-event-v5r7").idempotencyKey());
    assertThat(withPicture.idempotencyKey()).isEqualTo(event.idempotencyKey());
    assertThat(List.of(later, another, elsewhere))
        .extracting(AccessEvent::idempotencyKey)
        .doesNotHaveDuplicates()
        .doesNotContain(event.idempotencyKey());
    assertThat(
            StreamEvent.V6R1
                .builder(event.identityId(), event.time())
                .eventId("16")
                .build()
                .idempotencyKey())
        .isEqualTo("event-16");
  }

  static List<String> events() {
    return EventsPage.samples().stream()
        .filter(sample -> sample.hint().equals(Hint.NONE))
        .filter(sample -> new EventCodec().decode(sample.body()) instanceof AccessEvent)
        .map(EventsPage.Sample::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsConvertedSaysTheSameAndReadsAsItsLayout(String sample) {
    AccessEvent event = event(sample);
    for (Class<? extends AccessEvent> layout : PUSHED) {
      Converted<? extends AccessEvent> converted = event.convertTo(layout);

      assertThat(converted.event()).isInstanceOf(layout);
      assertThat(converted.event().identityId()).isEqualTo(event.identityId());
      assertThat(converted.event().time().instant().toEpochMilli())
          .isEqualTo(event.time().instant().toEpochMilli());
      if (!converted.notCarried().contains("score")) {
        assertThat(converted.event().score()).isEqualTo(event.score());
      }
      if (!converted.notCarried().contains("personType")) {
        assertThat(converted.event().personType()).isEqualTo(event.personType());
      }
      byte[] written = codec.encode(converted.event());
      Hint hint =
          converted.event() instanceof HistoryEvent
              ? Hint.path("/HistoryEvent")
              : converted.event() instanceof AccessRecord ? Hint.POSTED : Hint.NONE;
      assertThat(codec.strict().decode(written, hint).kind()).isEqualTo(converted.event().kind());
    }
  }

  @Test
  void whatAnotherLayoutHasNoPlaceForIsSaid() {
    Converted<RealTimeEvent.V2R1> converted =
        event("history-event-v5r7").convertTo(RealTimeEvent.V2R1.class);

    assertThat(converted.notCarried())
        .containsExactly(
            "box", "points", "leftTime", "deviceId", "mediaType", "captureDeviceName", "score");
    assertThat(converted.isComplete()).isFalse();
    assertThat(event("stream-event-v5").convertTo(AccessRecord.V5R6.class).isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, UNKNOWN, false, false, false",
    "0.5, ONE, true, false, true",
    "0.5, HUNDRED, false, true, true",
    "82, UNKNOWN, false, true, true",
  })
  void aScoreGoesOnlyWhereItsRangeIsKnownToBeRight(
      String sent, ScoreRange stated, boolean inOne, boolean inHundred, boolean inEither) {
    String fields = ",\"timestamp\":1566016554020,\"score\":" + sent;
    List<Class<? extends AccessEvent>> one =
        List.of(
            RealTimeEvent.V2R1.class,
            RealTimeEvent.V2R2.class,
            RealTimeEvent.FogV2R1.class,
            AccessRecord.V2R2.class);
    for (String other : List.of("\"ext_data\":{}", "\"ep_info\":{}")) {
      String body = "{\"identity_id\":\"1\"," + other + fields + "}";
      AccessEvent event = (AccessEvent) codec.withScoreRange(stated).decode(body.getBytes(UTF_8));
      for (Class<? extends AccessEvent> layout : PUSHED) {
        boolean isCarried =
            layout == event.getClass()
                || (layout == HistoryEvent.V2R1.class
                    ? inEither
                    : one.contains(layout) ? inOne : inHundred);
        Converted<? extends AccessEvent> converted = event.convertTo(layout);

        assertThat(converted.event().score())
            .as(layout.getName())
            .isEqualTo(isCarried ? event.score() : null);
        assertThat(converted.notCarried().contains("score"))
            .as(layout.getName())
            .isEqualTo(!isCarried);
      }
    }
  }

  @Test
  void whatAStoredEventHasIsCarriedOrSaidToBeLost() {
    AccessEvent event =
        changed("stored-event-v2r6", "\"want_action\": \"0\"", "\"x\":1,\"want_action\":\"1001\"");

    Converted<HistoryEvent.V5R4> converted = event.convertTo(HistoryEvent.V5R4.class);

    assertThat(converted.event().wantedAction()).isEqualTo(WantedAction.REGISTER_STRANGER);
    assertThat(converted.event().registeredImageId())
        .isEqualTo("00000000-0000-4000-8000-000000000002");
    assertThat(converted.event().captureDevice()).isEqualTo(((StoredEvent) event).captureDevice());
    assertThat(converted.event().leftTime()).isEqualTo(((StoredEvent) event).leftTime());
    assertThat(converted.notCarried())
        .contains("galleryName", "cardId", "sceneImageId", "enteredTime", "unknownFields: x")
        .doesNotContain("identityInfo", "wantedAction", "leftTime", "deviceId", "endpointId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"ext_data\":{},\"event_id\":\"E1\",\"video_id\":\"V\",\"none\":null |"
            + " unknownFields: event_id; unknownFields: video_id",
        "\"ext_data\":{\"ep_id\":\"\"},\"a\":1 | unknownFields: a",
        "\"ext_data\":{\"grab_fiqa_info\":{}},\"a\":1 | unknownFields: a",
        "\"ext_data\":{},\"\":1 | 'unknownFields: '",
        "\"media_device_info\":{},\"out_timestamp\":1566016554.0205 |"
            + " leftTime below a millisecond",
        "\"recognize_face_attr\":{\"feature_binary\":\"xxx\"} | -",
        "\"media_device_info\":{},\"recognize_face_attr\":{\"feature_binary\":\"xxx\"} |"
            + " embedding",
        "\"media_device_info\":{\"media_device_type\":\"\"} | -",
      })
  void whatIsLostOnTheWayBetweenTheHistoryLayoutsIsSaid(String fields, String lost) {
    AccessEvent event = read(fields);
    Class<? extends AccessEvent> layout =
        event instanceof HistoryEvent.V5R4 ? HistoryEvent.V6R1.class : HistoryEvent.V5R4.class;

    assertThat(event.convertTo(layout).notCarried())
        .isEqualTo(lost == null ? List.of() : List.of(lost.split("; ")));
  }

  @Test
  void anEmbeddingThatIsNoneIsNotWrittenAsAnEmptyOne() {
    AccessEvent event = read("\"recognize_face_attr\":{\"feature_binary\":\"xxx\"}");

    Converted<HistoryEvent.V5R3> converted = event.convertTo(HistoryEvent.V5R3.class);

    assertThat(new String(codec.encode(converted.event()), UTF_8)).doesNotContain("feature");
    assertThat(converted.notCarried()).containsExactly("embedding");
  }

  @Test
  void theAddressOfAStreamEventIsNoDeviceIdOfAHistoryEvent() {
    AccessEvent event = read("\"media_device_id\":\"\",\"media_device_ip\":\"192.168.1.243\"");

    HistoryEvent.V6R1 converted = event.convertTo(HistoryEvent.V6R1.class).event();

    assertThat(converted.captureDevice()).isNotNull();
    assertThat(converted.captureDevice().deviceId()).isEmpty();
    assertThat(converted.captureDeviceIp()).isEqualTo("192.168.1.243");
  }

  @Test
  void anAddressInThePlaceOfADeviceIdIsSaid() {
    AccessEvent event = event("realtime-se3-v2r2-and-later");
    for (Class<? extends StreamEvent> layout :
        List.of(StreamEvent.V5R2.class, StreamEvent.V6R1.class)) {
      Converted<? extends StreamEvent> converted = event.convertTo(layout);

      assertThat(converted.event().captureDeviceId()).isEqualTo("192.168.1.243");
      assertThat(converted.notCarried()).contains("deviceId");
    }
    assertThat(read("\"ext_data\":{}").convertTo(StreamEvent.V5R2.class).isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "R0lGODlhAQABAAAAACw=, R0lGODlhAQABAAAAACw=",
    "xxx, xxx",
    "/9j/wAARCAABAAE=, 'data:image/jpeg;base64,/9j/wAARCAABAAE='",
  })
  void onlyAPictureThatSaysItsFormatIsLabelled(String sent, String written) {
    AccessEvent event = read("\"ep_info\":{},\"reg_pic\":\"" + sent + "\"");

    Converted<StreamEvent.V6R1> converted = event.convertTo(StreamEvent.V6R1.class);

    assertThat(converted.event().registeredImage().text()).isEqualTo(written);
  }

  /** All events in all layouts; the table as it would be now lies beside the compiled classes. */
  @Test
  void whatEachEventLosesInEachLayoutIsAsTheTableSays() throws IOException {
    StringBuilder table = new StringBuilder();
    for (EventsPage.Sample sample : EventsPage.samples()) {
      if (codec.decode(sample.body(), sample.hint()) instanceof AccessEvent event) {
        table.append(sample.name()).append(" as ").append(sample.layout()).append('\n');
        for (Class<? extends AccessEvent> layout : PUSHED) {
          List<String> lost = event.convertTo(layout).notCarried();
          table
              .append("  ")
              .append(layoutOf(layout))
              .append(": ")
              .append(lost.isEmpty() ? "-" : String.join(", ", lost))
              .append('\n');
        }
      }
    }
    Files.writeString(Path.of("target/not-carried.txt"), table);

    assertThat(table).hasToString(Files.readString(Path.of("src/test/resources/not-carried.txt")));
  }

  @Test
  void pointsAndEmbeddingChangeTheirFormBetweenTheGenerations() {
    AccessEvent latest = event("history-event-v6");

    HistoryEvent.V5R4 older = latest.convertTo(HistoryEvent.V5R4.class).event();

    assertThat(older.attributes().points().order()).isEqualTo(FacePoints.Order.PLANAR);
    for (int point = 0; point < 5; point++) {
      assertThat(older.attributes().points().x(point))
          .isEqualTo(latest.attributes().points().x(point));
      assertThat(older.attributes().points().y(point))
          .isEqualTo(latest.attributes().points().y(point));
    }
    assertThat(older.convertTo(HistoryEvent.V6R1.class).event().attributes().points())
        .isEqualTo(latest.attributes().points());
  }

  private static String layoutOf(Class<?> event) {
    return event.getDeclaringClass().getSimpleName() + "." + event.getSimpleName();
  }

  private AccessEvent read(String fields) {
    return (AccessEvent)
        codec.decode(
            ("{\"identity_id\":\"1\",\"timestamp\":1566016554020," + fields + "}").getBytes(UTF_8));
  }

  private AccessEvent event(String sample) {
    return (AccessEvent) codec.decode(EventsPage.body(sample));
  }

  private AccessEvent changed(String sample, String from, String to) {
    String body = new String(EventsPage.body(sample), UTF_8);
    assertThat(body).contains(from);
    return (AccessEvent) codec.decode(body.replace(from, to).getBytes(UTF_8));
  }
}
