package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a person when they were registered; free-form, empty for a stranger.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints no value. Source: docs/protocol.md,
 * section 1.9.
 *
 * @param faceIds ids of the person's faces
 * @param imageId id of the gallery picture, absent when nothing matched
 * @param unknownFields whatever else was registered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityInfo(
    @JsonProperty("face_ids") @Nullable List<String> faceIds,
    @JsonProperty("image_id") @Nullable String imageId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields) {

  /** Nothing is known, as for a stranger. */
  public static final IdentityInfo NONE = new IdentityInfo(null, null, Map.of());

  public IdentityInfo {
    faceIds = faceIds == null ? null : List.copyOf(faceIds);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  @Override
  public String toString() {
    return "IdentityInfo[" + unknownFields + "]";
  }
}
