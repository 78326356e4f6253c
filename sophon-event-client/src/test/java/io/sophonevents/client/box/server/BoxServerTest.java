package io.sophonevents.client.box.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.event.Code;
import io.sophonevents.event.DeviceList;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventPage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.PrettyScore;
import io.sophonevents.event.Score;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BoxServerTest {
  private static final String DEVICE = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f";
  private static final byte[] SCENE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
  private static final byte[] FACE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 2};
  private static final byte[] REGISTERED = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 3};

  private final HttpClient http = HttpClient.newHttpClient();
  private final EventCodec codec = new EventCodec();
  private final InMemoryBox memory = new InMemoryBox();
  private final BoxServer server = BoxServer.builder(memory).open();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void devicesAreListedInTheLayoutOfTheCaller() throws Exception {
    MediaDevice.V2R6 old =
        MediaDevice.V2R6
            .builder("gate", Code.of("photo"), "192.168.1.96")
            .deviceId(DEVICE)
            .relay(new MediaDevice.RelayV2R6("10.0.0.1", null, null, null, Map.of()))
            .build();
    MediaDevice.V6R1 current =
        MediaDevice.V6R1
            .builder("camera", Code.of("rtsp"), "rtsp://192.168.1.100")
            .deviceId("second")
            .build();
    memory.add(old);
    memory.add(current);

    DeviceList.V2R6 v5 = read(get("/SophonDevice/api/Devices"), DeviceList.V2R6.class);
    DeviceList.V6R1 v6 = read(post("/sophon/v2/face/getmediadevices", "{}"), DeviceList.V6R1.class);
    assertThat(v5.devices().get(0)).isEqualTo(old);
    assertThat(v5.devices().get(1).url()).isEqualTo("rtsp://192.168.1.100");
    assertThat(v6.devices().get(1)).isEqualTo(current);
    assertThat(v6.devices().get(0).deviceId()).isEqualTo(DEVICE);
    assertThat(v6.devices().get(0).relay())
        .isEqualTo(new MediaDevice.RelayV6R1("10.0.0.1", null, null, null, Map.of()));

    assertThat(
            read(get("/SophonDevice/api/Devices?device_id=second"), DeviceList.V2R6.class)
                .devices())
        .hasSize(1);
    assertThat(
            read(
                    post(
                        "/sophon/v2/face/getmediadevices",
                        "{\"media_device_id\":\"" + DEVICE + "\"}"),
                    DeviceList.V6R1.class)
                .devices())
        .hasSize(1);
  }

  @Test
  void storedEventsArePagedNewestFirst() throws Exception {
    for (int i = 0; i < 25; i++) {
      memory.add(event("person-" + i, i, DEVICE));
    }
    List<String> ofV5 = new ArrayList<>();
    List<String> ofV6 = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      EventPage.V2R6 v5 =
          read(get("/SophonFace/api/events?per_page=10&page=" + page), EventPage.V2R6.class);
      EventPage.V6R1 v6 =
          read(
              post("/sophon/v2/face/getevents", "{\"page_limit\":10,\"page_index\":" + page + "}"),
              EventPage.V6R1.class);
      v5.events().forEach(event -> ofV5.add(event.identityId().text()));
      v6.events().forEach(event -> ofV6.add(event.identityId().text()));
      assertThat(codec.encode(v5))
          .asString(UTF_8)
          .endsWith(
              "\"pagination\":{\"num_pages\":3,\"page\":"
                  + page
                  + ",\"per_page\":10,\"total_count\":25}}");
      assertThat(codec.encode(v6))
          .asString(UTF_8)
          .endsWith(
              "\"pagination\":{\"page_index\":" + page + ",\"page_limit\":10,\"total_count\":25}}");
    }
    assertThat(ofV5).hasSize(25).isEqualTo(ofV6).startsWith("person-24").endsWith("person-0");
    assertThat(read(get("/SophonFace/api/events?page=3"), EventPage.V2R6.class).events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "datetime_gte=1566016556 | \"datetime_gte\":1566016556000 | 2",
        "datetime_lte=1566016555.5 | \"datetime_lte\":1566016555500 | 2",
        "datetime_gte=1566016555.02&datetime_lte=1566016556.020 |"
            + " \"datetime_gte\":1566016555020,\"datetime_lte\":1566016556020 | 2",
        "identity_id=1 | \"identity_id\":\"1\" | 1",
        "name=m-2 | \"identity_name\":\"m-2\" | 1",
        "score_min=82 | \"score_min\":82 | 2",
        "score_max=81 | \"score_max\":81 | 2",
        "userType=4 | \"user_type\":\"stranger\" | 0",
        "userType=1 | \"user_type\":\"employee\" | 4",
        "streams=other | \"media_device_ids\":[\"other\"] | 1",
        "streams=other,23c7232b-0b35-4813-be6b-6ec4ee21ac4f |"
            + " \"media_device_ids\":[\"other\",\"23c7232b-0b35-4813-be6b-6ec4ee21ac4f\"] | 4",
        "streams=other&streams=none | \"media_device_ids\":[\"other\",\"none\"] | 1"
      })
  void eventsAreFoundByWhatWasAsked(String query, String filters, int count) throws Exception {
    for (int i = 0; i < 4; i++) {
      memory.add(event(Integer.toString(i), i, i == 3 ? "other" : DEVICE));
    }
    assertThat(read(get("/SophonFace/api/events?" + query), EventPage.V2R6.class).events())
        .hasSize(count);
    assertThat(
            read(
                    post("/sophon/v2/face/getevents", "{\"filters\":{" + filters + "}}"),
                    EventPage.V6R1.class)
                .events())
        .hasSize(count);
  }

  @Test
  void aStoredEventHasWhatWasPushedAndItsPicturesById() throws Exception {
    memory.add(event("7", 0, DEVICE));
    StoredEvent.V2R6 v5 = read(get("/SophonFace/api/events"), EventPage.V2R6.class).events().get(0);
    StoredEvent.V6R1 v6 =
        read(post("/sophon/v2/face/getevents", "{}"), EventPage.V6R1.class).events().get(0);

    assertThat(v5.time().text()).isEqualTo("1566016554.020");
    for (StoredEvent stored : List.of(v5, v6)) {
      assertThat(stored.identityId()).isEqualTo(IdentityId.of("7"));
      assertThat(stored.identityName()).isEqualTo(PersonName.of("m-7"));
      assertThat(stored.score()).isEqualTo(Score.of(80));
      assertThat(stored.personType()).isEqualTo(PersonType.EMPLOYEE);
      assertThat(stored.captureDeviceId()).isEqualTo(DEVICE);
      assertThat(stored.captureDeviceIp()).isEqualTo("192.168.1.243");
      assertThat(stored.time()).isEqualTo(EventTime.ofMillis(1566016554020L));
    }
    String time = "?datetime=" + v5.time().text();
    assertThat(get("/SophonFace/api/event_images/" + v5.sceneImageId() + time).body())
        .isEqualTo(SCENE);
    HttpResponse<byte[]> face =
        get("/sophon/v2/face/getspotimage/" + v6.faceImageId() + "?timestamp=1566016554020");
    assertThat(face.body()).isEqualTo(FACE);
    assertThat(face.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(get("/SophonFace/api/images/" + v5.registeredImageId()).body())
        .isEqualTo(REGISTERED);
    assertThat(post("/sophon/v2/face/getregisterimage/" + v6.registeredImageId(), "").body())
        .isEqualTo(REGISTERED);
    assertThat(
            read(
                    post("/sophon/v2/face/getevent", "{\"event_id\":\"" + v6.eventId() + "\"}"),
                    StoredEvent.V6R1.class)
                .faceImageId())
        .isEqualTo(v6.faceImageId());
    // another day has no such picture
    assertThat(
            get("/SophonFace/api/event_images/" + v5.sceneImageId() + "?datetime=1").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET|/SophonFace/api/images/none||404|{\"error\":{\"code\":40401,\"message\":\"picture\",\"status\":\"ID_NOT_FOUND\"}}",
        "GET|/sophon/v2/face/getregisterimage/none||404|{\"error\":{\"code\":\"ID_NOT_FOUND\",\"message\":\"picture\"}}",
        "GET|/SophonFace/api/images/||400|{\"error\":{\"code\":40000,\"message\":\"id\",\"status\":\"BAD_REQUEST\"}}",
        "GET|/nowhere||404|{\"error\":{\"code\":40400,\"message\":\"no such"
            + " call\",\"status\":\"NOT_FOUND\"}}",
        "POST|/SophonFace/api/events|{}|404|{\"error\":{\"code\":40400,\"message\":\"no such method"
            + " here\",\"status\":\"NOT_FOUND\"}}",
        "POST|/sophon/v2/face/nowhere|{}|404|{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"no"
            + " such call\"}}",
        "POST|/sophon/v2/face/getevents||400|{\"error\":{\"code\":\"EMPTY_REQUEST_JSON\",\"message\":\"expected"
            + " a JSON object but the body is empty\"}}",
        "POST|/sophon/v2/face/getevents|{\"page_limit\":0}|400|{\"error\":{\"code\":\"INVALID_ARGUMENTS\",\"message\":\"page_limit:"
            + " expected a whole number from 1 to 1000\"}}",
        "GET|/SophonFace/api/events?per_page=1001||400|{\"error\":{\"code\":40000,\"message\":\"per_page:"
            + " expected a whole number from 1 to 1000\",\"status\":\"BAD_REQUEST\"}}",
        "GET|/SophonFace/api/events?page=one||400|{\"error\":{\"code\":40000,\"message\":\"page:"
            + " expected a number\",\"status\":\"BAD_REQUEST\"}}",
        "GET|/SophonFace/api/events?colour=7||501|{\"error\":{\"code\":50100,\"message\":\"events"
            + " cannot be asked for by a parameter of this name\",\"status\":\"NOT_IMPLEMENTED\"}}",
        "POST|/sophon/v2/face/getevents|{\"filters\":{\"room\":\"7\"}}|501|{\"error\":{\"code\":\"NOT_IMPLEMENTED\",\"message\":\"events"
            + " cannot be asked for by a parameter of this name\"}}",
        "POST|/sophon/v2/face/getidentities|{\"filters\":{\"room\":\"7\"}}|501|{\"error\":{\"code\":\"NOT_IMPLEMENTED\",\"message\":\"people"
            + " cannot be asked for by a parameter of this name\"}}",
        "GET|/SophonFace/api/events?top_k=0||400|{\"error\":{\"code\":40000,\"message\":\"top_k:"
            + " expected a whole number from 1 to 1000000000000\",\"status\":\"BAD_REQUEST\"}}",
        "POST|/sophon/v2/face/getevent|{\"event_id\":\"none\"}|404|{\"error\":{\"code\":\"ID_NOT_FOUND\",\"message\":\"event_id\"}}",
        "POST|/sophon/v2/face/getidentity|{\"identity_ids\":[\"1\"]}|400|{\"error\":{\"code\":\"MISSING_ARGUMENTS\",\"message\":\"identity_id\"}}",
        "POST|/sophon/v2/face/getidentity|{\"identity_id\":\"1\"}|404|{\"error\":{\"code\":\"ID_NOT_FOUND\",\"message\":\"identity_id\"}}",
        "POST|/sophon/v2/face/createidentity|{\"identity_id\":\"1\"}|400|{\"error\":{\"code\":\"MISSING_ARGUMENTS\",\"message\":\"picture\"}}",
        "DELETE|/SophonFogSys/api/users|{\"identity_id\":\"1\"}|404|{\"error\":{\"code\":40401,\"message\":\"identity_id\",\"status\":\"ID_NOT_FOUND\"}}",
        "PUT|/SophonFogSys/api/EventAction|{\"action\":[]}|400|{\"error\":{\"code\":40000,\"message\":\"action\",\"status\":\"BAD_REQUEST\"}}",
        "PUT|/SophonFogSys/api/EventAction|not"
            + " JSON|400|{\"error\":{\"code\":40000,\"message\":\"event: expected JSON but found"
            + " a letter or digit at line 1, column 1\",\"status\":\"BAD_REQUEST\"}}"
      })
  void whatIsNotAsItShouldBeIsRefusedInTheWordsOfItsGeneration(
      String method, String path, String body, int status, String answer) throws Exception {
    HttpResponse<byte[]> response = ask(method, path, body == null ? "" : body);
    assertThat(new String(response.body(), UTF_8)).isEqualTo(answer);
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void peopleAreManagedInV5() throws Exception {
    String users = "/SophonFogSys/api/users";
    String picture = EncodedImage.of(REGISTERED).text();
    String person =
        "{\"identity_id\":\"001\",\"group_name\":\"default_group\",\"reg_photo\":\"%s\",\"info\":{\"name\":\"%s\",\"type\":1,\"permission_ids\":[\"p\"]}}";
    assertThat(text(ask("POST", users, person.formatted(picture, "小王"))))
        .isEqualTo(
            "{\"data\":{\"identity_id\":\"001\",\"group_name\":\"default_group\","
                + "\"info\":{\"image_id\":\"picture-1\",\"permission_ids\":[\"p\"],\"type\":1,"
                + "\"face_ids\":[\"face-1\"],\"name\":\"小王\"},"
                + "\"reg_photo\":\""
                + picture
                + "\",\"image_id\":\"picture-1\"}}");
    assertThat(ask("POST", users, person.formatted(picture, "again")).statusCode()).isEqualTo(400);
    assertThat(text(ask("PUT", users, "{\"identity_id\":\"001\",\"info\":{\"name\":\"Wang\"}}")))
        .contains("\"name\":\"Wang\"", "\"permission_ids\":[\"p\"]");
    assertThat(text(get(users + "?group_name=default_group")))
        .contains("\"identity_id\":\"001\"", "\"total_count\":1");
    assertThat(text(get(users + "?group_name=other"))).contains("\"identities_list\":[]");
    assertThat(get("/SophonFace/api/images/picture-1").body()).isEqualTo(REGISTERED);
    assertThat(text(ask("DELETE", users, "{\"identity_id\":\"001\"}")))
        .isEqualTo("{\"data\":{\"identity_id\":\"001\",\"message\":\"SUCCESS\"}}");
    assertThat(text(get(users + "?identity_id=001"))).contains("\"identities_list\":[]");
    assertThat(get("/SophonFace/api/images/picture-1").statusCode()).isEqualTo(404);
  }

  @Test
  void peopleAreManagedInV6() throws Exception {
    String root = "/sophon/v2/face/";
    String picture = EncodedImage.of(REGISTERED).text();
    String person =
        "{\"identity_id\":\"100000\",\"identity_name\":\"小王\",\"user_type\":\"vip\",\"register_image\":\"%s\"}"
            .formatted(picture);
    assertThat(text(post(root + "createidentity", person)))
        .isEqualTo(
            "{\"face_id\":\"face-1\",\"identity_id\":\"100000\",\"register_image_id\":\"picture-1\"}");
    assertThat(text(post(root + "createidentity", person)))
        .isEqualTo("{\"error\":{\"code\":\"ID_REPEAT_ERROR\",\"message\":\"identity_id\"}}");
    assertThat(
            text(
                post(
                    root + "updateidentity",
                    "{\"identity_id\":\"100000\",\"user_type\":\"employee\"}")))
        .isEqualTo(
            "{\"identity_id\":\"100000\",\"identity_name\":\"小王\",\"user_type\":\"employee\","
                + "\"permission_ids\":[],\"face_ids\":[\"face-1\"],"
                + "\"register_image_ids\":[\"picture-1\"]}");
    assertThat(text(post(root + "getidentity", "{\"identity_id\":\"100000\"}"))).contains("小王");
    assertThat(
            text(
                post(
                    root + "getidentities",
                    "{\"filters\":{\"identity_name\":\"王\"},\"page_limit\":5,\"page_index\":0}")))
        .contains("\"identity_id\":\"100000\"", "\"total_count\":1");
    assertThat(text(post(root + "deleteidentities", "{\"identity_ids\":[\"100000\",\"2\"]}")))
        .isEqualTo("{\"success_identity_ids\":[\"100000\"],\"failed_identity_ids\":[\"2\"]}");
  }

  @Test
  void facesAreChangedInV6() throws Exception {
    String root = "/sophon/v2/face/";
    String picture = EncodedImage.of(FACE).text();
    String person = "{\"identity_id\":\"100000\",\"register_image\":\"" + picture + "\"%s}";
    post(root + "createidentity", person.formatted(""));
    assertThat(text(post(root + "addface", person.formatted(""))))
        .isEqualTo(
            "{\"identity_id\":\"100000\",\"total_face_cnt\":2,\"face_ids\":[\"face-1\",\"face-2\"],"
                + "\"register_image_ids\":[\"picture-1\",\"picture-2\"]}");
    assertThat(text(post(root + "replaceface", person.formatted(",\"register_image_index\":1"))))
        .contains("\"face_ids\":[\"face-1\",\"face-3\"]");
    assertThat(
            text(
                post(
                    root + "replaceface",
                    person.formatted(",\"register_image_id\":\"picture-1\""))))
        .contains("\"face_ids\":[\"face-4\",\"face-3\"]");
    assertThat(
            text(post(root + "addface", "{\"identity_id\":\"100000\",\"register_feature\":[1]}")))
        .contains("\"register_image_ids\":[\"picture-4\",\"picture-3\",\"\"]");
    // of two ids that of the picture counts
    assertThat(
            text(
                post(
                    root + "deleteface",
                    "{\"identity_id\":\"100000\",\"register_image_id\":\"picture-4\",\"face_id\":\"face-3\"}")))
        .isEqualTo(
            "{\"identity_id\":\"100000\",\"total_face_cnt\":2,\"face_ids\":[\"face-3\",\"face-5\"],"
                + "\"register_image_ids\":[\"picture-3\",\"\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "addface|{\"identity_id\":\"2\",\"register_image\":\"/9j/\"}|ID_NOT_FOUND|identity_id",
        "addface|{\"register_image\":\"/9j/\"}|MISSING_ARGUMENTS|identity_id",
        "addface|{\"identity_id\":\"1\"}|MISSING_ARGUMENTS|register_image",
        "replaceface|{\"identity_id\":\"2\",\"face_id\":\"face-1\",\"register_image\":\"/9j/\"}|ID_NOT_FOUND|identity_id",
        "replaceface|{\"identity_id\":\"1\",\"face_id\":\"face-1\"}|MISSING_ARGUMENTS|register_image",
        "replaceface|{\"identity_id\":\"1\",\"register_image\":\"/9j/\"}|MISSING_ARGUMENTS|face_id",
        "replaceface|{\"identity_id\":\"1\",\"register_image_index\":1,\"register_image\":\"/9j/\"}|ID_NOT_FOUND|register_image_index",
        "replaceface|{\"identity_id\":\"1\",\"register_image_index\":-1,\"register_image\":\"/9j/\"}|INVALID_ARGUMENTS|register_image_index:"
            + " expected a whole number from 0 to 2147483647",
        "deleteface|{\"identity_id\":\"2\",\"face_id\":\"face-1\"}|ID_NOT_FOUND|identity_id",
        "deleteface|{\"identity_id\":\"1\",\"face_id\":\"face-2\"}|ID_NOT_FOUND|face_id",
        "deleteface|{\"identity_id\":\"1\",\"register_image_id\":\"\"}|ID_NOT_FOUND|register_image_id",
        "deleteface|{\"identity_id\":\"1\",\"register_image_index\":0}|MISSING_ARGUMENTS|face_id",
      })
  void aFaceThatIsNotThereIsRefusedAndChangesNothing(
      String call, String body, String code, String message) throws Exception {
    String root = "/sophon/v2/face/";
    post(root + "createidentity", "{\"identity_id\":\"1\",\"register_feature\":[1]}");
    String before = text(post(root + "getidentity", "{\"identity_id\":\"1\"}"));
    assertThat(text(post(root + call, body)))
        .isEqualTo("{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message));
    assertThat(text(post(root + "getidentity", "{\"identity_id\":\"1\"}"))).isEqualTo(before);
  }

  @Test
  void theFirstSoManyAreFoundOfV5() throws Exception {
    for (int i = 0; i < 5; i++) {
      memory.add(event(Integer.toString(i), i, DEVICE));
    }
    String query = "/SophonFace/api/events?top_k=3&per_page=2&page=";
    List<String> found = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      EventPage.V2R6 each = read(get(query + page), EventPage.V2R6.class);
      each.events().forEach(event -> found.add(event.identityId().text()));
      assertThat(codec.encode(each))
          .asString(UTF_8)
          .contains("\"num_pages\":2,", "\"total_count\":3}");
    }
    assertThat(found).containsExactly("4", "3", "2");
    assertThat(text(get("/SophonFace/api/events?top_k=9"))).contains("\"total_count\":5}");
  }

  @Test
  void eventsOfV5AreFoundByTheIdOfTheirGalleryToo() throws Exception {
    StoredEvent.V2R6 stored = (StoredEvent.V2R6) memory.add(event("1", 0, DEVICE));
    String text = new String(codec.encode(stored), UTF_8);
    memory.add(
        codec.decode(
            text.replace("\"group_id\":\"\"", "\"group_id\":\"g-7\"").getBytes(UTF_8),
            StoredEvent.V2R6.class));
    for (String groups : List.of("groups=g-7", "groups=other,g-7", "groups=other&groups=g-7")) {
      assertThat(read(get("/SophonFace/api/events?" + groups), EventPage.V2R6.class).events())
          .hasSize(1);
    }
    assertThat(text(get("/SophonFace/api/events?groups=g"))).contains("\"total_count\":0}");
  }

  @Test
  void aDoorIsOpened() throws Exception {
    EventAction action =
        EventAction.V2R1.of(EventAction.Action.openDoor("192.168.1.25", 5555, 5, 0));
    assertThat(
            text(
                ask(
                    "PUT",
                    "/SophonFogSys/api/EventAction",
                    new String(codec.encode(action), UTF_8))))
        .isEqualTo("{\"data\":{\"message\":\"SUCCESS\",\"action_mode\":\"opendoor\"}}");
    assertThat(memory.actions())
        .containsExactly(EventAction.Action.openDoor("192.168.1.25", 5555, 5, 0));
  }

  @Test
  void aServerOfOneGenerationDoesNotKnowTheOther() throws Exception {
    try (BoxServer v5 = BoxServer.builder(memory).generation(BoxGeneration.V5).open()) {
      assertThat(send(v5, "POST", "/sophon/v2/face/getmediadevices", "{}").statusCode())
          .isEqualTo(404);
      assertThat(send(v5, "GET", "/SophonDevice/api/Devices", "").statusCode()).isEqualTo(200);
    }
    try (BoxServer v6 = BoxServer.builder(memory).generation(BoxGeneration.V6).open()) {
      assertThat(send(v6, "POST", "/sophon/v2/face/getmediadevices", "{}").statusCode())
          .isEqualTo(200);
      assertThat(send(v6, "GET", "/SophonDevice/api/Devices", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anyOtherCallCanBeAnswered() throws Exception {
    PrettyScore answer =
        codec.decode("{\"threshold_range\":[0.0,83.0,100.0]}".getBytes(UTF_8), PrettyScore.class);
    List<SophonEvent> asked = new ArrayList<>();
    try (BoxServer own =
        BoxServer.builder(memory)
            .answer("GET", "/SophonFogSys/api/PrettyScore", () -> answer)
            .answer(
                "PUT",
                "/SophonFogSys/api/PrettyScore",
                PrettyScore.class,
                wanted -> {
                  asked.add(wanted);
                  return wanted;
                })
            .open()) {
      String path = "/SophonFogSys/api/PrettyScore";
      assertThat(text(send(own, "GET", path, "")))
          .isEqualTo("{\"threshold_range\":[0.0,83.0,100.0]}");
      assertThat(text(send(own, "PUT", path, "{\"threshold_range\":[0.0,82.0,100.0]}")))
          .isEqualTo("{\"threshold_range\":[0.0,82.0,100.0]}");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void whatTheServiceLeavesOutIsNotImplementedAndItsBugsAreItsOwn() throws Exception {
    BoxService bare =
        new BoxService() {
          @Override
          public List<MediaDevice> devices() {
            throw new IllegalStateException("a bug with a name in it: Wang");
          }
        };
    try (BoxServer own = BoxServer.builder(bare).open()) {
      assertThat(text(send(own, "GET", "/SophonFace/api/events", "")))
          .isEqualTo(
              "{\"error\":{\"code\":50100,\"message\":\"the box does not do"
                  + " this\",\"status\":\"NOT_IMPLEMENTED\"}}");
      assertThat(text(send(own, "GET", "/SophonDevice/api/Devices", "")))
          .isEqualTo(
              "{\"error\":{\"code\":50072,\"message\":\"the call"
                  + " failed\",\"status\":\"SERVER_PROCESS_FAILED\"}}");
    }
  }

  @Test
  void callsCanBeRefusedBeforeTheyAreMade() throws Exception {
    try (BoxServer own =
        BoxServer.builder(memory)
            .before(
                path -> {
                  throw new BoxRefusal("PASSWORD_ERROR", path);
                })
            .open()) {
      assertThat(text(send(own, "POST", "/sophon/v2/face/getmediadevices", "{}")))
          .isEqualTo(
              "{\"error\":{\"code\":\"PASSWORD_ERROR\",\"message\":\"/sophon/v2/face/getmediadevices\"}}");
    }
  }

  @Test
  void onlyAnAddressThatIsAdmittedIsAnswered() throws Exception {
    try (BoxServer own = BoxServer.builder(memory).admitted(address -> false).open()) {
      assertThat(send(own, "GET", "/SophonDevice/api/Devices", "").statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, , 200",
    "localhost:5555, , 200",
    "127.0.0.1:PORT, http://127.0.0.1:PORT, 200",
    "127.0.0.1:PORT, http://evil.example, 403",
    "evil.example, , 403",
    "evil.example, http://evil.example, 403"
  })
  void aPageFromElsewhereCannotAsk(String host, String origin, int status) throws Exception {
    String request =
        "GET /SophonDevice/api/Devices HTTP/1.1\r\nHost: "
            + host
            + (origin == null ? "" : "\r\nOrigin: " + origin)
            + "\r\nConnection: close\r\n\r\n";
    assertThat(raw(server, request.replace("PORT", Integer.toString(server.port()))))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void aServerKnowsItsNames() throws Exception {
    try (BoxServer own = BoxServer.builder(memory).name("Box.example").open()) {
      String request =
          "GET /SophonDevice/api/Devices HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      assertThat(raw(own, request.formatted("box.example:5555"))).startsWith("HTTP/1.1 200");
      assertThat(raw(own, request.formatted("other.example"))).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aBodyOfTheLimitIsReadAndOneByteMoreIsRefused() throws Exception {
    String most = "{\"filters\":{}" + " ".repeat(BoxServer.MAX_BODY_BYTES - 14) + "}";
    assertThat(most).hasSize(BoxServer.MAX_BODY_BYTES);
    assertThat(post("/sophon/v2/face/getevents", most).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused = post("/sophon/v2/face/getevents", most + " ");
    assertThat(text(refused))
        .isEqualTo(
            "{\"error\":{\"code\":\"PAYLOAD_TOO_LARGE\",\"message\":\"expected at most 8388608"
                + " bytes\"}}");
    assertThat(refused.statusCode()).isEqualTo(413);
  }

  @Test
  void aPortInUseIsReportedByNumber() {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> BoxServer.builder(memory).port(server.port()).open())
        .withMessage(
            "box server 127.0.0.1:%d: expected a free port but it is in use or not allowed",
            server.port());
  }

  private static StreamEvent.V5R2 event(String id, int second, String device) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L + second * 1000L))
        .deviceId(device)
        .identityName(PersonName.of("m-" + id))
        .score(Score.of(80 + second))
        .personType(PersonType.EMPLOYEE)
        .captureDeviceIp("192.168.1.243")
        .registeredImage(EncodedImage.of(REGISTERED))
        .sceneImage(EncodedImage.of(SCENE))
        .faceImage(EncodedImage.of(FACE))
        .build();
  }

  private <T extends SophonEvent> T read(HttpResponse<byte[]> response, Class<T> kind) {
    assertThat(response.statusCode()).describedAs(text(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return codec.decode(response.body(), kind);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return ask("GET", path, "");
  }

  private HttpResponse<byte[]> post(String path, String body) throws Exception {
    return ask("POST", path, body);
  }

  private HttpResponse<byte[]> ask(String method, String path, String body) throws Exception {
    return send(server, method, path, body);
  }

  private HttpResponse<byte[]> send(BoxServer to, String method, String path, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static String raw(BoxServer to, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
