package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a box answers to a {@link PersonRegistration}: the person is in its gallery. */
public sealed interface PersonRegistrationAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_REGISTRATION_ANSWER;
  }

  /** Who, as the gallery numbers them. */
  IdentityId identityId();

  /**
   * The answer of V2 to V5, to an update too.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor pages "1 create person" and "3
   * update person", V2R1 to V5R7.
   *
   * @param person {@code data}
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) EnrolledPerson person,
      Map<String, @Nullable Object> unknownFields)
      implements PersonRegistrationAnswer {
    public V2R1 {
      requireNonNull(person, "person");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public IdentityId identityId() {
      return person.identityId();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "1 create identity", V6R1.
   *
   * @param faceId of the face as the box keeps it
   * @param registeredImageId of the picture as the box keeps it
   */
  record V6R1(
      @JsonProperty("face_id") @Nullable String faceId,
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("register_image_id") @Nullable String registeredImageId,
      Map<String, @Nullable Object> unknownFields)
      implements PersonRegistrationAnswer {
    public V6R1 {
      requireNonNull(identityId, "identityId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
