package io.sophonevents.client.box;

import static io.sophonevents.client.box.BoxGeneration.V5;
import static io.sophonevents.client.box.BoxGeneration.V6;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.Code;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventServerUrl;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.HistoryEventUrl;
import io.sophonevents.event.IdentifyAnswer;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.MonitorServerUrl;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.PreviewSettings;
import io.sophonevents.event.Score;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.ThresholdRange;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call to the letter: method, path, query and body, and what is made of the answer. */
@Timeout(30)
class BoxCallsTest {
  private static final Path PAGE = Path.of("../docs/box-api.md");
  private static final String FACE = "/sophon/v2/face/";
  private static final EncodedImage IMAGE = EncodedImage.ofText("/9j/4AAQ");
  private static final IdentityId ID = IdentityId.of("100001");
  private static final PersonName NAME = PersonName.of("小明");
  private static final Confirmation CONFIRMED = Confirmation.forBox("127.0.0.1");
  private static final Instant FROM = Instant.parse("2021-08-04T08:40:00.500Z");
  private static final Instant TO = Instant.parse("2021-08-04T09:00:00Z");
  private static final EventTime TIME =
      EventTime.ofMillis(1607062639701L); // its text is what is sent again

  private static final String DONE = "{\"data\":{\"message\":\"ok\"}}";
  private static final String NOTHING = "{}";

  /**
   * One call.
   *
   * @param asked method, path, query and body
   * @param answer JSON, or the name of a sample
   * @param does returns what the answer says
   */
  private record Call(
      BoxGeneration generation,
      String asked,
      String answer,
      Function<BoxClient, @Nullable Object> does,
      Object result) {
    @Override
    public String toString() {
      return generation + " " + asked;
    }

    String methodAndPath() {
      return asked.split("[ ?]", 3)[0] + " " + asked.split("[ ?]", 3)[1];
    }
  }

  private static Call does(
      BoxGeneration generation, String asked, String answer, Consumer<BoxClient> does) {
    return new Call(
        generation,
        asked,
        answer,
        box -> {
          does.accept(box);
          return "";
        },
        "");
  }

  static Stream<Call> calls() {
    return Stream.of(
            devices(), preview(), events(), people(), groups(), faces(), doorAndReports(), config())
        .flatMap(List::stream);
  }

  private static List<Call> devices() {
    String v5 = "/SophonDevice/api/Devices";
    MediaDevice first =
        MediaDevice.V2R6
            .builder("front", Code.of("photo"), "192.0.2.21")
            .galleryId("g1")
            .permissionId("p1")
            .build();
    MediaDevice second =
        MediaDevice.V6R1
            .builder("front", Code.of("photo"), "192.0.2.21")
            .deviceId("d1")
            .permissionId("p1")
            .build();
    String listed =
        "{\"devices_list\":[{\"device_name\":\"front\",\"device_type\":\"photo\",\"device_key\":\"192.0.2.21\",\"group_id\":\"g1\",\"permission_id\":\"p1\"}]}";
    String flat =
        "{\"media_device_id\":\"d1\",\"media_device_url\":\"192.0.2.21\",\"media_device_name\":\"front\",\"media_device_type\":\"photo\",\"permission_id\":\"p1\"}";
    String added =
        "{\"data\":{\"success_devices\":[{\"device_id\":\"d1\",\"device_name\":\"front\"}]}}";
    return List.of(
        new Call(V5, "GET " + v5, "devices-response-v5.json", box -> box.devices().all().size(), 1),
        new Call(
            V5,
            "GET " + v5 + "?device_id=a%2Fb%20%26c",
            "devices-response-v5.json",
            box -> box.devices().find("a/b &c").isPresent(),
            false),
        new Call(V5, "POST " + v5 + " " + listed, added, box -> box.devices().add(first), "d1"),
        does(V5, "PUT " + v5 + " " + listed, added, box -> box.devices().update(first)),
        does(
            V5,
            "DELETE "
                + v5
                + " {\"clear_all\":false,\"devices_list\":[{\"device_id\":\"d1\"},{\"device_id\":\"d2\"}]}",
            added,
            box -> box.devices().remove("d1", "d2")),
        does(
            V5,
            "DELETE " + v5 + " {\"clear_all\":true,\"devices_list\":[]}",
            added,
            box -> box.devices().removeAll(CONFIRMED)),
        new Call(
            V6,
            "POST " + FACE + "getmediadevices {}",
            "devices-response-v6.json",
            box -> box.devices().all().get(0).name(),
            "ddd"),
        new Call(
            V6,
            "POST " + FACE + "getmediadevices {\"media_device_id\":\"d1\"}",
            "{\"devices\":[]}",
            box -> box.devices().find("d1").isPresent(),
            false),
        new Call(
            V6,
            "POST " + FACE + "addmediadevice " + flat,
            "{\"media_device_id\":\"d1\",\"media_device_name\":\"front\"}",
            box -> box.devices().add(second),
            "d1"),
        does(
            V6,
            "POST " + FACE + "updatemediadevice " + flat,
            NOTHING,
            box -> box.devices().update(second)),
        does(
            V6,
            "POST " + FACE + "deletemediadevice {\"media_device_id\":\"d1\"}",
            NOTHING,
            box -> box.devices().remove("d1")),
        does(
            V6,
            "POST " + FACE + "deletemediadevices {}",
            NOTHING,
            box -> box.devices().removeAll(CONFIRMED)));
  }

