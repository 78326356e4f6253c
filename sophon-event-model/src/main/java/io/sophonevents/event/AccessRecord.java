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

    /** Makes one by hand. */
    public static Builder builder(IdentityId identityId, EventTime time) {
      return new Builder(identityId, time);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final IdentityId identityId;
      private final EventTime time;
      private @Nullable PersonName identityName;
      private @Nullable PersonType personType;
      private @Nullable Score score;
      private @Nullable String photoId;
      private @Nullable String boxId;
      private @Nullable String captureDeviceId;
      private @Nullable String captureDeviceIp;
      private @Nullable Code cameraType;
      private @Nullable EncodedImage registeredImage;
      private @Nullable String registeredImageId;
      private @Nullable EncodedImage sceneImage;
      private @Nullable EncodedImage faceImage;
      private @Nullable String faceImageId;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
        return this;
      }

      public Builder personType(PersonType personType) {
        this.personType = personType;
        return this;
      }

      public Builder score(Score score) {
        this.score = score;
        return this;
      }

      public Builder photoId(String photoId) {
        this.photoId = photoId;
        return this;
      }

      public Builder boxId(String boxId) {
        this.boxId = boxId;
        return this;
      }

      public Builder captureDeviceId(String captureDeviceId) {
        this.captureDeviceId = captureDeviceId;
        return this;
      }

      public Builder captureDeviceIp(String captureDeviceIp) {
        this.captureDeviceIp = captureDeviceIp;
        return this;
      }

      public Builder cameraType(long cameraType) {
        this.cameraType = Code.of(cameraType);
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder registeredImageId(String registeredImageId) {
        this.registeredImageId = registeredImageId;
        return this;
      }

      public Builder sceneImage(EncodedImage sceneImage) {
        this.sceneImage = sceneImage;
        return this;
      }

      public Builder faceImage(EncodedImage faceImage) {
        this.faceImage = faceImage;
        return this;
      }

      public Builder faceImageId(String faceImageId) {
        this.faceImageId = faceImageId;
        return this;
      }

      /** The whole. */
      public V2R2 build() {
        return new V2R2(
            identityId,
            identityName,
            personType,
            score,
            photoId,
            time,
            boxId,
            captureDeviceId,
            captureDeviceIp,
            cameraType,
            registeredImage,
            registeredImageId,
            sceneImage,
            faceImage,
            faceImageId,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
