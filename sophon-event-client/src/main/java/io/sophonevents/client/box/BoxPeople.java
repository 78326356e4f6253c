package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.Pagination;
import io.sophonevents.event.Person;
import io.sophonevents.event.PersonDeletionAnswer;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonPage;
import io.sophonevents.event.PersonQuery;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.PersonRegistrationAnswer;
import io.sophonevents.event.PersonSelection;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.SentNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people in the gallery of a box.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, section 5.4.
 */
public final class BoxPeople {
  /** The gallery that every box has. */
  public static final String DEFAULT_GALLERY = "default_group";

  /** How many people are asked for at a time: a page of V5 holds their pictures. */
  static final int PER_PAGE = 20;

  private static final String V5 = "/SophonFogSys/api/users";
  private static final String V6 = "/sophon/v2/face/";

  private final BoxConnection box;

  BoxPeople(BoxConnection box) {
    this.box = box;
  }

  /**
   * Registers a person by a picture, in V5 in the {@link #DEFAULT_GALLERY}.
   *
   * @throws BoxException for instance with {@code NO_FACE} or {@code NO_FACE_ERROR}, {@code
   *     LOW_QUALITY_ERROR}, {@code IDENTITY_EXSIT_ERROR} or {@code ID_REPEAT_ERROR}
   */
  public PersonRegistrationAnswer register(
      IdentityId id, PersonName name, PersonType type, EncodedImage picture) {
    return register(
        box.isV6()
            ? PersonRegistration.V6R1.of(id, name, type, picture)
            : PersonRegistration.V2R1.of(id, name, type, DEFAULT_GALLERY, picture));
  }

  /**
   * Registers a person.
   *
   * @param person in the layout of the box's generation
   */
  public PersonRegistrationAnswer register(PersonRegistration person) {
    return box.isV6()
        ? box.ask(
            BoxRequest.post(
                V6 + "createidentity", box.inLayout(PersonRegistration.V6R1.class, person)),
            PersonRegistrationAnswer.V6R1.class)
        : box.ask(
            BoxRequest.post(V5, box.inLayout(PersonRegistration.V2R1.class, person)),
            PersonRegistrationAnswer.V2R1.class);
  }

  /**
   * Changes what is said of a person. A V6 box replaces each field that is there; take the others
   * from {@link #find} if they are to stay.
   *
   * @param person in the layout of the box's generation
   */
  public void update(PersonRegistration person) {
    if (!box.isV6()) {
      box.command(BoxRequest.put(V5, box.inLayout(PersonRegistration.V2R1.class, person)));
      return;
    }
    PersonRegistration.V6R1 changed = box.inLayout(PersonRegistration.V6R1.class, person);
    try {
      box.command(BoxRequest.post(V6 + "updateidentity", changed));
    } catch (BoxException e) {
      if (e.code() != null || e.httpStatus() != 404) {
        throw e;
      }
      // there is no such path: the vendor's list of calls has it with a letter missing
      box.command(BoxRequest.post(V6 + "updateidenity", changed));
    }
  }

  /** The person with this id; empty if there is none. */
  public Optional<GalleryPerson> find(IdentityId id) {
    try {
      if (box.isV6()) {
        Person.V6R1 person =
            box.ask(
                BoxRequest.ask(V6 + "getidentity", PersonSelection.V2R1.of(id)), Person.V6R1.class);
        return id.equals(person.identityId())
            ? Optional.of(GalleryPerson.from(person))
            : Optional.empty();
      }
      return box
          .ask(BoxRequest.get(V5).query("identity_id", id.text()), PersonPage.V2R1.class)
          .found()
          .people()
          .stream()
          .filter(person -> id.equals(person.identityId()))
          .map(GalleryPerson::from)
          .findFirst();
    } catch (BoxException e) {
      if (e.is("ID_NOT_FOUND") || e.is("NOT_FOUND")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Everybody, page by page as they are needed, each once; of a V5 box those in the {@link
   * #DEFAULT_GALLERY}. Reading may throw what a call does.
   */
  public Stream<GalleryPerson> all() {
    return box.isV6() ? pages(null, this::pageOfV6) : inGallery(DEFAULT_GALLERY);
  }

  /** Those in this gallery, V5 only: V6 has one gallery. */
  public Stream<GalleryPerson> inGallery(String galleryName) {
    if (box.isV6()) {
      throw box.unsupported("galleries");
    }
    return pages(requireNonNull(galleryName, "galleryName"), this::pageOfV5);
  }

  private interface Ask {
    Pages.Page<GalleryPerson> page(@Nullable String galleryName, int page);
  }

  private Stream<GalleryPerson> pages(@Nullable String galleryName, Ask ask) {
    return Pages.stream(
        box.subject(), PER_PAGE, page -> ask.page(galleryName, page), person -> person.id().text());
  }

  private Pages.Page<GalleryPerson> pageOfV5(@Nullable String galleryName, int page) {
    PersonPage.V2R1 answer =
        box.ask(
            BoxRequest.get(V5)
                .query("group_name", galleryName)
                .query("skip_num", page)
                .query("limit", PER_PAGE),
            PersonPage.V2R1.class);
    return new Pages.Page<>(
        answer.found().people().stream().map(GalleryPerson::from).toList(),
        total(answer.pagination()));
  }

  private Pages.Page<GalleryPerson> pageOfV6(@Nullable String none, int page) {
    PersonPage.V6R1 answer =
        box.ask(
            BoxRequest.ask(V6 + "getidentities", PersonQuery.V6R1.all(page, PER_PAGE)),
            PersonPage.V6R1.class);
    return new Pages.Page<>(
        answer.people().stream().map(GalleryPerson::from).toList(), total(answer.pagination()));
  }

  private static @Nullable Long total(@Nullable Pagination pagination) {
    SentNumber total = pagination == null ? null : pagination.totalCount();
    return total == null ? null : Long.valueOf(total.value().longValue());
  }

  /**
   * Deletes people with their faces.
   *
   * @param ids several of them need V5R7 or V6
   * @return who is deleted, as the box says
   */
  public List<IdentityId> delete(IdentityId... ids) {
    PersonSelection.V2R1 one =
        ids.length == 1
            ? PersonSelection.V2R1.of(ids[0])
            : PersonSelection.V2R1.of(Arrays.asList(ids));
    return box.isV6()
        ? box.ask(
                BoxRequest.post(
                    V6 + "deleteidentities", PersonSelection.V2R1.of(Arrays.asList(ids))),
                PersonDeletionAnswer.V6R1.class)
            .deleted()
        : box.ask(BoxRequest.delete(V5, one), PersonDeletionAnswer.V2R1.class).deleted();
  }

  /** Adds one more face to a person, V6 only. */
  public GalleryPerson addFace(IdentityId id, EncodedImage picture) {
    return changeOfV6(
        BoxRequest.post(
            V6 + "addface", PersonRegistration.V6R1.builder(id).registeredImage(picture).build()));
  }

  /** Replaces a face of a person, V6 only. */
  public GalleryPerson replaceFace(FaceChange.V6R1 change) {
    return changeOfV6(BoxRequest.post(V6 + "replaceface", change));
  }

  /** Deletes a face of a person, V6 only. */
  public GalleryPerson deleteFace(FaceChange.V6R1 change) {
    return changeOfV6(BoxRequest.post(V6 + "deleteface", change));
  }

  private GalleryPerson changeOfV6(BoxRequest request) {
    if (!box.isV6()) {
      throw box.unsupported("calls for single faces");
    }
    return GalleryPerson.from(box.ask(request, Person.V6R1.class));
  }
}
