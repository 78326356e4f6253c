package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            + " AKOPKKKKK__192.168.1.25, 192.168.1.25",
        "realtime-se3-mq-chapter-v2r4, 666666, 2019-08-17T04:35:54.020Z, vip,"
            + " 0.6231614351272583, UNKNOWN, 192.168.1.243, 192.168.1.243",
        "realtime-sophonfog-p0, 666666, 2019-08-17T04:35:54.020Z, vip, 0.6231614351272583,"
            + " UNKNOWN, 192.168.1.243, 192.168.1.243",
        "history-event-v2r3-fiqa, 13028, 2019-06-13T06:56:24.678Z, employee, 0.16, UNKNOWN,"
            + " 192.168.1.151, 192.168.1.151",
        "history-event-v5r3-ext-info, 13028, 2019-06-13T06:56:24.678Z, employee, 0.16, UNKNOWN,"
            + " 192.168.1.151, 192.168.1.151",
        "history-event-v5r7, 1602612036.3828533, 2020-10-13T18:00:36.150Z, stranger, 6.58,"
            + " HUNDRED, 3f09148d-b736-48fb-a29f-95bb9d23ff51, 192.168.1.100",
        "history-event-v6, 01200002, 2021-08-16T02:17:41.881Z, employee, 94.8, HUNDRED,"
            + " fb4eb129a3d64f0a81a04a00e36547b1, 172.28.9.38",
        "stream-event-v5, 666666, 2019-08-17T04:35:54.020Z, vip, 0.6231614351272583, UNKNOWN,"
            + " 23c7232b-0b35-4813-be6b-6ec4ee21ac4f, 192.168.1.243",
        "stream-event-v6, 666666, 2019-08-17T04:35:54.020Z, -, 0.6231614351272583, UNKNOWN,"
            + " 04f98265-1fad-47e5-9dda-66e191272055, 192.168.1.243",
        "access-record-report-legacy-v2r3-to-v5r5, 200005, 2019-07-02T16:00:00Z, vip,"
            + " 0.5699999928474426, ONE, epid001, 192.168.1.107",
      })
  void everyLayoutAnswersTheSameQuestions(
      String sample,
      String id,
      Instant time,
      String type,
      String score,
      ScoreRange range,
      String device,
      String ip) {
    AccessEvent event = event(sample);

    assertThat(event.identityId().text()).isEqualTo(id);
    assertThat(event.time().instant()).isEqualTo(time);
    assertThat(event.personType() == null ? null : event.personType().toString()).isEqualTo(type);
    assertThat(event.score().value()).isEqualByComparingTo(score);
    assertThat(event.score().range()).isEqualTo(range);
    assertThat(event.captureDeviceId()).isEqualTo(device);
    assertThat(event.captureDeviceIp()).isEqualTo(ip);
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
        .containsExactly("box", "points", "leftTime", "deviceId", "mediaType", "captureDeviceName");
    assertThat(converted.isComplete()).isFalse();
    assertThat(event("stream-event-v5").convertTo(AccessRecord.V5R6.class).isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, UNKNOWN, lost, lost",
    "0.5, ONE, 0.5, lost",
    "0.5, HUNDRED, lost, 0.5",
    "82, UNKNOWN, lost, 82",
  })
  void aScoreGoesOnlyWhereItsRangeIsKnownToBeRight(
      String sent, ScoreRange stated, String record, String history) {
    byte[] body =
        ("{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ext_data\":{},\"score\":"
                + sent
                + "}")
            .getBytes(UTF_8);
    AccessEvent event = (AccessEvent) codec.withScoreRange(stated).decode(body);

    Map.of(AccessRecord.V2R2.class, record, HistoryEvent.V6R1.class, history)
        .forEach(
            (layout, expected) -> {
              Converted<? extends AccessEvent> converted = event.convertTo(layout);
              if (expected.equals("lost")) {
                assertThat(converted.event().score()).isNull();
                assertThat(converted.notCarried()).contains("score");
              } else {
                assertThat(converted.event().score().value()).isEqualByComparingTo(expected);
                assertThat(converted.notCarried()).doesNotContain("score");
              }
            });
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

  private AccessEvent event(String sample) {
    return (AccessEvent) codec.decode(EventsPage.body(sample));
  }

  private AccessEvent changed(String sample, String from, String to) {
    String body = new String(EventsPage.body(sample), UTF_8);
    assertThat(body).contains(from);
    return (AccessEvent) codec.decode(body.replace(from, to).getBytes(UTF_8));
  }
}
