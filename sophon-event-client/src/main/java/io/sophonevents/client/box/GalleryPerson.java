package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Code;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EnrolledPerson;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.Person;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in the gallery of a box, of either generation.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints neither id nor name nor picture.
 *
 * @param galleryNames V5 only
 * @param permissionIds the permission groups, by which capture devices admit
 * @param registeredImageIds for {@link BoxPictures#registered}
 * @param registeredImage V5, where the box sends it with the person; may be empty
 */
public record GalleryPerson(
    IdentityId id,
    @Nullable PersonName name,
    @Nullable PersonType type,
    List<String> galleryNames,
    List<String> permissionIds,
    List<String> faceIds,
    List<String> registeredImageIds,
    @Nullable EncodedImage registeredImage) {
  public GalleryPerson {
    requireNonNull(id, "id");
    galleryNames = List.copyOf(galleryNames);
    permissionIds = List.copyOf(permissionIds);
    faceIds = List.copyOf(faceIds);
    registeredImageIds = List.copyOf(registeredImageIds);
  }

  static GalleryPerson from(EnrolledPerson person) {
    IdentityInfo info = person.identityInfo() == null ? IdentityInfo.NONE : person.identityInfo();
    List<String> images = new Fields("person", info.unknownFields()).texts("image_ids");
    String image = info.imageId() == null ? person.registeredImageId() : info.imageId();
    return new GalleryPerson(
        person.identityId(),
        info.name(),
        info.type() == null ? null : type(info.type()),
        person.galleryNames(),
        info.permissionIds() == null
            ? List.of()
            : info.permissionIds().stream().map(Code::text).toList(),
        orNone(info.faceIds()),
        !images.isEmpty() ? images : image == null || image.isEmpty() ? List.of() : List.of(image),
        person.registeredImage());
  }

  static GalleryPerson from(Person.V6R1 person) {
    return new GalleryPerson(
        person.identityId() == null ? IdentityId.of("") : person.identityId(),
        person.identityName(),
        person.personType(),
        List.of(),
        orNone(person.permissionIds()),
        orNone(person.faceIds()),
        orNone(person.registeredImageIds()),
        null);
  }

  private static PersonType type(Code code) {
    return code.text().matches("[0-9]{1,9}")
        ? PersonType.of(Long.parseLong(code.text()))
        : PersonType.of(code.text());
  }

  private static List<String> orNone(@Nullable List<String> ids) {
    return ids == null ? List.of() : ids;
  }
}
