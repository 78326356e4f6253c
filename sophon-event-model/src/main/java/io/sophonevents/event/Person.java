package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as a V6 box has them: its answer to who asks for, updates or adds a face to one. Part of
 * {@link PersonPage.V6R1} and {@link IdentifyAnswer.V6R1} too.
 */
public sealed interface Person extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PERSON;
  }

  /** Who, as the gallery numbers them. */
  @Nullable IdentityId identityId();

  /**
   * The person of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor page "2 get identity", V6R1.
   *
   * @param identityId absent only where nobody matched
   * @param personType a word such as {@code employee}
   * @param permissionIds the permission groups that the person belongs to
   * @param extraInfo {@code ext_user_info}: address, telephone number and the like
   * @param faceCount {@code total_face_cnt}, only where a face was added, replaced or deleted
   * @param faceIds ids of the person's faces
   * @param registeredImageIds ids of the gallery pictures, in the order of the faces
   */
  record V6R1(
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("permission_ids") @Nullable List<String> permissionIds,
      @JsonProperty("ext_user_info") ExtraInfo.@Nullable V6R1 extraInfo,
      @JsonProperty("total_face_cnt") @Nullable SentNumber faceCount,
      @JsonProperty("face_ids") @Nullable List<String> faceIds,
      @JsonProperty("register_image_ids") @Nullable List<String> registeredImageIds,
      Map<String, @Nullable Object> unknownFields)
      implements Person {
    public V6R1 {
      permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
      faceIds = faceIds == null ? null : List.copyOf(faceIds);
      registeredImageIds = registeredImageIds == null ? null : List.copyOf(registeredImageIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
