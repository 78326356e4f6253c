package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a box answers when people were deleted, see {@link PersonSelection}. */
public sealed interface PersonDeletionAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON_DELETION_ANSWER;
  }

  /** Who is no longer in the gallery. */
  List<IdentityId> deleted();

  /**
   * The answer of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "4 delete person", V2R1 to
   * V5R7.
   *
   * @param deletion {@code data}
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) Deletion deletion,
      Map<String, @Nullable Object> unknownFields)
      implements PersonDeletionAnswer {
    public V2R1 {
      requireNonNull(deletion, "deletion");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<IdentityId> deleted() {
      if (deletion.identityIds() != null) {
        return deletion.identityIds();
      }
      return deletion.identityId() == null ? List.of() : List.of(deletion.identityId());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * Who was deleted, and from where.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4.
   *
   * @param identityIds where people were deleted by a list, V5R7 and later
   * @param galleryNames the galleries that they were in
   * @param message for people to read
   */
  record Deletion(
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_ids") @Nullable List<IdentityId> identityIds,
      @JsonProperty("group_name") @Nullable List<String> galleryNames,
      @JsonProperty("message") @Nullable String message,
      Map<String, @Nullable Object> unknownFields) {
    public Deletion {
      identityIds = identityIds == null ? null : List.copyOf(identityIds);
      galleryNames = galleryNames == null ? null : List.copyOf(galleryNames);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "5 delete identity", V6R1.
   *
   * @param failedIds who could not be deleted
   */
  record V6R1(
      @JsonProperty("success_identity_ids") @Nullable List<IdentityId> deletedIds,
      @JsonProperty("failed_identity_ids") @Nullable List<IdentityId> failedIds,
      Map<String, @Nullable Object> unknownFields)
      implements PersonDeletionAnswer {
    public V6R1 {
      deletedIds = deletedIds == null ? null : List.copyOf(deletedIds);
      failedIds = failedIds == null ? null : List.copyOf(failedIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<IdentityId> deleted() {
      return deletedIds == null ? List.of() : deletedIds;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
