package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the samples do not show of questions to a box and its answers. */
class QuestionsAndAnswersTest {
  private static final IdentityId SOMEBODY = IdentityId.of("100001");
  private static final EncodedImage PICTURE = EncodedImage.ofText("/9j/4AAQ");

  private final EventCodec codec = new EventCodec();

  @Test
  void theSameAnswerIsOfAComparisonOnlyWhereOneWasAskedFor() {
    String answer = "{\"retcode\":\"1\",\"identity_id\":\"\",\"name\":\"stranger\",\"score\":0.45}";

    assertThat(read(answer, Hint.NONE)).isInstanceOf(IdentifyAnswer.V5R3.class);
    assertThat(read(answer, Hint.path("/SophonMatch/api/PictureMatch")))
        .isInstanceOf(IdentifyAnswer.V5R3.class);
    SophonEvent compared = read(answer, Hint.path("/SophonMatch/api/compare"));
    assertThat(compared).isInstanceOf(VerifyAnswer.V2R6.class);
    assertThat(((VerifyAnswer.V2R6) compared).isMatch()).isTrue();
    assertThat(read("{\"retcode\":\"0\",\"score\":0.45}", Hint.NONE))
        .isInstanceOf(VerifyAnswer.V2R6.class);
  }

  @Test
  void aLoneScoreIsAnAnswerButNothingThatSomebodyPosts() {
    assertThat(read("{\"score\":84.53}", Hint.NONE)).isInstanceOf(VerifyAnswer.V6R1.class);
    assertThat(read("{\"score\":84.53}", Hint.POSTED)).isInstanceOf(UnknownEvent.class);
    assertThat(read("{\"score\":84.53,\"userId\":\"1\"}", Hint.NONE))
        .isInstanceOf(UnknownEvent.class);
  }

  @Test
  void aLoneEventIdIsARequestButNothingThatSomebodyPosts() {
    String body = "{\"event_id\":\"1628066406652506\"}";

    assertThat(read(body, Hint.NONE)).isInstanceOf(StoredEventRequest.class);
    assertThat(read(body, Hint.POSTED)).isInstanceOf(UnknownEvent.class);
    assertThat(read(body, Hint.path("/sophon/v2/face/getevent")))
        .isInstanceOf(StoredEventRequest.class);
  }

  @Test
  void aLoneIdentityIdIsASelectionOnlyWherePeopleAreSelected() {
    String body = "{\"identity_id\":\"100001\"}";

    assertThat(read(body, Hint.NONE)).isInstanceOf(UnknownEvent.class);
    assertThat(read(body, Hint.path("/SophonFogSys/api/users")))
        .isInstanceOfSatisfying(
            PersonSelection.class,
            selection -> assertThat(selection.people()).containsExactly(SOMEBODY));
    assertThat(read(body, Hint.path("/sophon/v2/face/getidentity")))
        .isInstanceOf(PersonSelection.class);
  }

  @Test
  void anEmptyListIsTheAnswerToWhatWasAsked() {
    assertThat(read("{\"data\":[]}", Hint.NONE)).isInstanceOf(UnknownEvent.class);
    assertThat(read("{\"data\":[]}", Hint.path("/SophonFace/api/detect")))
        .isInstanceOf(DetectAnswer.V5R3.class);
    assertThat(read("{\"data\":[]}", Hint.path("/SophonFace/api/FIQA")))
        .isInstanceOfSatisfying(
            QualityAnswer.V2R6.class, answer -> assertThat(answer.isGoodEnough()).isFalse());
    assertThat(read("{\"data\":[],\"pagination\":{\"page\":3}}", Hint.NONE))
        .isInstanceOfSatisfying(EventPage.V2R6.class, page -> assertThat(page.events()).isEmpty());
  }

  @Test
  void aBatchOfPushedEventsIsNoAnswer() {
    String event = "{\"identity_id\":\"1\",\"timestamp\":1602612039000,\"want_action\":\"0\"}";

    for (String name : List.of("data", "events")) {
      byte[] batch = ("{\"" + name + "\":[" + event + "," + event + "]}").getBytes(UTF_8);
      assertThat(codec.decodeBatch(batch, Hint.POSTED))
          .hasSize(2)
          .allSatisfy(part -> assertThat(part.event()).isInstanceOf(HistoryEvent.class));
    }
  }

