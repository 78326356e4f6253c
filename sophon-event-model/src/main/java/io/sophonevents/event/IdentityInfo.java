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
 * @param description in whatever words
 * @param visitCardNumber of the card that opens the door
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
    @JsonProperty("description") @Nullable Code description,
    @JsonProperty("visit_card_number") @Nullable Code visitCardNumber,
    @JsonProperty("ext_info") ExtraInfo.@Nullable V2R1 extraInfo,
    Map<String, @Nullable Object> unknownFields) {

  /** Nothing is known, as for a stranger. */
  public static final IdentityInfo NONE =
      new IdentityInfo(null, null, null, null, null, null, null, null, null, null, Map.of());

  public IdentityInfo {
    permissionIds = permissionIds == null ? null : List.copyOf(permissionIds);
    faceIds = faceIds == null ? null : List.copyOf(faceIds);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  /** What a person is registered with; an empty list of permission groups is left out. */
  public static IdentityInfo of(
      PersonName name,
      PersonType type,
      List<String> permissionIds,
      ExtraInfo.@Nullable V2R1 extraInfo) {
    Code code =
        type.asNumber()
            .map(number -> Code.of(Long.parseLong(number.code())))
            .orElseGet(() -> Code.of(type.code()));
    return new IdentityInfo(
        null,
        permissionIds.isEmpty() ? null : permissionIds.stream().map(Code::of).toList(),
        code,
        null,
        null,
        name,
        null,
        null,
        null,
        extraInfo,
        Map.of());
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