  private static List<Call> preview() {
    PreviewSettings.V6R1 settings =
        new PreviewSettings.V6R1(
            null, Code.of("QT"), List.of("d1"), List.of("d1", "d2"), Code.of(4), Map.of());
    return List.of(
        new Call(
            V5,
            "GET /SophonDevice/api/Devices?need_preview_list=true",
            "devices-response-v5.json",
            box -> String.valueOf(box.devices().preview().mode()).isEmpty(),
            false),
        does(
            V5,
            "PUT /SophonDevice/api/Devices"
                + " {\"preview_list\":{\"preview_list\":[\"d1\",\"d2\"],\"current_preview_list\":[\"d1\"],\"preview_mode\":\"4\",\"last_set_name\":\"QT\"}}",
            DONE,
            box -> box.devices().showPreview(settings)),
        new Call(
            V6,
            "POST " + FACE + "getpreview {}",
            "{\"preview_device_list\":[\"d1\"],\"preview_mode\":4}",
            box -> box.devices().preview().currentDeviceIds(),
            List.of("d1")),
        does(
            V6,
            "POST "
                + FACE
                + "updatepreview"
                + " {\"last_set_name\":\"QT\",\"preview_device_list\":[\"d1\"],\"selected_device_list\":[\"d1\",\"d2\"],\"preview_mode\":4}",
            NOTHING,
            box -> box.devices().showPreview(settings)));
  }