  @Test
  void bothNamesOfTheResultOfAPictureSearchAreRead() {
    byte[] body = "{\"retcode\":\"1\",\"event_list\":[]}".getBytes(UTF_8);

    Decoded decoded = codec.inspect(body, Hint.NONE);

    assertThat(decoded.event())
        .isInstanceOfSatisfying(
            PictureSearchAnswer.V2R6.class,
            answer -> assertThat(answer.resultCode()).isEqualTo(Code.of("1")));
    assertThat(decoded.deviations()).extracting(Deviation::row).containsExactly("2.38");
  }

  @Test
  void bothIdsOfAFaceAreAnAnswerUnlessTheyAreToBeDeleted() {
    String body = "{\"identity_id\":\"1\",\"face_id\":\"a\",\"register_image_id\":\"b\"}";

    assertThat(read(body, Hint.NONE)).isInstanceOf(PersonRegistrationAnswer.V6R1.class);
    assertThat(read(body, Hint.path("/sophon/v2/face/deleteface")))
        .isInstanceOf(FaceChange.V6R1.class);
  }

  @Test
  void aStoredEventHasOneIdempotencyKeyPerId() {
    AccessEvent event =
        (AccessEvent)
            read(
                "{\"_id\":\"1607062639.737444\",\"timestamp\":1607062639.7013178,"
                    + "\"common\":{\"identity_id\":\"\",\"spot_pic_id\":\"7.5\","
                    + "\"identity_info\":{\"image_id\":\"g\"},"
                    + "\"ep_info\":{\"ep_id\":\"e\",\"ep_ip\":\"192.0.2.1\"}}}",
                Hint.NONE);

    assertThat(event.idempotencyKey()).isEqualTo("event-1607062639.737444");
    assertThat(event.time().text()).isEqualTo("1607062639.7013178");
    assertThat(event.captureDeviceId()).isEqualTo("e");
    assertThat(event.captureDeviceIp()).isEqualTo("192.0.2.1");
    assertThat(event.sceneImage()).isNull();
    assertThat(event)
        .isInstanceOfSatisfying(
            StoredEvent.class,
            stored -> {
              assertThat(stored.sceneImageId()).isEqualTo("7.5");
              assertThat(stored.registeredImageId()).isEqualTo("g");
              assertThat(stored.leftTime()).isNull();
            });
  }

  @Test
  void whatIsMadeByHandIsReadAsWhatItIs() {
    EventTime from = EventTime.ofMillis(1628066400000L);
    EventTime to = EventTime.ofMillis(1628070000000L);
    PersonName name = PersonName.of("Example One");

    for (SophonEvent made :
        List.of(
            EventQuery.V6R1.between(from, to, 0, 10),
            StoredEventRequest.V6R1.of("1628066406652506"),
            PersonRegistration.V2R1.of(SOMEBODY, name, PersonType.VIP, "default_group", PICTURE),
            PersonRegistration.V6R1.of(SOMEBODY, name, PersonType.VIP, PICTURE),
            PersonSelection.V2R1.of(List.of(SOMEBODY)),
            FaceChange.V6R1.replacement(SOMEBODY, "f", PICTURE),
            FaceChange.V6R1.deletion(SOMEBODY, "f"),
            IdentifyRequest.V5R3.of(PICTURE, "192.0.2.10"),
            IdentifyRequest.V6R1.of(PICTURE, "192.0.2.10"),
            VerifyRequest.V2R6.of(PICTURE, PICTURE),
            VerifyRequest.V6R1.of(PICTURE, PICTURE),
            DetectRequest.V5R3.of(PICTURE),
            QualityRequest.V2R6.of(PICTURE, "high"),
            PictureSearchRequest.V2R6.between(PICTURE, from, to))) {
      assertThat(codec.decode(codec.encode(made))).isEqualTo(made);
    }
  }

  @Test
  void galleriesAreReadInBothForms() {
    assertThat(EnrolledPerson.namesIn("default_group, staff"))
        .containsExactly("default_group", "staff");
    assertThat(EnrolledPerson.namesIn(List.of("default_group"))).containsExactly("default_group");
    assertThat(EnrolledPerson.namesIn(null)).isEmpty();
  }

  private SophonEvent read(String body, Hint hint) {
    return codec.decode(body.getBytes(UTF_8), hint);
  }
}
