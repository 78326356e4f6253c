package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource({
    "1566016554020, 2019-08-17T04:35:54.020Z",
    "1566016554020.0, 2019-08-17T04:35:54.020Z",
    "\"1566016554020\", 2019-08-17T04:35:54.020Z",
    "1566016554, 2019-08-17T04:35:54Z",
    "1607062639.7013178, 2020-12-04T06:17:19.701317800Z",
    "0, 1970-01-01T00:00:00Z",
  })
  void aTimeIsReadInItsUnitAndWrittenAsSent(String sent, Instant instant) {
    String body = "{\"identity_id\":\"1\",\"timestamp\":" + sent + ",\"ext_data\":{}}";

    RealTimeEvent event = (RealTimeEvent) codec.decode(body.getBytes(UTF_8));

    assertThat(event.time().instant()).isEqualTo(instant);
    assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\""})
  void aDeviceTypeIsTheSameAsTextAndAsNumberAndWrittenAsSent(String sent) {
    String body =
        "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"ext_data\":{\"device_type\":"
            + sent
            + "}}";

    RealTimeEvent event = (RealTimeEvent) codec.decode(body.getBytes(UTF_8));

    assertThat(event.captureDeviceType()).isEqualTo(DeviceType.GATE);
    assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(body);
  }

  @Test
  void aWantedActionInCurlyQuotesIsReadWithoutThem() {
    String body =
        "{\"identity_id\":\"1\",\"timestamp\":1566016554020,\"want_action\":\"\u201d1001\u201c\","
            + "\"ep_info\":{}}";

    HistoryEvent.V5R4 event = (HistoryEvent.V5R4) codec.decode(body.getBytes(UTF_8));

    assertThat(event.wantedAction()).isEqualTo(WantedAction.REGISTER_STRANGER);
    assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(body);
  }

  @Test
  void codesThatNobodyKnowsSurvive() {
    assertThat(PersonType.of(9).isKnown()).isFalse();
    assertThat(PersonType.VIP.isKnown()).isTrue();
    assertThat(DeviceType.of("7").isKnown()).isFalse();
    assertThat(DeviceType.ACCESS_CONTROL.isKnown()).isTrue();
    assertThat(WantedAction.of("1003").isKnown()).isFalse();
    assertThat(WantedAction.NONE.isKnown()).isTrue();
  }

  @Test
  void aTimeIsWrittenInSecondsWhereEventsAreQueried() {
    assertThat(EventTime.ofMillis(1566016554020L).inSeconds().text()).isEqualTo("1566016554.020");
    assertThat(EventTime.ofMillis(1566016554020L).inSeconds())
        .isEqualTo(EventTime.ofMillis(1566016554020L));
    EventTime sent = EventTime.ofSeconds(new BigDecimal("1607062639.7013178"));
    assertThat(sent.inSeconds()).isSameAs(sent);
    assertThat(sent.text()).isEqualTo("1607062639.7013178");
    assertThat(sent.instant()).isEqualTo(Instant.ofEpochSecond(1607062639, 701317800));
    assertThat(EventTime.ofSeconds(new BigDecimal("99999999999.9")).text())
        .isEqualTo("99999999999.9");
    for (String none : List.of("-1", "1e11", "1e-101", "1e999999999")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EventTime.ofSeconds(new BigDecimal(none)))
          .withMessage("event time: expected seconds from 0 to below 1e11 but was another number");
    }
  }

  @Test
  void aPictureIsDecodedWithoutItsWrapping() {
    byte[] picture = {1, 2, 3, 4};
    String base64 = Base64.getEncoder().encodeToString(picture);
    assertThat(EncodedImage.of(picture).bytes()).contains(picture);
    assertThat(EncodedImage.ofText("data:image/jpeg;base64," + base64).bytes()).contains(picture);
    assertThat(EncodedImage.ofText("AQ\r\n ID\nBA").bytes()).contains(picture);
    assertThat(EncodedImage.ofText("AQIDBA").bytes()).contains(picture);
    assertThat(EncodedImage.ofText("").bytes()).isEmpty();
    assertThat(EncodedImage.ofText("data:").bytes()).isEmpty();
  }

  @Test
  void aPictureThatIsNoBase64KeepsItsText() {
    EncodedImage image = EncodedImage.ofText("/9j/6QAEAAD/2wBD...");
    assertThat(image.bytes()).isEmpty();
    assertThat(image.text()).isEqualTo("/9j/6QAEAAD/2wBD...");
  }

  @Test
  void similarityIsTheCosine() {
    Embedding a = Embedding.of(new float[] {3, 0});
    Embedding b = Embedding.of(new float[] {1, 1});
    assertThat(a.similarity(b)).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(a.similarity(a)).isEqualTo(1);
    assertThat(b.normalised().toArray()).containsExactly(0.70710677f, 0.70710677f);
  }

  @Test
  void vectorsThatCannotBeComparedAreRefused() {
    Embedding two = Embedding.of(new float[] {1, 0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.similarity(Embedding.of(new float[3])))
        .withMessage("embedding: expected 2 values to compare with but there are 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.similarity(Embedding.of(new float[2])))
        .withMessage("embedding: expected vectors with a length but one is all 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.of(new float[] {1, Float.NaN}))
        .withMessage("embedding: expected finite values but value 1 is not");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.of(new float[2]).normalised())
        .withMessage("embedding: expected a vector with a length but all 2 values are 0");
  }

  @Test
  void anEmbeddingHoldsWhatAFloatHolds() {
    String body =
        "{\"identity_id\":\"1\",\"timestamp\":1,\"recognize_face_attr\":{\"feature\":[0.5,%s]}}";
    EventCodec codec = new EventCodec();

    SophonEvent largest = codec.decode(body.formatted("3.4028235E+38").getBytes(UTF_8));
    assertThat(new String(codec.encode(largest), UTF_8)).contains("[0.5,3.4028235E+38]");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body.formatted("3.5E+38").getBytes(UTF_8)))
        .withMessageEndingWith(
            "expected a number that a float32 holds but was number at"
                + " $.recognize_face_attr.feature[1]");
  }

  @Test
  void anEmbeddingIsWrittenAsItWasSent() {
    String body =
        "{\"identity_id\":\"1\",\"timestamp\":1566016554020,"
            + "\"recognize_face_attr\":{\"age\":null,\"mask\":null,\"gender\":null,\"glasses\":null,"
            + "\"hat\":null,\"expression\":null,\"feature\":[0.12345678901234567890,-1,2.50]}}";

    HistoryEvent.V5R4 event = (HistoryEvent.V5R4) codec.decode(body.getBytes(UTF_8));

    assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(body);
  }

  @Test
  void pointsAreReadPlanar() {
    List<BigDecimal> numbers =
        java.util.stream.IntStream.rangeClosed(1, 10).mapToObj(BigDecimal::valueOf).toList();
    FacePoints points = FacePoints.ofPlanar(numbers);
    assertThat(points.x(0)).isEqualTo(1);
    assertThat(points.x(4)).isEqualTo(5);
    assertThat(points.y(0)).isEqualTo(6);
    assertThat(points.y(4)).isEqualTo(10);
    assertThat(FacePoints.ofPlanar(List.of()).isPresent()).isFalse();
  }

  @Test
  void vectorsOfTwoSpacesAreNotCompared() {
    Embedding one = Embedding.of(new float[] {3, 4}).inSpace("one");
    Embedding other = one.inSpace("other");

    assertThat(one.normalised().asBase64().asList().space()).isEqualTo("one");
    assertThat(one.similarity(Embedding.of(new float[] {3, 4}))).isCloseTo(1, within(1e-9));
    assertThat(one).isNotEqualTo(other).isEqualTo(other.inSpace("one"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.similarity(other))
        .withMessage("embedding: expected one of the space one to compare with but it is of other");
  }
}