  private static List<Call> events() {
    EventFilter filter =
        EventFilter.builder()
            .from(FROM)
            .to(TO)
            .name(NAME)
            .person(ID)
            .minimumScore(Score.of(82))
            .maximumScore(Score.of(100))
            .personType(PersonType.STRANGER)
            .devices(List.of("d1", "d2"))
            .build();
    EventFilter ofARoom =
        EventFilter.builder().room("12 03").galleries(List.of("left out here")).build();
    String search5 =
        "{\"face_image_base64\":\"/9j/4AAQ\",\"starttime\":1628066400,\"endtime\":1628067601}";
    String search6 =
        "{\"face_image_base64\":\"/9j/4AAQ\",\"starttime\":1628066400500,\"endtime\":1628067600000}";
    return List.of(
        new Call(
            V5,
            "GET /SophonFace/api/events?per_page=50&page=0",
            "events-query-response-v5.json",
            box -> box.events().find(EventFilter.ALL).limit(1).count(),
            1L),
        new Call(
            V5,
            "GET /SophonFace/api/events?per_page=7&page=3&datetime_gte=1628066400&datetime_lte=1628067600&name=%E5%B0%8F%E6%98%8E&identity_id=100001&score_min=82.0&score_max=100.0&userType=4",
            "events-query-response-v5.json",
            box -> box.events().page(filter, 3, 7).events().isEmpty(),
            false),
        new Call(
            V5,
            "GET /SophonFace/api/events?per_page=50&page=0&room=12%2003",
            "events-query-response-v5.json",
            box -> box.events().page(ofARoom, 0, 50).events().isEmpty(),
            false),
        does(
            V5,
            "DELETE /SophonFace/api/events?event_id_list=1.5%2C2.5",
            DONE,
            box -> box.events().delete(List.of("1.5", "2.5"), CONFIRMED)),
        does(
            V5,
            "DELETE /SophonFace/api/event_images?image_id_list=&datetime_list=",
            DONE,
            box -> box.events().deletePictures(List.of(), CONFIRMED)),
        new Call(
            V5,
            "GET /SophonFace/api/event_images/16070.737?datetime=1607062639701",
            "picture",
            box -> box.pictures().ofEvent("16070.737", TIME).length,
            3),
        new Call(
            V5,
            "GET /SophonFace/api/images/..%2Fusers%3Fx%25",
            "picture",
            box -> box.pictures().registered("../users?x%").length,
            3),
        new Call(
            V5,
            "POST /SophonMatch/api/picturesearch " + search5,
            "picture-search-response-v5.json",
            box -> box.events().search(IMAGE, FROM, TO).limit(1).count(),
            1L),
        new Call(
            V6,
            "POST " + FACE + "getevents {\"filters\":{},\"page_limit\":50,\"page_index\":0}",
            "events-query-response-v6.json",
            box -> box.events().find(EventFilter.ALL).limit(1).count(),
            1L),
        new Call(
            V6,
            "POST "
                + FACE
                + "getevents"
                + " {\"filters\":{\"datetime_gte\":1628066400500,\"datetime_lte\":1628067600000,\"identity_name\":\"小明\",\"identity_id\":\"100001\",\"score_min\":82.0,\"score_max\":100.0,\"user_type\":\"stranger\",\"media_device_ids\":[\"d1\",\"d2\"]},\"page_limit\":7,\"page_index\":3}",
            "events-query-response-v6.json",
            box -> box.events().page(filter, 3, 7).events().isEmpty(),
            false),
        new Call(
            V6,
            "POST " + FACE + "getevent {\"event_id\":\"1628066406652506\"}",
            "event-detail-response-v6.json",
            box -> box.events().get("1628066406652506").eventId().isEmpty(),
            false),
        new Call(
            V6,
            "GET " + FACE + "getspotimage/001628066406.650539?timestamp=1607062639701",
            "picture",
            box -> box.pictures().ofEvent("001628066406.650539", TIME).length,
            3),
        new Call(
            V6,
            "GET " + FACE + "getregisterimage/4ead3ae3",
            "picture",
            box -> box.pictures().registered("4ead3ae3").length,
            3),
        new Call(
            V6,
            "POST " + FACE + "searchbyimage " + search6,
            "search-by-image-response-v6.json",
            box -> box.events().search(IMAGE, FROM, TO).limit(1).count(),
            1L));
  }

