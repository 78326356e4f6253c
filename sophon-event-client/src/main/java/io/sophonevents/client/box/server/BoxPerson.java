package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Code;
import io.sophonevents.event.ExtraInfo;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.PersonType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in the gallery of a box, whatever the generation.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints no value.
 *
 * @param galleryNames empty in V6, which has one gallery
 * @param extraInfo address, telephone number and the like; written only to a caller of the
 *     generation that has its layout
 * @param registeredImageIds ids of the gallery pictures, in the order of the faces
 */
public record BoxPerson(
    IdentityId id,
    @Nullable PersonName name,
    @Nullable PersonType type,
    List<String> permissionIds,
    List<String> galleryNames,
    @Nullable ExtraInfo extraInfo,
    List<String> faceIds,
    List<String> registeredImageIds) {
  public BoxPerson {
    requireNonNull(id, "id");
    permissionIds = List.copyOf(permissionIds);
    galleryNames = List.copyOf(galleryNames);
    faceIds = List.copyOf(faceIds);
    registeredImageIds = List.copyOf(registeredImageIds);
  }

  /**
   * What a registration says of a person, who has no face yet.
   *
   * @throws BoxRefusal if it does not say who
   */
  public static BoxPerson from(PersonRegistration registration) {
    IdentityId id = registration.identityId();
    if (id == null) {
      throw new BoxRefusal("MISSING_ARGUMENTS", "identity_id");
    }
    if (registration instanceof PersonRegistration.V6R1 person) {
      return new BoxPerson(
          id,
          person.identityName(),
          person.personType(),
          orEmpty(person.permissionIds()),
          List.of(),
          person.extraInfo(),
          List.of(),
          List.of());
    }
    PersonRegistration.V2R1 person = (PersonRegistration.V2R1) registration;
    IdentityInfo info = person.identityInfo() == null ? IdentityInfo.NONE : person.identityInfo();
    Code type = info.type();
    return new BoxPerson(
        id,
        info.name(),
        type == null ? null : PersonType.of(type.text()),
        orEmpty(info.permissionIds()).stream().map(Code::text).toList(),
        person.galleryNames(),
        info.extraInfo(),
        List.of(),
        List.of());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  @Override
  public String toString() {
    return "BoxPerson[faces=" + faceIds.size() + "]";
  }
}
