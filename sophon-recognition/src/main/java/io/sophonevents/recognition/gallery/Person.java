package io.sophonevents.recognition.gallery;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose face is known.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints lengths only.
 *
 * @param identityId the number that an event names the person by
 * @param registeredImage the picture that events show beside the scene, if there is one
 */
public record Person(
    IdentityId identityId,
    PersonName name,
    PersonType personType,
    @Nullable EncodedImage registeredImage) {
  public Person {
    requireNonNull(identityId, "identityId");
    requireNonNull(name, "name");
    requireNonNull(personType, "personType");
  }

  /** An employee without a picture: what an event means that says nothing else. */
  public static Person of(IdentityId identityId, PersonName name) {
    return new Person(identityId, name, PersonType.EMPLOYEE, null);
  }
}
