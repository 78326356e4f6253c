package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.stream.EventHistory;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of stored events, and stored events as those that a stream missed. */
@Timeout(30)
class BoxHistoryTest {
  private static final String V5_EVENTS = "GET /SophonFace/api/events";
  private static final String V6_EVENTS = "POST /sophon/v2/face/getevents";
  private static final Instant FROM = Instant.ofEpochSecond(1607062639, 500_000_000);
  private static final Instant TO = Instant.ofEpochSecond(1607062645);

  private ScriptedBox box;

  @BeforeEach
  void start() throws IOException {
    box = new ScriptedBox();
  }

  @AfterEach
  void stop() {
    box.close();
  }

  private static String v5(String id, String time, String device, String more) {
    return "{\"_id\":\""
        + id
        + "\",\"timestamp\":"
        + time
        + ",\"common\":{\"identity_id\":\"\",\"identity_name\":\"\",\"person_type\":4,\"score\":10.15,"
        + "\"group_id\":\"g1\",\"group_name\":\"\",\"ep_info\":{\"device_id\":\""
        + device
        + "\",\"ep_ip\":\"192.0.2.21\",\"ep_type\":\"photo\"}"
        + more
        + "}}";
  }

  private static String v6(String id, String time) {
    return "{\"event_id\":\""
        + id
        + "\",\"timestamp\":"
        + time
        + ",\"identity_id\":\"\",\"identity_name\":\"\",\"user_type\":\"stranger\",\"score\":27.69,"
        + "\"spot_image_id\":\"s"
        + id
        + "\",\"recognize_face_image_id\":\"f"
        + id
        + "\",\"media_device_info\":{\"media_device_id\":\"d1\",\"media_device_ip\":\"192.0.2.21\","
        + "\"media_device_type\":\"photo\"}}";
  }

  private static String pageV5(int total, String... events) {
    return "{\"data\":["
        + String.join(",", events)
        + "],\"pagination\":{\"total_count\":"
        + total
        + "}}";
  }

  private static String pageV6(int total, String... events) {
    return "{\"events\":["
        + String.join(",", events)
        + "],\"pagination\":{\"total_count\":"
        + total
        + "}}";
  }

  private static StreamSubscription.V5R2 wanting(boolean face, boolean registered) {
    return new StreamSubscription.V5R2(face, registered, List.of("d1"), Map.of());
  }

