package io.sophonevents.recognition.emit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sophonevents.event.Embedding;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.Landmarks;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.RecognitionResult.Stranger;
import io.sophonevents.recognition.gallery.Match;
import io.sophonevents.recognition.gallery.Person;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneEventsTest {
  private static final byte[] REGISTERED = Frame.of(8, 8, new byte[192]).jpeg();
  private static final Person PERSON =
      new Person(
          IdentityId.of("1001"),
          PersonName.of("Alex Winter"),
          PersonType.VIP,
          EncodedImage.of(REGISTERED));
  private static final FaceDetection FACE =
      new FaceDetection(
          new Box(-3.4, 10.2, 60.7, 90.9),
          0.99,
          Landmarks.of(20.4, 40.6, 45, 41, 33, 55, 22, 70, 44, 71));
  private static final Embedding SMALL = Embedding.of(new float[192]);

  private final EmitSettings settings =
      EmitSettings.of(
          "LICENCE1", "04f98265-1fad-47e5-9dda-66e191272055", "front door", "192.168.1.25", 0.446);
  private final Frame scene = Frame.of(100, 80, new byte[100 * 80 * 3]);
  private final SceneEvents events =
      new SceneEvents(settings, scene, Instant.parse("2026-11-21T08:00:00.123456Z"));
  private final EventCodec codec = new EventCodec();

  @Test
  void aKnownFaceBecomesAHistoryEventOfV5() throws IOException {
    JsonNode json = json(events.history(new Identified(FACE, SMALL, new Match(PERSON, 0.723))));

    assertThat(json.path("identity_id").textValue()).isEqualTo("1001");
    assertThat(json.path("identity_name").textValue()).isEqualTo("Alex Winter");
    assertThat(json.path("identity_info")).isEmpty();
    assertThat(json.path("timestamp").longValue()).isEqualTo(1795248000123L);
    assertThat(json.path("out_timestamp").longValue()).isEqualTo(1795248000123L);
    assertThat(json.path("score").doubleValue()).isEqualTo(91);
    assertThat(json.path("want_action").textValue()).isEqualTo("0");
    assertThat(json.path("person_type").intValue()).isEqualTo(5);
    assertThat(json.path("dev_sno").textValue()).isEqualTo("LICENCE1");
    assertThat(json.path("api_version").textValue()).isEqualTo("1.0");
    assertThat(json.path("ep_info").path("ep_id").textValue()).isEqualTo("LICENCE1__192.168.1.25");
    assertThat(json.path("reg_pic").binaryValue()).isEqualTo(REGISTERED);
    assertThat(Frame.decode("scene", json.path("spot_pic").binaryValue()).widthPixels())
        .isEqualTo(100);
    assertThat(Frame.decode("face", json.path("recognize_face").binaryValue()).widthPixels())
        .isEqualTo(77);
    JsonNode attributes = json.path("recognize_face_attr");
    assertThat(attributes.path("box").toString()).isEqualTo("[0,10,61,80]");
    assertThat(attributes.path("point").toString()).isEqualTo("[20,45,33,22,44,41,41,55,70,71]");
    assertThat(attributes.has("feature")).isFalse();
    assertThat(attributes.path("age").isNull()).isTrue();
  }

  @Test
  void whatWasEstimatedIsSentAsTheVendorsClassesAndTheRestAsNull() throws IOException {
    EstimatedAttributes estimated =
        EstimatedAttributes.NONE.withAgeYears(39.5).withMaleProbability(0.2);

    assertThat(classesOf(estimated))
        .isEqualTo(
            "{\"age\":\"youth\",\"mask\":null,\"gender\":\"female\",\"glasses\":null,"
                + "\"hat\":null,\"expression\":null}");
    assertThat(classesOf(estimated.withMaskProbability(1).withGlassesProbability(0.9)))
        .isEqualTo(
            "{\"age\":\"youth\",\"mask\":null,\"gender\":\"female\",\"glasses\":\"yes\","
                + "\"hat\":null,\"expression\":null}");
    assertThat(classesOf(EstimatedAttributes.NONE))
        .isEqualTo(
            "{\"age\":null,\"mask\":null,\"gender\":null,\"glasses\":null,"
                + "\"hat\":null,\"expression\":null}");
  }

  @Test
  void layoutsWithoutAPlaceForAttributesAreTheSameWithThem() throws IOException {
    RecognitionResult plain = new Stranger(FACE, SMALL, 0.2);
    RecognitionResult estimated =
        new Stranger(FACE, SMALL, EstimatedAttributes.NONE.withAgeYears(30), 0.2);

    assertThat(json(events.stream(estimated))).isEqualTo(json(events.stream(plain)));
    assertThat(json(events.realTime(estimated))).isEqualTo(json(events.realTime(plain)));
  }

  /** What the history event says of the face but where it is. */
  private String classesOf(EstimatedAttributes estimated) throws IOException {
    ObjectNode attributes =
        (ObjectNode)
            json(events.history(new Stranger(FACE, SMALL, estimated, 0.2)))
                .path("recognize_face_attr");
    return attributes.without(List.of("point", "box")).toString();
  }

  @Test
  void aKnownFaceBecomesARealTimeEventOfTheSe3WithItsSimilarity() throws IOException {
    JsonNode json = json(events.realTime(new Identified(FACE, SMALL, new Match(PERSON, 0.723))));

    assertThat(json.path("score").doubleValue()).isEqualTo(0.723);
    assertThat(json.path("group_name").textValue()).isEqualTo("default_group");
    assertThat(json.path("reg_pic").binaryValue()).isEqualTo(REGISTERED);
    JsonNode extension = json.path("ext_data");
    assertThat(extension.path("ep_id").textValue()).isEqualTo("LICENCE1__192.168.1.25");
    assertThat(extension.path("device_ip").textValue()).isEqualTo("192.168.1.25");
    assertThat(extension.path("device_type").textValue()).isEqualTo("3");
    assertThat(extension.path("person_type").intValue()).isEqualTo(5);
    assertThat(Frame.decode("scene", extension.path("spot_pic").binaryValue()).heightPixels())
        .isEqualTo(80);
  }

  @Test
  void aKnownFaceBecomesAStreamEventOfItsDevice() throws IOException {
    JsonNode json = json(events.stream(new Identified(FACE, SMALL, new Match(PERSON, 0.446))));

    assertThat(json.path("device_id").textValue())
        .isEqualTo("04f98265-1fad-47e5-9dda-66e191272055");
    assertThat(json.path("score").doubleValue()).isEqualTo(82);
    assertThat(json.path("ext_data").path("recognize_face").textValue()).startsWith("/9j/");
    assertThat(json.path("ext_data").path("grab_fiqa_info").isObject()).isTrue();
  }

  @Test
  void aStrangerHasNoIdAndTheScoreOfTheNearest() throws IOException {
    RecognitionResult stranger = new Stranger(FACE, SMALL, 0.223);
    JsonNode history = json(events.history(stranger));

    assertThat(history.path("identity_id").textValue()).isEmpty();
    assertThat(history.path("identity_name").textValue()).isEqualTo("stranger");
    assertThat(history.path("person_type").intValue()).isEqualTo(4);
    assertThat(history.path("score").doubleValue()).isEqualTo(41);
    assertThat(history.path("reg_pic").textValue()).isEmpty();
    assertThat(json(events.realTime(stranger)).path("score").doubleValue()).isEqualTo(0.223);
  }

  @Test
  void aStrangerToAnEmptyGalleryScoresZero() throws IOException {
    RecognitionResult stranger = new Stranger(FACE, SMALL, null);

    assertThat(json(events.stream(stranger)).path("score").doubleValue()).isZero();
    assertThat(json(events.realTime(stranger)).path("score").doubleValue()).isZero();
  }

  @Test
  void anEmbeddingIsSentIfItHasTheLayoutsSize() throws IOException {
    float[] values = new float[512];
    values[3] = 0.25f;
    JsonNode attributes =
        json(events.history(new Stranger(FACE, Embedding.of(values), null)))
            .path("recognize_face_attr");

    assertThat(attributes.path("feature")).hasSize(512);
    assertThat(attributes.path("feature").path(3).doubleValue()).isEqualTo(0.25);
  }

  @Test
  void aPictureTellsNothingBesideItsPixels() throws IOException {
    byte[] photo = withComment(REGISTERED);
    SceneEvents photographed =
        new SceneEvents(settings, Frame.decode("phone.jpg", photo), Instant.EPOCH);
    FaceDetection face =
        new FaceDetection(new Box(1, 1, 7, 7), 0.99, Landmarks.of(2, 2, 5, 2, 3, 4, 2, 6, 5, 6));
    Person person =
        new Person(PERSON.identityId(), PERSON.name(), PERSON.personType(), EncodedImage.of(photo));

    JsonNode json =
        json(photographed.history(new Identified(face, SMALL, new Match(person, 0.723))));

    assertThat(json.path("spot_pic").binaryValue()).isEqualTo(REGISTERED);
    assertThat(json.path("reg_pic").binaryValue()).isEqualTo(REGISTERED);
    assertThat(new String(json.path("recognize_face").binaryValue(), UTF_8))
        .doesNotContain("a place");
  }

  @Test
  void aRegisteredPictureThatNobodyCanReadIsLeftOut() throws IOException {
    Person person =
        new Person(
            PERSON.identityId(),
            PERSON.name(),
            PERSON.personType(),
            EncodedImage.of("GIF89a".getBytes(UTF_8)));

    JsonNode json = json(events.history(new Identified(FACE, SMALL, new Match(person, 0.723))));

    assertThat(json.path("reg_pic").textValue()).isEmpty();
  }

  private static byte[] withComment(byte[] jpeg) {
    byte[] comment = "\0\0\0\11a place".getBytes(UTF_8);
    comment[0] = (byte) 0xFF;
    comment[1] = (byte) 0xFE;
    byte[] all = new byte[jpeg.length + comment.length];
    System.arraycopy(jpeg, 0, all, 0, 2);
    System.arraycopy(comment, 0, all, 2, comment.length);
    System.arraycopy(jpeg, 2, all, 2 + comment.length, jpeg.length - 2);
    return all;
  }

  private JsonNode json(SophonEvent event) throws IOException {
    byte[] body = codec.encode(event);
    assertThat(codec.encode(codec.decode(body))).isEqualTo(body);
    return JsonMapper.builder().build().readTree(body);
  }
}
