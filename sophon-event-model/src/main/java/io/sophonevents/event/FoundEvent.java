package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that was found by a picture, part of a {@link PictureSearchAnswer}. It has no id; its
 * pictures are asked for by theirs, together with {@link EventTime#text()}.
 */
public sealed interface FoundEvent {
  /** Who, as the gallery numbers them; empty for a stranger. */
  @Nullable IdentityId identityId();

  /** The name in the gallery. */
  @Nullable PersonName identityName();

  /** When the face was seen. */
  EventTime time();

  /** When the person left the frame. */
  @Nullable EventTime leftTime();

  /** How well the face matches the one in the picture that was asked about. */
  @Nullable Score probeScore();

  /** What the person is; absent means an employee. */
  @Nullable PersonType personType();

  /** The camera, gate or reader that saw the face. */
  @Nullable CaptureDevice captureDevice();

  /** What was computed from the face. */
  @Nullable FaceAttributes attributes();

  /** The id of the scene. */
  @Nullable String sceneImageId();

  /** The id of the face, cut out of the scene. */
  @Nullable String faceImageId();

  /** The id of the gallery picture, empty or absent when nothing matched. */
  @Nullable String registeredImageId();

  /**
   * The layout of the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10; vendor page "16 picture search", V2R6 and
   * V5R5 to V5R7.
   *
   * @param identityInfo empty for a stranger
   * @param score of the event: how well the face matched the gallery
   * @param captureDevice {@code ep_info}
   */
  record V2R6(
      @JsonProperty("compare_score") @Nullable Score probeScore,
      @JsonProperty(value = "timestamp", required = true) @Described(as = Described.As.SECONDS)
          EventTime time,
      @JsonProperty("out_timestamp") @Described(as = Described.As.SECONDS)
          @Nullable EventTime leftTime,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty("recognize_face_pic_id") @Nullable String faceImageId,
      @JsonProperty("spot_pic_id") @Nullable String sceneImageId,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("ep_info") CaptureDevice.@Nullable V5R4 captureDevice,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V5R4 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements FoundEvent {
    public V2R6 {
      requireNonNull(time, "time");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String registeredImageId() {
      return identityInfo == null ? null : identityInfo.imageId();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10; vendor page "16 search by image", V6R1.
   *
   * @param personType a word such as {@code employee}
   * @param captureDevice {@code media_device_info}
   */
  record V6R1(
      @JsonProperty("compare_score") @Nullable Score probeScore,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("out_timestamp") @Nullable EventTime leftTime,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("register_image_id") @Nullable String registeredImageId,
      @JsonProperty("recognize_face_image_id") @Nullable String faceImageId,
      @JsonProperty("spot_image_id") @Nullable String sceneImageId,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("media_device_info") CaptureDevice.@Nullable V6R1 captureDevice,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V6R1 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements FoundEvent {
    public V6R1 {
      requireNonNull(time, "time");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