  @Test
  void pagesAreAskedForWhenTheyAreNeededAndAShiftedEventComesOnce() {
    box.on(V5_EVENTS, pageV5(3, v5("a", "1.5", "d1", ""), v5("b", "2.5", "d1", "")))
        .on(V5_EVENTS, pageV5(4, v5("b", "2.5", "d1", ""), v5("c", "3.5", "d1", "")))
        .on(V5_EVENTS, pageV5(4, v5("d", "4.5", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.events().find(EventFilter.ALL).limit(1).map(StoredEvent::eventId))
          .containsExactly("a");
      assertThat(box.asked()).containsExactly(V5_EVENTS + "?per_page=50&page=0");
    }
    box.close();
  }

  @Test
  void everyEventOfEveryPageComesOnce() {
    box.on(V5_EVENTS, pageV5(3, v5("a", "1.5", "d1", ""), v5("b", "2.5", "d1", "")))
        .on(V5_EVENTS, pageV5(4, v5("b", "2.5", "d1", ""), v5("c", "3.5", "d1", "")))
        .on(V5_EVENTS, pageV5(4, v5("d", "4.5", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.events().find(EventFilter.ALL).map(StoredEvent::eventId))
          .containsExactly("a", "b", "c", "d");
      assertThat(box.asked()).hasSize(3);
    }
  }

  @Test
  void aBoxThatAnswersTheSamePageAgainAndAgainIsAnError() {
    box.on(V5_EVENTS, pageV5(1_000, v5("a", "1.5", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> client.events().find(EventFilter.ALL).count())
          .withMessage("box 127.0.0.1: expected another page but was the same one 3 times");
      assertThat(box.asked()).hasSize(4);
    }
  }

  @Test
  void withoutATotalAnEmptyPageEnds() {
    box.on(V5_EVENTS, "{\"data\":[" + v5("a", "1.5", "d1", "") + "]}")
        .on(V5_EVENTS, "{\"data\":[]}");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.events().find(EventFilter.ALL).map(StoredEvent::eventId))
          .containsExactly("a");
    }
  }

  @Test
  void whatWasMissedComesInOrderOfTimeOfItsDevicesOnly() {
    box.on(
        V5_EVENTS,
        pageV5(
            5,
            v5("late", "1607062645.0001", "d1", ""),
            v5("third", "1607062644.9", "d1", ""),
            v5("other", "1607062641.0", "d2", ""),
            v5("first", "1607062639.7013178", "d1", ""),
            v5("early", "1607062639.4", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      List<StreamEvent> missed = client.history().between(FROM, TO, wanting(false, false)).toList();
      assertThat(missed.stream().map(event -> event.time().instant().toEpochMilli()))
          .containsExactly(1607062639701L, 1607062644900L);
      assertThat(box.asked())
          .containsExactly(
              V5_EVENTS + "?per_page=1&page=0&datetime_gte=1607062639&datetime_lte=1607062645",
              V5_EVENTS + "?per_page=50&page=0&datetime_gte=1607062639&datetime_lte=1607062645");
      StreamEvent.V5R2 first = (StreamEvent.V5R2) missed.get(0);
      assertThat(first.deviceId()).isEqualTo("d1");
      assertThat(first.galleryName()).isEqualTo("g1");
      assertThat(first.identityName()).isEqualTo(AccessEvent.STRANGER);
      assertThat(String.valueOf(first.score() == null ? null : first.score().value()))
          .isEqualTo("10.15");
      assertThat(first.captureDeviceIp()).isEqualTo("192.0.2.21");
    }
  }

  @Test
  void thePicturesThatTheSubscriptionWantsAreFetchedAndOneThatIsGoneLosesNothing() {
    String ids =
        ",\"spot_pic_id\":\"s1\",\"recognize_face_pic_id\":\"f1\",\"identity_info\":{\"image_id\":\"r1\"}";
    box.on(V5_EVENTS, pageV5(1, v5("a", "1607062640.7013178", "d1", ids)))
        .on("GET /SophonFace/api/event_images/s1", 200, "image/jpeg", "scene".getBytes(UTF_8))
        .on(
            "GET /SophonFace/api/event_images/f1",
            500,
            "application/json",
            "{\"error\":{\"code\":40400}}".getBytes(UTF_8))
        .on("GET /SophonFace/api/images/r1", 200, "image/jpeg", "registered".getBytes(UTF_8));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      EventHistory history = client.history();
      StreamEvent whole = history.between(FROM, TO, wanting(true, true)).findFirst().orElseThrow();
      assertThat(whole.sceneImage()).isEqualTo(EncodedImage.of("scene".getBytes(UTF_8)));
      assertThat(whole.faceImage()).isNull();
      assertThat(whole.registeredImage()).isEqualTo(EncodedImage.of("registered".getBytes(UTF_8)));
      assertThat(box.asked())
          .contains("GET /SophonFace/api/event_images/s1?datetime=1607062640.7013178");
      StreamEvent bare = history.between(FROM, TO, wanting(false, false)).findFirst().orElseThrow();
      assertThat(bare.sceneImage()).isNull();
      assertThat(bare.registeredImage()).isNull();
      assertThat(box.asked()).allMatch(call -> call.startsWith(V5_EVENTS));
    }
  }

  @Test
  void aTimeWithManyEventsIsReadInPieces() {
    // the first half of the 5.5 s has one event, the second another
    box.on(V5_EVENTS, pageV5(1001, v5("a", "1607062640.5", "d1", "")))
        .on(V5_EVENTS, pageV5(1, v5("a", "1607062640.5", "d1", "")))
        .on(V5_EVENTS, pageV5(1, v5("a", "1607062640.5", "d1", "")))
        .on(V5_EVENTS, pageV5(2, v5("b", "1607062644.5", "d1", "")))
        .on(
            V5_EVENTS,
            pageV5(2, v5("c", "1607062644.75", "d1", ""), v5("b", "1607062644.5", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(
              client
                  .history()
                  .between(FROM, TO, wanting(false, false))
                  .map(event -> event.time().instant().toEpochMilli()))
          .containsExactly(1607062640500L, 1607062644500L, 1607062644750L);
      assertThat(box.asked())
          .containsExactly(
              V5_EVENTS + "?per_page=1&page=0&datetime_gte=1607062639&datetime_lte=1607062645",
              V5_EVENTS + "?per_page=1&page=0&datetime_gte=1607062639&datetime_lte=1607062643",
              V5_EVENTS + "?per_page=50&page=0&datetime_gte=1607062639&datetime_lte=1607062643",
              V5_EVENTS + "?per_page=1&page=0&datetime_gte=1607062642&datetime_lte=1607062645",
              V5_EVENTS + "?per_page=50&page=0&datetime_gte=1607062642&datetime_lte=1607062645");
    }
  }

  @Test
  void aV6BoxThatCountsInSecondsIsUnderstoodOnceAndForAll() {
    box.on(V6_EVENTS, pageV6(0))
        .on(V6_EVENTS, pageV6(1, v6("1", "1607062640.608026")))
        .on(V6_EVENTS, pageV6(1, v6("1", "1607062640.608026")));
    StreamSubscription subscription =
        new StreamSubscription.V6R1(false, false, List.of("d1"), Map.of());
    try (BoxClient client = box.client(BoxGeneration.V6)) {
      List<StreamEvent> missed = client.history().between(FROM, TO, subscription).toList();
      assertThat(missed).hasSize(1);
      assertThat(missed.get(0)).isInstanceOf(StreamEvent.V6R1.class);
      assertThat(missed.get(0).eventId()).isEqualTo("1");
      assertThat(missed.get(0).identityName()).isEqualTo(AccessEvent.STRANGER);
      String asked =
          "%s {\"filters\":{\"datetime_gte\":%s,\"datetime_lte\":%s,\"media_device_ids\":[\"d1\"]},"
              + "\"page_limit\":%s,\"page_index\":0}";
      assertThat(box.asked())
          .containsExactly(
              String.format(asked, V6_EVENTS, "1607062639500", "1607062645000", 1),
              String.format(asked, V6_EVENTS, "1607062639", "1607062645", 1),
              String.format(asked, V6_EVENTS, "1607062639", "1607062645", 50));
    }
  }

  @Test
  void noDevicesAreNoEvents() {
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      StreamSubscription none = StreamSubscription.V5R2.withPictures(List.of());
      assertThat(client.history().between(FROM, TO, none)).isEmpty();
      assertThat(client.history().between(TO, FROM, wanting(true, true))).isEmpty();
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void theDevicesAreThoseOfTheBox() {
    box.onSample("GET /SophonDevice/api/Devices", "devices-response-v5.json");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.history().deviceIds()).hasSize(1).doesNotContain("");
    }
  }

  @Test
  void aSearchGoesOnFromWhereItEnded() {
    String event = "{\"timestamp\":1607062640.5,\"compare_score\":90}";
    box.on(
            "POST /SophonMatch/api/picturesearch",
            "{\"event_list\":["
                + event
                + "],\"endtimestamp\":1607062641.25,\"have_more\":true,\"ret_code\":1}")
        .on(
            "POST /SophonMatch/api/picturesearch",
            "{\"event_list\":[" + event + "],\"have_more\":false,\"ret_code\":1}");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      EncodedImage picture = EncodedImage.ofText("/9j/4AAQ");
      assertThat(client.events().search(picture, FROM, TO).count()).isEqualTo(2);
      assertThat(box.asked().get(1)).contains("\"last_end_timestamp\":1607062641.25");
    }
  }

  @Test
  void anEventThatCannotBeReadKeepsNobodyFromTheOthers() {
    String bad = v5("bad", "1607062641.5", "d1", "").replace("10.15", "[]");
    box.on(
        V5_EVENTS,
        pageV5(3, v5("a", "1607062640.7013178", "d1", ""), bad, v5("b", "1607062642.5", "d1", "")));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      List<StoredEvent> found = client.events().find(EventFilter.ALL).limit(2).toList();
      assertThat(found.stream().map(StoredEvent::eventId)).containsExactly("a", "b");
      assertThat(found.get(0).time().text()).isEqualTo("1607062640.7013178");
    }
  }

  @Test
  void aPageOfWhichNothingCanBeReadIsNotTheLast() {
    String bad = v5("bad", "1607062641.5", "d1", "").replace("10.15", "[]");
    box.on(V5_EVENTS, pageV5(51, bad))
        .on(V5_EVENTS, pageV5(51, v5("b", "1607062642.5", "d1", "")))
        .on(V5_EVENTS, pageV5(51));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.events().find(EventFilter.ALL).map(StoredEvent::eventId))
          .containsExactly("b");
    }
  }

  @Test
  void aPictureThatIsNoneLosesNoEvent() {
    box.on(
            V5_EVENTS,
            pageV5(
                1,
                v5(
                    "a",
                    "1607062640.5",
                    "d1",
                    ",\"spot_pic_id\":\"s1\",\"recognize_face_pic_id\":\"..\"")))
        .on("GET /SophonFace/api/event_images/s1", 200, "text/html", "<p>".getBytes(UTF_8));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      assertThat(client.history().between(FROM, TO, wanting(true, true)).toList())
          .singleElement()
          .satisfies(event -> assertThat(event.sceneImage()).isNull());
    }
  }

  @Test
  void theLogHasNoIdsNamesOrBodies() {
    PrintStream err = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      box.on(V5_EVENTS, pageV5(1, v5("MARK1", "[]", "d1", ",\"spot_pic_id\":\"MARK2\"")))
          .on(
              "GET /SophonFogSys/api/users",
              500,
              "application/json",
              "{\"error\":{\"code\":\"MARK3!\",\"message\":\"MARK4\"}}".getBytes(UTF_8));
      assertThat(client.events().page(EventFilter.ALL, 0, 10).events()).isEmpty();
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.people().find(IdentityId.of("MARK5")))
          .withMessage("box 127.0.0.1: refused GET /SophonFogSys/api/users with <6 chars>");
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.pictures().registered("MARK6"));
      assertThatExceptionOfType(BoxException.class).isThrownBy(() -> client.config().item("MARK7"));
    } finally {
      System.setErr(err);
    }
    assertThat(log.toString(UTF_8))
        .contains("call=\"GET /SophonFace/api/images\" status=404")
        .contains("elements left out host=127.0.0.1")
        .doesNotContain("MARK");
  }
}
