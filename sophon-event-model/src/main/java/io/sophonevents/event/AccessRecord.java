package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody passed a door: what the management platform posts to a third party's server. */
public sealed interface AccessRecord extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.ACCESS_RECORD;
  }

  /**
   * The current body, which is that of a stream event to the letter: only the way it came tells the
   * two apart.
   *
   * <p>Immutable. Source: vendor page "1 way of reporting", V2R6, V5R6 to V6R2.
   *
   * @param record the fields
   */
  record V5R6(@JsonValue StreamEvent.V5R2 record) implements AccessRecord {
    public V5R6 {
      requireNonNull(record, "record");
    }

    @Override
    public IdentityId identityId() {
      return record.identityId();
    }

    @Override
    public @Nullable PersonName identityName() {
      return record.identityName();
    }

    @Override
    public EventTime time() {
      return record.time();
    }

    @Override
    public @Nullable Score score() {
      return record.score();
    }

    @Override
    public @Nullable PersonType personType() {
      return record.personType();
    }

    @Override
    public @Nullable String captureDeviceId() {
      return record.captureDeviceId();
    }

    @Override
    public @Nullable String captureDeviceIp() {
      return record.captureDeviceIp();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return record.captureDeviceType();
    }

    @Override
    public @Nullable String registeredImageId() {
      return record.registeredImageId();
    }

    @Override
    public @Nullable EncodedImage registeredImage() {
      return record.registeredImage();
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return record.sceneImage();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return record.faceImage();
    }
  }

  /**
   * The old body, scores from 0 to 1. The platform's open API still prints it in every version.
   *
   * <p>Immutable. Source: vendor page "1 way of reporting", V2R2 to V2R4 and V5R2 to V5R5.
   *
   * @param personType {@code MEMBER}, {@code VIP}, {@code VISITOR}, {@code BLACKLIST} or {@code
   *     STRANGER}
   * @param photoId of the captured face
   * @param boxId the box
   * @param cameraId the capture device
   * @param cameraType 0 gate, 1 grabber, 2 static and 3 dynamic camera, 4 access control
   * @param registeredImage as the platform is set up, like all that follow; from V2R3 on
   */
  record V2R2(
      @JsonProperty(value = "userId", required = true) IdentityId identityId,
      @JsonProperty("userName") @Nullable PersonName identityName,
      @JsonProperty("userType") @Nullable PersonType personType,
      @JsonProperty("matchScore") @Described(as = Described.As.TEXT) @Nullable Score score,
      @JsonProperty("photoId") @Nullable String photoId,
      @JsonProperty(value = "crossTime", required = true) @Described(as = Described.As.TEXT)
          EventTime time,
      @JsonProperty("deviceId") @Nullable String boxId,
      @JsonProperty("cameraId") @Nullable String cameraId,
      @JsonProperty("cameraIp") @Nullable String captureDeviceIp,
      @JsonProperty("cameraType") @Nullable Code cameraType,
      @JsonProperty("userPhoto") @Nullable EncodedImage registeredImage,
      @JsonProperty("userPhotoId") @Nullable String registeredImageId,
      @JsonProperty("crossSrcPhoto") @Nullable EncodedImage sceneImage,
      @JsonProperty("crossFacePhoto") @Nullable EncodedImage faceImage,
      @JsonProperty("crossFaceId") @Nullable String faceImageId,
      Map<String, @Nullable Object> unknownFields)
      implements AccessRecord {
    public V2R2 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      score = score == null ? null : score.inDocumented(ScoreRange.ONE);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(cameraId, captureDeviceIp);
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return cameraType == null ? null : DeviceType.of(cameraType.text());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
