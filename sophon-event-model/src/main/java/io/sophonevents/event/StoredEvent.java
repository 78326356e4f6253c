package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recognition as the box keeps it, asked for with an {@link EventQuery}: in place of its pictures
 * it has their ids, and its times are seconds with a fraction. The box wants {@link
 * EventTime#text()} again where one of its pictures is asked for.
 */
public sealed interface StoredEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.STORED_EVENT;
  }

  /** The id of the event: text, although it looks like a number. */
  @Override
  String eventId();

  @Override
  @Nullable String registeredImageId();

  @Override
  @Nullable String sceneImageId();

  @Override
  @Nullable String faceImageId();

  @Override
  @Nullable String infraredImageId();

  /** The permission group that the person was compared with. */
  @Nullable String permissionId();

  /** The name of that permission group. */
  @Nullable String permissionName();

  /** What the box asks of the platform about its gallery. */
  @Nullable WantedAction wantedAction();

  /** Whether the history upload took it. */
  @Nullable SentFlag isUploaded();

  /** The camera, gate or reader that saw the face. */
  @Nullable CaptureDevice captureDevice();

  /** When the person entered the frame. */
  @Nullable EventTime enteredTime();

  /** When the face was compared. */
  @Nullable EventTime recognisedTime();

  /** When the person left the frame. */
  @Nullable EventTime leftTime();

  /** How well the head is turned; a stranger of 0.7 or less must not be registered. */
  @Nullable SentNumber poseScore();

  /** Null: a stored event has {@link #registeredImageId()}. */
  @Override
  default @Nullable EncodedImage registeredImage() {
    return null;
  }

  /** Null: a stored event has {@link #sceneImageId()}. */
  @Override
  default @Nullable EncodedImage sceneImage() {
    return null;
  }

  @Override
  default @Nullable String captureDeviceIp() {
    CaptureDevice device = captureDevice();
    return device == null ? null : device.ip();
  }

  @Override
  default @Nullable DeviceType captureDeviceType() {
    CaptureDevice device = captureDevice();
    return device == null ? null : DeviceView.typeOf(device.type());
  }

  /**
   * The layout in parts, an element of {@link EventPage.V2R6}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "13 event fields", V2R6 and
   * V5R5 to V5R7.
   *
   * @param eventId {@code _id}
   * @param common what events of all devices have
   * @param gateData what a gate adds, else empty
   * @param grabberData what a snapshot camera adds, else empty
   * @param videoData what a stream adds, else empty
   */
  record V2R6(
      @JsonProperty(value = "_id", required = true) String eventId,
      @JsonProperty(value = "timestamp", required = true) @Described(as = Described.As.SECONDS)
          EventTime time,
      @JsonProperty(value = "common", required = true) Common common,
      @JsonProperty("gate_data") @Nullable GateData gateData,
      @JsonProperty("grab_data") @Nullable GrabberData grabberData,
      @JsonProperty("video_data") @Nullable VideoData videoData,
      Map<String, @Nullable Object> unknownFields)
      implements StoredEvent {
    public V2R6 {
      requireNonNull(eventId, "eventId");
      requireNonNull(time, "time");
      requireNonNull(common, "common");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public IdentityId identityId() {
      return common.identityId();
    }

    @Override
    public @Nullable PersonName identityName() {
      return common.identityName();
    }

    @Override
    public @Nullable Score score() {
      return common.score();
    }

    @Override
    public @Nullable PersonType personType() {
      return common.personType();
    }

    @Override
    public @Nullable String captureDeviceId() {
      CaptureDevice.V5R4 device = common.captureDevice();
      return device == null
          ? null
          : DeviceView.bestId(device.deviceId(), device.endpointId(), device.ip());
    }

    @Override
    public CaptureDevice.@Nullable V5R4 captureDevice() {
      return common.captureDevice();
    }

    @Override
    public FaceAttributes.@Nullable V5R4 attributes() {
      return common.attributes();
    }

    @Override
    public @Nullable String registeredImageId() {
      return common.identityInfo() == null ? null : common.identityInfo().imageId();
    }

    @Override
    public @Nullable String sceneImageId() {
      return common.sceneImageId();
    }

    @Override
    public @Nullable String faceImageId() {
      return common.faceImageId();
    }

    @Override
    public @Nullable String infraredImageId() {
      return gateData == null ? null : gateData.infraredImageId();
    }

    @Override
    public @Nullable String permissionId() {
      return common.permissionId();
    }

    @Override
    public @Nullable String permissionName() {
      return common.permissionName();
    }

    @Override
    public @Nullable WantedAction wantedAction() {
      return common.wantedAction();
    }

    @Override
    public @Nullable SentFlag isUploaded() {
      return common.isUploaded();
    }

    @Override
    public @Nullable EventTime enteredTime() {
      return videoData == null ? null : videoData.enteredTime();
    }

    @Override
    public @Nullable EventTime recognisedTime() {
      return videoData == null ? null : videoData.recognisedTime();
    }

    @Override
    public @Nullable EventTime leftTime() {
      return videoData == null ? null : videoData.leftTime();
    }

    @Override
    public @Nullable SentNumber poseScore() {
      return videoData == null ? null : videoData.poseScore();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code common} of {@link V2R6}: what events of all devices have.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param cardId the number of the door card
   * @param frameNumber of the frame in which the face was recognised
   * @param galleryId the gallery that was searched
   * @param galleryName the name of that gallery
   * @param identityId empty for a stranger
   * @param identityInfo empty for a stranger
   * @param isUploaded {@code is_send}, 0 or 1 in the samples
   */
  record Common(
      @JsonProperty("card_id") @Nullable String cardId,
      @JsonProperty("ep_info") CaptureDevice.@Nullable V5R4 captureDevice,
      @JsonProperty("frame_id") @Nullable SentNumber frameNumber,
      @JsonProperty("group_id") @Nullable String galleryId,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("is_send") @Nullable SentFlag isUploaded,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V5R4 attributes,
      @JsonProperty("recognize_face_pic_id") @Nullable String faceImageId,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("spot_pic_id") @Nullable String sceneImageId,
      @JsonProperty("want_action") @Nullable WantedAction wantedAction,
      Map<String, @Nullable Object> unknownFields) {
    public Common {
      requireNonNull(identityId, "identityId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code gate_data} of {@link V2R6}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   */
  record GateData(
      @JsonProperty("ir_image_id") @Nullable String infraredImageId,
      @JsonProperty("depth_image_id") @Nullable String depthImageId,
      Map<String, @Nullable Object> unknownFields) {
    public GateData {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code grab_data} of {@link V2R6}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param quality {@code grap_fiqa_info}, of which age and sex are described, as texts
   */
  record GrabberData(
      @JsonProperty("grap_fiqa_info") @JsonAlias("grab_fiqa_info") @Nullable GrabberQuality quality,
      Map<String, @Nullable Object> unknownFields) {
    public GrabberData {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code video_data} of {@link V2R6}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param trackId the face's number while it is in the stream
   * @param videoShape width, height and channels (inferred), seen: 1920, 1080, 3
   * @param enteredTime when the person entered the frame
   * @param enteredSceneImageId the scene then
   * @param enteredFaceImageId the face then
   * @param enteredBox where the face was in that scene
   * @param recognisedTime when the face was compared
   * @param poseScore over 0.7 if a stranger may be registered
   * @param leftTime when the person left the frame
   * @param strangerNumber shown over the head of a stranger
   */
  record VideoData(
      @JsonProperty("track_id") @Nullable SentNumber trackId,
      @JsonProperty("video_shape") @Nullable List<SentNumber> videoShape,
      @JsonProperty("in_timestamp") @Described(as = Described.As.SECONDS)
          @Nullable EventTime enteredTime,
      @JsonProperty("in_bg_pic_id") @Nullable String enteredSceneImageId,
      @JsonProperty("in_face_pic_id") @Nullable String enteredFaceImageId,
      @JsonProperty("in_box") @Nullable FaceBox enteredBox,
      @JsonProperty("recognition_timestamp") @Described(as = Described.As.SECONDS)
          @Nullable EventTime recognisedTime,
      @JsonProperty("pose_score") @Nullable SentNumber poseScore,
      @JsonProperty("out_timestamp") @Described(as = Described.As.SECONDS)
          @Nullable EventTime leftTime,
      @JsonProperty("unknown_id") @Nullable SentNumber strangerNumber,
      Map<String, @Nullable Object> unknownFields) {
    public VideoData {
      videoShape = videoShape == null ? null : List.copyOf(videoShape);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The flat layout of V6, scores from 0 to 100: an element of {@link EventPage.V6R1}, and the
   * answer to a {@link StoredEventRequest}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "13 event detail", V6R1.
   *
   * @param identityId empty for a stranger
   * @param personType a word such as {@code employee}; this table alone has {@code car} too
   * @param wantedAction {@code post_action}
   * @param frameNumber of the frame in which the face was recognised
   * @param isUploaded {@code is_send}, in the table only
   * @param captureDevice {@code media_device_info}
   * @param attributes {@code recognize_face_attr}
   * @param extension {@code ext_data}
   */
  record V6R1(
      @JsonProperty(value = "event_id", required = true) String eventId,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("register_image_id") @Nullable String registeredImageId,
      @JsonProperty("recognize_face_image_id") @Nullable String faceImageId,
      @JsonProperty("spot_image_id") @Nullable String sceneImageId,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("post_action") @Nullable WantedAction wantedAction,
      @JsonProperty("frame_id") @Nullable SentNumber frameNumber,
      @JsonProperty("is_send") @Nullable SentFlag isUploaded,
      @JsonProperty("media_device_info") CaptureDevice.@Nullable V6R1 captureDevice,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V6R1 attributes,
      @JsonProperty("ext_data") @Nullable Extension extension,
      Map<String, @Nullable Object> unknownFields)
      implements StoredEvent {
    public V6R1 {
      requireNonNull(eventId, "eventId");
      requireNonNull(time, "time");
      requireNonNull(identityId, "identityId");
      score = score == null ? null : score.inDocumented(ScoreRange.HUNDRED);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return captureDevice == null
          ? null
          : DeviceView.bestId(captureDevice.deviceId(), captureDevice.ip());
    }

    @Override
    public @Nullable String infraredImageId() {
      return extension == null ? null : extension.infraredImageId();
    }

    @Override
    public @Nullable EventTime enteredTime() {
      return extension == null ? null : extension.enteredTime();
    }

    @Override
    public @Nullable EventTime recognisedTime() {
      return extension == null ? null : extension.recognisedTime();
    }

    @Override
    public @Nullable EventTime leftTime() {
      return extension == null ? null : extension.leftTime();
    }

    @Override
    public @Nullable SentNumber poseScore() {
      return extension == null ? null : extension.poseScore();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code ext_data} of {@link V6R1}: what gates and streams add.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param trackId the face's number while it is in the stream
   * @param videoShape width, height and channels (inferred), seen: 1920, 1080, 3
   * @param enteredTime when the person entered the frame
   * @param recognisedTime when the face was compared
   * @param leftTime when the person left the frame
   * @param poseScore over 0.7 if a stranger may be registered
   * @param strangerNumber shown over the head of a stranger
   */
  record Extension(
      @JsonProperty("ir_image_id") @Nullable String infraredImageId,
      @JsonProperty("depth_image_id") @Nullable String depthImageId,
      @JsonProperty("track_id") @Nullable SentNumber trackId,
      @JsonProperty("video_shape") @Nullable List<SentNumber> videoShape,
      @JsonProperty("in_timestamp") @Nullable EventTime enteredTime,
      @JsonProperty("recognition_timestamp") @Nullable EventTime recognisedTime,
      @JsonProperty("out_timestamp") @Nullable EventTime leftTime,
      @JsonProperty("pose_score") @Nullable SentNumber poseScore,
      @JsonProperty("unknown_id") @Nullable SentNumber strangerNumber,
      Map<String, @Nullable Object> unknownFields) {
    public Extension {
      videoShape = videoShape == null ? null : List.copyOf(videoShape);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