  private static List<Call> people() {
    String users = "/SophonFogSys/api/users";
    PersonRegistration update5 = PersonRegistration.V2R1.builder(ID).registeredImage(IMAGE).build();
    PersonRegistration update6 = PersonRegistration.V6R1.builder(ID).identityName(NAME).build();
    String person = "identity-response-v6.json";
    return List.of(
        new Call(
            V5,
            "POST "
                + users
                + " {\"identity_id\":\"100001\",\"group_name\":\"default_group\",\"reg_photo\":\"/9j/4AAQ\",\"info\":{\"type\":1,\"name\":\"小明\"}}",
            "users-create-response-v5.json",
            box ->
                box.people()
                    .register(ID, NAME, PersonType.EMPLOYEE, IMAGE)
                    .identityId()
                    .text()
                    .isEmpty(),
            false),
        does(
            V5,
            "PUT " + users + " {\"identity_id\":\"100001\",\"reg_photo\":\"/9j/4AAQ\"}",
            "constructed/person-update-response-v2r1.json",
            box -> box.people().update(update5)),
        new Call(
            V5,
            "GET " + users + "?identity_id=100001",
            "constructed/person-page-v5r7.json",
            box -> box.people().find(ID).map(GalleryPerson::registeredImageIds).orElse(List.of()),
            List.of("00000000-0000-4000-8000-000000000002")),
        new Call(
            V5,
            "GET " + users + "?group_name=default_group&skip_num=0&limit=20",
            "constructed/person-page-v5r7.json",
            box -> box.people().all().map(GalleryPerson::galleryNames).toList(),
            List.of(List.of("default_group"))),
        new Call(
            V5,
            "GET " + users + "?group_name=%E8%AE%BF%E5%AE%A2&skip_num=0&limit=20",
            "constructed/person-page-v5r7.json",
            box -> box.people().inGallery("访客").map(GalleryPerson::type).toList(),
            List.of(PersonType.EMPLOYEE)),
        new Call(
            V5,
            "DELETE " + users + " {\"identity_id\":\"100001\"}",
            "constructed/person-deletion-response-v2r1.json",
            box -> box.people().delete(ID),
            List.of(ID)),
        new Call(
            V5,
            "DELETE " + users + " {\"identity_ids\":[\"100001\",\"100002\"]}",
            "constructed/person-deletion-response-v5r7.json",
            box -> box.people().delete(ID, IdentityId.of("100002")).size(),
            2),
        new Call(
            V6,
            "POST "
                + FACE
                + "createidentity"
                + " {\"identity_id\":\"100001\",\"register_image\":\"/9j/4AAQ\",\"identity_name\":\"小明\",\"user_type\":\"employee\"}",
            "constructed/person-registration-response-v6r1.json",
            box -> box.people().register(ID, NAME, PersonType.EMPLOYEE, IMAGE).identityId(),
            ID),
        does(
            V6,
            "POST " + FACE + "updateidentity {\"identity_id\":\"100001\",\"identity_name\":\"小明\"}",
            person,
            box -> box.people().update(update6)),
        new Call(
            V6,
            "POST " + FACE + "getidentity {\"identity_id\":\"100000\"}",
            person,
            box -> box.people().find(IdentityId.of("100000")).isPresent(),
            true),
        new Call(
            V6,
            "POST " + FACE + "getidentities {\"page_limit\":20,\"page_index\":0}",
            "constructed/person-page-v6r1.json",
            box -> box.people().all().findFirst().isPresent(),
            true),
        new Call(
            V6,
            "POST " + FACE + "deleteidentities {\"identity_ids\":[\"100001\"]}",
            "constructed/person-deletion-response-v6r1.json",
            box -> box.people().delete(ID),
            List.of(ID)),
        new Call(
            V6,
            "POST " + FACE + "addface {\"identity_id\":\"100001\",\"register_image\":\"/9j/4AAQ\"}",
            person,
            box -> box.people().addFace(ID, IMAGE).faceIds().isEmpty(),
            false),
        new Call(
            V6,
            "POST "
                + FACE
                + "replaceface"
                + " {\"identity_id\":\"100001\",\"face_id\":\"f1\",\"register_image\":\"/9j/4AAQ\"}",
            person,
            box ->
                box.people()
                    .replaceFace(FaceChange.V6R1.replacement(ID, "f1", IMAGE))
                    .faceIds()
                    .isEmpty(),
            false),
        new Call(
            V6,
            "POST " + FACE + "deleteface {\"identity_id\":\"100001\",\"face_id\":\"f1\"}",
            person,
            box -> box.people().deleteFace(FaceChange.V6R1.deletion(ID, "f1")).faceIds().isEmpty(),
            false));
  }

