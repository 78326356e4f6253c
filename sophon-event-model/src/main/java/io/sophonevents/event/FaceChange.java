package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has a box replace or delete one of the faces of a person. Which of the two is said by the path;
 * answered with a {@link Person}.
 */
public sealed interface FaceChange extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.FACE_CHANGE;
  }

  /**
   * The body of V6. The face to change is named by its place, the id of its picture or its own id;
   * to replace it, one of picture, path and vector is needed.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4; vendor pages "7 delete face" and "8 update
   * image", V6R1.
   *
   * @param registeredImageIndex 0 for the person's first picture; to replace only
   * @param registeredImageId goes before {@code faceId} if both are there
   * @param registeredImage the new picture
   * @param registeredImagePath of a file on the box
   * @param embedding the new vector, 512 values
   * @param qualityLevel {@code high}, which absent means too, {@code normal}, {@code low} or {@code
   *     no}
   */
  record V6R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("register_image_index") @Nullable SentNumber registeredImageIndex,
      @JsonProperty("register_image_id") @Nullable String registeredImageId,
      @JsonProperty("face_id") @Nullable String faceId,
      @JsonProperty("register_image") @Nullable EncodedImage registeredImage,
      @JsonProperty("register_image_path") @Nullable String registeredImagePath,
      @JsonProperty("register_feature") @Nullable Embedding embedding,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      Map<String, @Nullable Object> unknownFields)
      implements FaceChange {
    public V6R1 {
      requireNonNull(identityId, "identityId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Replaces the face with this id by that in a picture. */
    public static V6R1 replacement(IdentityId identityId, String faceId, EncodedImage image) {
      return new V6R1(identityId, null, null, faceId, image, null, null, null, Map.of());
    }

    /** Deletes the face with this id. */
    public static V6R1 deletion(IdentityId identityId, String faceId) {
      return new V6R1(identityId, null, null, faceId, null, null, null, null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
