package io.sophonevents.client.box.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxException;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.BoxPeople;
import io.sophonevents.client.box.EventFilter;
import io.sophonevents.client.box.GalleryPerson;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.ExtraInfo;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two sides of the REST calls, each of which the other one's tests know nothing of. */
@Timeout(60)
class BoxClientAgainstServerTest {
  private static final IdentityId ID = IdentityId.of("100001");
  private static final PersonName NAME = PersonName.of("Tom");

  private final InMemoryBox memory = new InMemoryBox();
  private final BoxServer server = BoxServer.builder(memory).open();
  private final BoxClient v5 = client(server, BoxGeneration.V5);
  private final BoxClient v6 = client(server, BoxGeneration.V6);

  @AfterEach
  void close() {
    v5.close();
    v6.close();
    server.close();
  }

  private static BoxClient client(BoxServer server, BoxGeneration generation) {
    return BoxClient.builder("127.0.0.1:" + server.port()).generation(generation).open();
  }

  private static byte[] jpeg(int last) {
    return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) last};
  }

  private static EncodedImage image(int last) {
    return EncodedImage.of(jpeg(last));
  }

  @Test
  void aPersonHasAsManyFacesAsWereAdded() {
    BoxPeople people = v6.people();
    people.register(ID, NAME, PersonType.EMPLOYEE, image(1));
    GalleryPerson two = people.addFace(ID, image(2));

    assertThat(two.id()).isEqualTo(ID);
    assertThat(two.faceIds()).hasSize(2).doesNotHaveDuplicates();
    assertThat(two.registeredImageIds())
        .extracting(id -> v6.pictures().registered(id))
        .containsExactly(jpeg(1), jpeg(2));
    assertThat(people.find(ID).orElseThrow())
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo(NAME);
              assertThat(found.faceIds()).isEqualTo(two.faceIds());
              assertThat(found.registeredImageIds()).isEqualTo(two.registeredImageIds());
            });
  }

  @Test
  void aFaceIsReplacedAndItsPictureForgotten() {
    BoxPeople people = v6.people();
    people.register(ID, NAME, PersonType.EMPLOYEE, image(1));
    GalleryPerson before = people.addFace(ID, image(2));
    String first = before.faceIds().get(0);
    GalleryPerson after = people.replaceFace(FaceChange.V6R1.replacement(ID, first, image(3)));

    assertThat(after.faceIds()).hasSize(2).contains(before.faceIds().get(1)).doesNotContain(first);
    assertThat(after.registeredImageIds())
        .extracting(id -> v6.pictures().registered(id))
        .containsExactly(jpeg(3), jpeg(2));
    assertNoPicture(before.registeredImageIds().get(0));
  }

  @Test
  void aFaceIsDeletedAndThePersonStaysWithoutTheLastOne() {
    BoxPeople people = v6.people();
    people.register(ID, NAME, PersonType.EMPLOYEE, image(1));
    GalleryPerson two = people.addFace(ID, image(2));
    GalleryPerson one = people.deleteFace(FaceChange.V6R1.deletion(ID, two.faceIds().get(0)));

    assertThat(one.faceIds()).containsExactly(two.faceIds().get(1));
    assertThat(one.registeredImageIds()).containsExactly(two.registeredImageIds().get(1));
    assertNoPicture(two.registeredImageIds().get(0));
    assertThat(people.deleteFace(FaceChange.V6R1.deletion(ID, one.faceIds().get(0))).faceIds())
        .isEmpty();
    assertThat(people.find(ID)).isPresent();
  }

  @Test
  void aPictureOfSomebodyWhoIsRegisteredAnewIsForgotten() {
    v5.people().register(ID, NAME, PersonType.EMPLOYEE, image(1));
    String before = v5.people().find(ID).orElseThrow().registeredImageIds().get(0);
    v5.people().update(PersonRegistration.V2R1.builder(ID).registeredImage(image(2)).build());

    String after = v5.people().find(ID).orElseThrow().registeredImageIds().get(0);
    assertThat(v5.pictures().registered(after)).isEqualTo(jpeg(2));
    assertNoPicture(before);
  }

  private void assertNoPicture(String id) {
    assertThatExceptionOfType(BoxException.class)
        .isThrownBy(() -> v6.pictures().registered(id))
        .matches(refusal -> refusal.is("ID_NOT_FOUND"));
  }

  @Test
  void eventsOfV5AreFoundByRoomAndGallery() {
    see("1", "staff", "1203");
    see("2", "visitors", "1203");
    see("3", "staff", "1204");
    see("4", "", "");

    assertThat(found(EventFilter.builder().room("1203"))).containsExactly("2", "1");
    assertThat(found(EventFilter.builder().galleries(List.of("staff")))).containsExactly("3", "1");
    assertThat(found(EventFilter.builder().galleries(List.of("staff", "visitors"))))
        .containsExactly("3", "2", "1");
    assertThat(found(EventFilter.builder().galleries(List.of("staff")).room("1203")))
        .containsExactly("1");
    assertThat(found(EventFilter.builder().room("12"))).isEmpty();
    assertThat(found(EventFilter.builder())).containsExactly("4", "3", "2", "1");
  }

  @Test
  void eventsOfV6AreNotAskedForByRoomOrGallery() {
    String expected = "box 127.0.0.1: V6 has no events by gallery or room";
    for (EventFilter.Builder filter :
        List.of(
            EventFilter.builder().room("1203"),
            EventFilter.builder().galleries(List.of("staff")))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> v6.events().page(filter.build(), 0, 10))
          .withMessage(expected);
    }
  }

  private void see(String id, String gallery, String room) {
    memory.add(
        StreamEvent.V5R2
            .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
            .galleryName(gallery)
            .identityInfo(
                IdentityInfo.of(
                    PersonName.of("m-" + id),
                    PersonType.EMPLOYEE,
                    List.of(),
                    room.isEmpty() ? null : ExtraInfo.builder().room(room).buildV2R1()))
            .build());
  }

  private Stream<String> found(EventFilter.Builder filter) {
    return v5.events().find(filter.build()).map(StoredEvent::identityId).map(IdentityId::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1607062639.7370062",
        "a b+c%20d",
        "a/b",
        "../users",
        "a?b=c&d#e",
        "小王",
        "%2F",
        "\"<a>\\;:@"
      })
  void anIdOfAPictureComesAsItIs(String id) {
    BoxService echo =
        new BoxService() {
          @Override
          public Optional<EncodedImage> picture(String asked, EventTime time) {
            return Optional.of(pictureOf(asked + " at " + time.text()));
          }

          @Override
          public Optional<EncodedImage> registeredPicture(String asked) {
            return Optional.of(pictureOf(asked));
          }
        };
    EventTime time = EventTime.ofSeconds(new BigDecimal("1607062639.7013178"));
    try (BoxServer own = BoxServer.builder(echo).open()) {
      for (BoxGeneration generation : BoxGeneration.values()) {
        try (BoxClient client = client(own, generation)) {
          assertThat(client.pictures().registered(id)).isEqualTo(bytesOf(id));
          assertThat(client.pictures().ofEvent(id, time))
              .isEqualTo(bytesOf(id + " at 1607062639.7013178"));
        }
      }
    }
  }

  private static EncodedImage pictureOf(String text) {
    return EncodedImage.of(bytesOf(text));
  }

  private static byte[] bytesOf(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] picture = Arrays.copyOf(jpeg(0), 4 + bytes.length);
    System.arraycopy(bytes, 0, picture, 4, bytes.length);
    return picture;
  }

  @ParameterizedTest
  @CsvSource({
    "V6, V6, ID_NOT_FOUND, ID_NOT_FOUND",
    "V6, V5, ID_NOT_FOUND, 40401",
    "V5, V6, 40401, ID_NOT_FOUND",
    "V5, V5, 40401, 40401",
    "V6, V5, LOW_QUALITY_ERROR, 40006",
    "V5, V6, 40006, LOW_QUALITY_ERROR",
    "V5, V6, IDENTITY_EXSIT_ERROR, ID_REPEAT_ERROR",
    "V6, V6, LIVENESS_DETECT_FAIL, LIVENESS_DETECT_FAIL",
    "V5, V5, 40095, 40095"
  })
  void aRefusalOfTheBoxBehindIsPassedOnInTheWordsOfTheCaller(
      BoxGeneration behind, BoxGeneration caller, String refused, String told) {
    try (FakeBox box = FakeBox.open(behind);
        BoxClient toBox = BoxClient.builder(address(box)).generation(behind).open();
        BoxServer relay = BoxServer.builder(new Relay(toBox)).open();
        BoxClient client = client(relay, caller)) {
      box.refusesCalls(refused, "clarity");
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.devices().all())
          .satisfies(
              refusal -> {
                assertThat(requireNonNull(refusal.code()).text()).isEqualTo(told);
                assertThat(refusal.words()).isEqualTo("clarity");
              });
      box.answersCalls();
      assertThat(client.devices().all()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void aBoxBehindThatIsGoneIsNoRefusalOfItsOwn(BoxGeneration generation) {
    try (FakeBox box = FakeBox.open(generation);
        BoxClient toBox = BoxClient.builder(address(box)).generation(generation).open();
        BoxServer relay = BoxServer.builder(new Relay(toBox)).open();
        BoxClient client = client(relay, generation)) {
      box.restLine().refuse();
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.devices().all())
          .satisfies(
              refusal -> {
                assertThat(refusal.httpStatus()).isEqualTo(502);
                assertThat(refusal.is("INTERNAL_ERROR") || refusal.is("SERVER_PROCESS_FAILED"))
                    .isTrue();
                assertThat(refusal.words()).isEqualTo("no answer from the box behind");
              });
    }
  }

  @Test
  void aRefusalWithoutACodeIsPassedOnAsOne() {
    try (BoxServer behind = BoxServer.builder(memory).admitted(address -> false).open();
        BoxClient toBox = client(behind, BoxGeneration.V6);
        BoxServer relay = BoxServer.builder(new Relay(toBox)).open();
        BoxClient client = client(relay, BoxGeneration.V6)) {
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> toBox.devices().all())
          .matches(refusal -> refusal.httpStatus() == 403 && refusal.code() == null);
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.devices().all())
          .matches(refusal -> refusal.httpStatus() == 500 && refusal.is("INTERNAL_ERROR"));
    }
  }

  private static String address(FakeBox box) {
    return box.restUri().getAuthority();
  }

  /** Stands between: what it is asked, it asks its box. */
  private record Relay(BoxClient box) implements BoxService {
    @Override
    public List<? extends MediaDevice> devices() {
      return box.devices().all();
    }
  }
}