  private static List<Call> groups() {
    String permissions = "/SophonFogSys/api/permissions";
    String galleries = "/SophonFogSys/api/groups";
    String galleryPeople = "/SophonFogSys/api/GroupUsers";
    String ids = "constructed/group-ids-answer-v5r7.json";
    String listed =
        "{\"data\":{\"permissions_list\":[{\"name\":\"staff\",\"description\":\"d\",\"permission_id\":\"p1\"}],\"pagination\":{\"total_count\":1}}}";
    String listed6 =
        "{\"permissions\":[{\"permission_name\":\"staff\",\"permission_id\":\"p1\",\"description\":\"d\"}],\"pagination\":{\"total_count\":1}}";
    String galleriesListed =
        "{\"data\":{\"groups_list\":[{\"group_id\":\"g1\",\"groupname\":\"visitors\",\"name\":\"visitors\"}],\"pagination\":{\"total_count\":1}}}";
    List<BoxGroup> staff = List.of(new BoxGroup("p1", "staff", "d"));
    String named = "{\"group_name\":\"visitors\",\"identity_id\":[\"100001\"]}";
    return List.of(
        new Call(
            V5,
            "GET " + permissions + "?skip_num=0&limit=50",
            listed,
            box -> box.groups().permissionGroups().toList(),
            staff),
        new Call(
            V5,
            "GET /SophonFace/api/permissions?info.name=example%20group&exact=true",
            ids,
            box -> box.groups().permissionId("example group").isPresent(),
            true),
        does(
            V5,
            "PUT " + permissions + " {\"permission_name\":\"staff\",\"description\":\"d\"}",
            DONE,
            box -> box.groups().describePermissionGroup("staff", "d")),
        does(
            V5,
            "DELETE " + permissions + " {\"permission_name\":\"staff\"}",
            DONE,
            box -> box.groups().deletePermissionGroup("staff", CONFIRMED)),
        new Call(
            V5,
            "GET " + galleries + "?skip_num=0&limit=50",
            galleriesListed,
            box -> box.groups().galleries().toList(),
            List.of(new BoxGroup("g1", "visitors", null))),
        new Call(
            V5,
            "GET /SophonFace/api/groups?info.name=example%20group&exact=true",
            ids,
            box -> box.groups().galleryId("example group").isPresent(),
            true),
        does(
            V5,
            "POST " + galleries + " {\"group_name\":\"visitors\",\"description\":\"d\"}",
            DONE,
            box -> box.groups().createGallery("visitors", "d")),
        does(
            V5,
            "PUT " + galleries + " {\"group_name\":\"visitors\",\"description\":\"d\"}",
            DONE,
            box -> box.groups().describeGallery("visitors", "d")),
        does(
            V5,
            "DELETE "
                + galleries
                + " {\"group_name\":\"visitors\",\"user_recursive_delete\":false}",
            DONE,
            box -> box.groups().deleteGallery("visitors", false, CONFIRMED)),
        does(
            V5,
            "PUT " + galleryPeople + " " + named,
            DONE,
            box -> box.groups().addToGallery("visitors", ID)),
        does(
            V5,
            "DELETE " + galleryPeople + " " + named,
            DONE,
            box -> box.groups().removeFromGallery("visitors", ID)),
        new Call(
            V6,
            "POST " + FACE + "getpermissions {\"page_limit\":50,\"page_index\":0}",
            listed6,
            box -> box.groups().permissionGroups().toList(),
            staff),
        new Call(
            V6,
            "POST "
                + FACE
                + "getpermissions"
                + " {\"permission_name\":\"staff\",\"page_limit\":50,\"page_index\":0}",
            listed6,
            box -> box.groups().permissionId("staff").orElse(""),
            "p1"),
        new Call(
            V6,
            "POST "
                + FACE
                + "createpermission {\"permission_name\":\"staff\",\"description\":\"d\"}",
            "{\"permission_id\":\"p1\"}",
            box -> box.groups().createPermissionGroup("staff", "d").orElse(""),
            "p1"),
        does(
            V6,
            "POST "
                + FACE
                + "updatepermission {\"permission_name\":\"staff\",\"description\":\"d\"}",
            NOTHING,
            box -> box.groups().describePermissionGroup("staff", "d")),
        does(
            V6,
            "POST " + FACE + "deletepermission {\"permission_name\":\"staff\"}",
            NOTHING,
            box -> box.groups().deletePermissionGroup("staff", CONFIRMED)));
  }

