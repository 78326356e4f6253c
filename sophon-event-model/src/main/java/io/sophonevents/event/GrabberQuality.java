package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot camera said of a face, {@code grab_fiqa_info}; empty for all other devices.
 *
 * <p>Immutable. Source: docs/protocol.md, section 1.8; units inferred there.
 *
 * @param confidence how sure the camera was that it is a face, seen: 90
 * @param faceId the camera's number for the face
 * @param faceInScene where the face is in the scene, pixels
 * @param faceInCrop where the face is in the crop, pixels
 * @param pitch degrees
 * @param yaw degrees
 * @param roll degrees
 * @param age years or an age class, the vendor does not say
 * @param eyeDistance pixels
 * @param sex 0 male, 1 female
 */
public record GrabberQuality(
    @JsonProperty("confidence") @Nullable SentNumber confidence,
    @JsonProperty("face_id") @Nullable SentNumber faceId,
    @JsonProperty("rect") @Nullable Edges faceInScene,
    @JsonProperty("rel_rect") @Nullable Edges faceInCrop,
    @JsonProperty("pitch") @Nullable SentNumber pitch,
    @JsonProperty("yaw") @Nullable SentNumber yaw,
    @JsonProperty("roll") @Nullable SentNumber roll,
    @JsonProperty("age") @Nullable Code age,
    @JsonProperty("eye_dist") @Nullable SentNumber eyeDistance,
    @JsonProperty("sex") @Nullable Code sex,
    Map<String, @Nullable Object> unknownFields) {

  /** Of a device that is no snapshot camera. */
  public static final GrabberQuality NONE =
      new GrabberQuality(null, null, null, null, null, null, null, null, null, null, Map.of());

  public GrabberQuality {
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  /**
   * Four edges, in pixels.
   *
   * <p>Immutable.
   */
  public record Edges(
      @JsonProperty("top") @Nullable SentNumber top,
      @JsonProperty("bottom") @Nullable SentNumber bottom,
      @JsonProperty("left") @Nullable SentNumber left,
      @JsonProperty("right") @Nullable SentNumber right,
      Map<String, @Nullable Object> unknownFields) {
    public Edges {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
