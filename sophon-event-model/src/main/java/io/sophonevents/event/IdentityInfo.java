package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a person when they were registered, with what the box added; free-form, empty
 * for a stranger.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints no value. Source: docs/protocol.md,
 * section 1.9.
 *
 * @param faceIds ids of the person's faces
 * @param imageId id of the gallery picture, absent when nothing matched
 * @param permissionIds the permission groups that the person belongs to
 * @param type what the person is; the event's own kind of person wins
 * @param userId the number of the person; the event's own identity id wins
 * @param name the name of the person; the event's own name wins
 * @param addedSeconds when it was added, seconds since 1970-01-01T00:00Z
 * @param extraInfo address, telephone number and the like, {@code ext_info}
 * @param unknownFields whatever else was registered
 */
public record IdentityInfo(
    @JsonProperty("image_id") @Nullable String imageId,
    @JsonProperty("permission_ids") @Nullable List<Code> permissionIds,
    @JsonProperty("type") @Nullable Code type,
    @JsonProperty("user_id") @Nullable Code userId,
    @JsonProperty("face_ids") @Nullable List<String> faceIds,
    @JsonProperty("name") @Nullable PersonName name,
    @JsonProperty("addTime") @Nullable SentNumber addedSeconds,
    @JsonProperty("ext_info") @Nullable Map<String, @Nullable Object> extraInfo,
    Map<String, @Nullable Object> unknownFields) {

  /** Nothing is known, as for a stranger. */
  public static final IdentityInfo NONE =
      new IdentityInfo(null, null, null, null, null, null, null, null, Map.of());

  public IdentityInfo {
    permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
    faceIds = faceIds == null ? null : List.copyOf(faceIds);
    extraInfo = extraInfo == null ? null : UnknownFields.copyOf(extraInfo);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