  private static List<Call> faces() {
    return List.of(
        new Call(
            V5,
            "POST /SophonMatch/api/PictureMatch"
                + " {\"rgb_image_base64\":\"/9j/4AAQ\",\"device_ip\":\"192.0.2.21\"}",
            "picture-match-response-v5.json",
            box -> box.faces().identify(IMAGE, "192.0.2.21") instanceof IdentifyAnswer.V5R3,
            true),
        new Call(
            V5,
            "POST /SophonMatch/api/compare"
                + " {\"face_image_base64\":\"/9j/4AAQ\",\"card_image_base64\":\"/9j/4AAQ\"}",
            "compare-response-v5.json",
            box -> box.faces().verify(IMAGE, IMAGE).score() == null,
            false),
        new Call(
            V5,
            "POST /SophonFace/api/detect"
                + " {\"image_base64_str\":\"/9j/4AAQ\",\"with_feature\":true,\"with_attribute\":true,\"with_headpose\":true,\"with_landmark\":true}",
            "detect-response-v5.json",
            box -> box.faces().detect(IMAGE).faces().isEmpty(),
            false),
        new Call(
            V5,
            "POST /SophonFace/api/FIQA {\"image_base64_str\":\"/9j/4AAQ\",\"fiqa_level\":\"low\"}",
            "fiqa-response-v5.json",
            box -> box.faces().quality(IMAGE, "low").layout(),
            "V2R6"),
        new Call(
            V6,
            "POST "
                + FACE
                + "search {\"rgb_image_base64\":\"/9j/4AAQ\",\"media_device_ip\":\"192.0.2.21\"}",
            "face-search-response-v6.json",
            box -> box.faces().identify(IMAGE, "192.0.2.21").isMatch(),
            false),
        new Call(
            V6,
            "POST "
                + FACE
                + "compare {\"image_1_base64\":\"/9j/4AAQ\",\"image_2_base64\":\"/9j/4AAQ\"}",
            "compare-response-v6.json",
            box -> String.valueOf(box.faces().verify(IMAGE, IMAGE).score()).isEmpty(),
            false),
        new Call(
            V6,
            "POST "
                + FACE
                + "detect"
                + " {\"image_base64_str\":\"/9j/4AAQ\",\"with_feature\":true,\"with_attribute\":true,\"with_headpose\":true,\"with_landmark\":true}",
            "detect-response-v6.json",
            box -> box.faces().detect(IMAGE).faces().isEmpty(),
            false),
        new Call(
            V6,
            "POST " + FACE + "fiqa {\"image_base64_str\":\"/9j/4AAQ\",\"fiqa_level\":\"low\"}",
            "fiqa-response-v6.json",
            box -> box.faces().quality(IMAGE, "low").layout(),
            "V6R1"));
  }

  private static List<Call> doorAndReports() {
    String mode = "constructed/gate-controller-mode-answer-v2r2.json";
    String history =
        "{\"history_upload_event_url\":[\"http://192.0.2.9/e\"],\"history_need_reg_pic\":true,\"history_need_spot_pic\":true,\"history_need_recognize_face\":true,\"content-type\":\"json\",\"reported_peroid\":5}";
    String open =
        "{\"action\":[{\"action_ip\":\"192.168.1.25\",\"action_port\":\"5555\",\"action_mode\":\"opendoor\",\"action_duration\":5,\"logic_port\":0}]}";
    return List.of(
        does(
            V5,
            "PUT /SophonFogSys/api/EventAction " + open,
            "constructed/event-action-answer-v2r1.json",
            box -> box.door().open("192.168.1.25", 5555, 0, Duration.ofSeconds(5))),
        new Call(
            V6,
            "PUT /SophonFogSys/api/EventAction"
                + " {\"action\":[{\"action_ip\":\"192.168.1.25\",\"action_port\":\"5555\",\"action_mode\":\"alarm\"}]}",
            "constructed/event-action-answer-v2r1.json",
            box ->
                box.door()
                    .act(EventAction.V2R1.of(EventAction.Action.of("192.168.1.25", 5555, "alarm")))
                    .layout(),
            "V2R1"),
        new Call(
            V5,
            "GET /SophonFogSys/api/GateControllerMode",
            mode,
            box -> box.door().whenMatched().is("opendoor"),
            true),
        does(
            V5,
            "POST /SophonFogSys/api/GateControllerMode {\"controller_mode\":\"alarm\"}",
            mode,
            box -> box.door().setWhenMatched(Code.of("alarm"))),
        new Call(
            V5,
            "GET /SophonFogSys/api/EventServerUrl",
            "event-server-url-response.json",
            box -> box.reports().realTime().urls().isEmpty(),
            false),
        does(
            V5,
            "POST /SophonFogSys/api/EventServerUrl"
                + " {\"event_server_url\":[\"http://192.0.2.9/e\"],\"content-type\":\"json\"}",
            "event-server-url-response.json",
            box ->
                box.reports().setRealTime(EventServerUrl.V2R1.json(List.of("http://192.0.2.9/e")))),
        new Call(
            V5,
            "GET /SophonFogSys/api/HistoryEventUrl",
            "history-event-url-response.json",
            box -> box.reports().history().urls() == null,
            false),
        does(
            V6,
            "POST /SophonFogSys/api/HistoryEventUrl " + history,
            "history-event-url-response.json",
            box ->
                box.reports()
                    .setHistory(HistoryEventUrl.V2R1.json(List.of("http://192.0.2.9/e"), 5))),
        new Call(
            V5,
            "GET /SophonSystem/api/monitor",
            "constructed/monitor-server-url-answer-v5r7.json",
            box -> box.reports().monitor().urls().isEmpty(),
            false),
        new Call(
            V6,
            "POST /sophon/v2/system/getsystemmonitorconfig {}",
            "constructed/monitor-server-url-answer-v6r1.json",
            box -> box.reports().monitor().urls().isEmpty(),
            false),
        does(
            V5,
            "POST /SophonFogSys/api/MonitorServerUrl"
                + " {\"monitor_server_url\":\"http://192.0.2.9/s\",\"content-type\":\"json\",\"reported_peroid\":20}",
            "constructed/monitor-server-url-answer-done-v2r1.json",
            box ->
                box.reports()
                    .setMonitor(
                        new MonitorServerUrl.V2R1(
                            "http://192.0.2.9/s", Code.of("json"), SentNumber.of(20), Map.of()))),
        does(
            V5,
            "POST /SophonSystem/api/monitor"
                + " {\"monitor_address_list\":[\"http://192.0.2.9/s\"],\"report_period\":20}",
            "constructed/monitor-server-url-answer-v5r7.json",
            box ->
                box.reports()
                    .setMonitor(
                        new MonitorServerUrl.V5R7(
                            List.of("http://192.0.2.9/s"), SentNumber.of(20), null, Map.of()))),
        does(
            V6,
            "POST /sophon/v2/system/setsystemmonitorconfig"
                + " {\"device_monitor_url\":\"http://192.0.2.9/s\",\"device_monitor_report_period\":20}",
            NOTHING,
            box ->
                box.reports()
                    .setMonitor(
                        new MonitorServerUrl.V6R1(
                            "http://192.0.2.9/s", SentNumber.of(20), null, Map.of()))));
  }

