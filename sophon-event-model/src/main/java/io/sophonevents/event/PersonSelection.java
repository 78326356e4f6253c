package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names people to a box: those to delete, or the one to tell about. Which of the two is said by
 * method or path. Answered with a {@link PersonDeletionAnswer} or a {@link Person}.
 */
public sealed interface PersonSelection extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_SELECTION;
  }

  /** Who, as the gallery numbers them. */
  List<IdentityId> people();

  /**
   * The body of every version; one of the two is there.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor pages "4 delete person", V2R1 to
   * V5R7, "2 get identity" and "5 delete identity", V6R1.
   *
   * @param identityId one person
   * @param identityIds any number of people, to delete; V5R7 and later
   */
  record V2R1(
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_ids") @Nullable List<IdentityId> identityIds,
      Map<String, @Nullable Object> unknownFields)
      implements PersonSelection {
    public V2R1 {
      identityIds = identityIds == null ? null : List.copyOf(identityIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** One person. */
    public static V2R1 of(IdentityId identityId) {
      return new V2R1(identityId, null, Map.of());
    }

    /** Any number of people, for V5R7 and later. */
    public static V2R1 of(List<IdentityId> identityIds) {
      return new V2R1(null, identityIds, Map.of());
    }

    @Override
    public List<IdentityId> people() {
      if (identityIds != null) {
        return identityIds;
      }
      return identityId == null ? List.of() : List.of(identityId);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