  private static List<Call> config() {
    String configs = "/SophonConfig/api/Configs";
    ThresholdRange range =
        new ThresholdRange(BigDecimal.ZERO, new BigDecimal("83.0"), new BigDecimal(100));
    String licence = "constructed/licence-code-answer-v2r2.json";
    return List.of(
        new Call(
            V5,
            "GET " + configs,
            "configs-response-v5r7.json",
            box -> box.config().all().threshold() == null,
            false),
        new Call(
            V5,
            "GET " + configs + "/THRESHOLD",
            "constructed/configs-item-v5r7.json",
            box -> box.config().item("THRESHOLD").layout(),
            "V5R7"),
        does(
            V5,
            "PUT " + configs + " {\"config_dict\":{\"THRESHOLD\":80}}",
            "{\"data\":{\"failed_configs\":[],\"success_configs\":[\"THRESHOLD\"]}}",
            box -> box.config().set(Map.of("THRESHOLD", 80))),
        new Call(
            V5,
            "GET /SophonFogSys/api/PrettyScore",
            "pretty-score-get-response.json",
            box -> box.config().prettyScore() == null,
            false),
        does(
            V5,
            "PUT /SophonFogSys/api/PrettyScore {\"threshold_range\":[0,83.0,100]}",
            "pretty-score-response.json",
            box -> box.config().setPrettyScore(range)),
        new Call(
            V5,
            "GET /SophonMQ/api/DevSno",
            licence,
            box -> box.config().licenceCode(),
            "EXAMPLE000100000000000001"),
        does(
            V5,
            "PUT /SophonMQ/api/DevSno {\"dev_sno\":\"L1\"}",
            licence,
            box -> box.config().setLicenceCode("L1")),
        new Call(
            V5,
            "GET /SophonMQ/api/LoginUrl",
            "{\"data\":{\"response\":\"http://192.0.2.8/l\"}}",
            box -> box.config().platformUrl(),
            "http://192.0.2.8/l"),
        new Call(
            V5,
            "POST /SophonConfig/api/login {\"username\":\"admin\",\"password\":\"p\"}",
            "box-login-response-v5r7.json",
            box -> box.config().isLogin("admin", "p"),
            true),
        does(
            V5,
            "POST /SophonFogSys/api/WipeData {\"wipe_options\":{\"users\":false,\"events\":true}}",
            DONE,
            box -> box.config().wipe(BoxConfig.Wipe.EVENTS, CONFIRMED)),
        new Call(
            V6,
            "POST " + FACE + "getconfigs {}",
            "constructed/configs-v6r1.json",
            box -> box.config().all().layout(),
            "V6R1"),
        new Call(
            V6,
            "POST " + FACE + "getconfigs {\"config_name\":\"MATCH_THRESHOLD\"}",
            "constructed/configs-item-v6r1.json",
            box -> box.config().item("MATCH_THRESHOLD").layout(),
            "V6R1"),
        does(
            V6,
            "POST " + FACE + "setconfigs {\"config_dict\":{\"MATCH_THRESHOLD\":80}}",
            "{\"MATCH_THRESHOLD\":80}",
            box -> box.config().set(Map.of("MATCH_THRESHOLD", 80))),
        new Call(
            V6,
            "POST " + FACE + "getconfigs {\"config_name\":\"MQ_LICENSE_KEY\"}",
            "{\"MQ_LICENSE_KEY\":\"L1\"}",
            box -> box.config().licenceCode(),
            "L1"),
        does(
            V6,
            "POST " + FACE + "setconfigs {\"config_dict\":{\"MQ_LICENSE_KEY\":\"L1\"}}",
            NOTHING,
            box -> box.config().setLicenceCode("L1")),
        new Call(
            V6,
            "POST " + FACE + "login {\"username\":\"admin\",\"password\":\"p\"}",
            "constructed/box-login-answer-v6r1.json",
            box -> box.config().isLogin("admin", "p"),
            true),
        does(
            V6,
            "POST " + FACE + "wipedata {\"all\":true}",
            "{\"result\":true}",
            box -> box.config().wipe(BoxConfig.Wipe.EVERYTHING, CONFIRMED)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isSentToTheLetter(Call call) throws Exception {
    try (ScriptedBox box = new ScriptedBox();
        BoxClient client = box.client(call.generation)) {
      String path = call.methodAndPath();
      if (call.answer.equals("picture")) {
        box.on(path, 200, "image/jpeg", new byte[] {1, 2, 3});
      } else if (call.answer.startsWith("{")) {
        box.on(path, call.answer);
      } else {
        box.onSample(path, call.answer);
      }
      assertThat(call.does.apply(client)).isEqualTo(call.result);
      assertThat(box.asked()).containsExactly(call.asked);
    }
  }

  @Test
  void thePageHasEveryCallThatIsMade() throws Exception {
    List<String> onPage = found("\\| `((GET|POST|PUT|DELETE) /[^`]*)` \\|");
    assertThat(onPage).doesNotHaveDuplicates();
    List<String> patterns =
        onPage.stream().map(call -> call.replaceAll("\\{[a-z]+}", "[^/]+")).toList();
    TreeSet<String> made = new TreeSet<>(calls().map(Call::methodAndPath).toList());
    made.add("GET /SophonFogSys/api/MonitorServerUrl"); // where the newer call is not there
    made.add("POST /SophonFogSys/api/permissions"); // two calls, see BoxClientTest
    assertThat(made).allMatch(call -> patterns.stream().anyMatch(call::matches));
    assertThat(patterns).allMatch(each -> made.stream().anyMatch(call -> call.matches(each)));
  }

  @Test
  void thePageHasEveryMethod() throws Exception {
    TreeSet<String> methods = new TreeSet<>();
    for (Method part : BoxClient.class.getDeclaredMethods()) {
      Class<?> type = part.getReturnType();
      if (Modifier.isPublic(part.getModifiers())
          && type.getPackage() == BoxClient.class.getPackage()
          && part.getParameterCount() == 0
          && !type.isEnum()) {
        for (Method method : type.getDeclaredMethods()) {
          if (Modifier.isPublic(method.getModifiers())) {
            methods.add(part.getName() + "()." + method.getName());
          }
        }
      }
    }
    assertThat(new TreeSet<>(found("`([a-z]+\\(\\)\\.[a-zA-Z]+)`"))).isEqualTo(methods);
  }

  private static List<String> found(String pattern) throws Exception {
    String page = Files.readString(PAGE).replaceAll("(?s)(## The platform).*", "");
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    return Stream.iterate(matcher.find(), found -> found, found -> matcher.find())
        .map(found -> matcher.group(1))
        .toList();
  }
}
