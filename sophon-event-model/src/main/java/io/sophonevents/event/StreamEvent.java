package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any comparison of a subscribed device, pushed over a WebSocket as it happens. */
public sealed interface StreamEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.STREAM;
  }

  /**
   * A copy for one subscriber: the registered picture and the face picture only where wanted, the
   * scene with the face.
   */
  StreamEvent withPictures(boolean face, boolean registered);

  /**
   * The layout of the V5 generation; the platform reports access records in the same one.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R6, V5R2 to V6R2.
   *
   * @param deviceId the uuid of the capture device, the one that subscriptions name
   * @param identityInfo empty for a stranger
   * @param galleryName the gallery that was searched, its id where it has no name
   * @param extension {@code ext_data}
   */
  record V5R2(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("ext_data") EventExtension.@Nullable V2R2 extension,
      Map<String, @Nullable Object> unknownFields)
      implements StreamEvent {
    public V5R2 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable PersonType personType() {
      return extension == null ? null : extension.personType();
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(deviceId, captureDeviceIp());
    }

    @Override
    public @Nullable String registeredImageId() {
      return identityInfo == null ? null : identityInfo.imageId();
    }

    @Override
    public @Nullable String captureDeviceIp() {
      return extension == null ? null : extension.captureDeviceIp();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return extension == null ? null : extension.captureDeviceType();
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return extension == null ? null : extension.sceneImage();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return extension == null || extension.faceImages() == null
          ? null
          : extension.faceImages().first();
    }

    @Override
    public V5R2 withPictures(boolean face, boolean registered) {
      return new V5R2(
          identityId,
          deviceId,
          identityName,
          identityInfo,
          galleryName,
          registered ? registeredImage : null,
          time,
          score,
          extension == null || face ? extension : extension.withoutPictures(),
          unknownFields);
    }

    /** Makes one by hand. */
    public static Builder builder(IdentityId identityId, EventTime time) {
      return new Builder(identityId, time);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final IdentityId identityId;
      private final EventTime time;
      private @Nullable String deviceId;
      private @Nullable PersonName identityName;
      private @Nullable IdentityInfo identityInfo;
      private @Nullable String galleryName;
      private @Nullable EncodedImage registeredImage;
      private @Nullable Score score;
      private @Nullable String captureDeviceIp;
      private @Nullable EncodedImage sceneImage;
      private @Nullable EncodedImage faceImage;
      private @Nullable PersonType personType;
      private @Nullable DeviceType captureDeviceType;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder deviceId(String deviceId) {
        this.deviceId = deviceId;
        return this;
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
        return this;
      }

      public Builder identityInfo(IdentityInfo identityInfo) {
        this.identityInfo = identityInfo;
        return this;
      }

      public Builder galleryName(String galleryName) {
        this.galleryName = galleryName;
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder score(Score score) {
        this.score = score;
        return this;
      }

      public Builder captureDeviceIp(String captureDeviceIp) {
        this.captureDeviceIp = captureDeviceIp;
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

      public Builder personType(PersonType personType) {
        this.personType = personType;
        return this;
      }

      public Builder captureDeviceType(DeviceType captureDeviceType) {
        this.captureDeviceType = captureDeviceType;
        return this;
      }

      /** The event. */
      public V5R2 build() {
        EventExtension.V2R2 extension =
            new EventExtension.V2R2(
                captureDeviceIp,
                null,
                sceneImage,
                faceImage == null ? null : EncodedImages.of(faceImage),
                personType,
                captureDeviceType,
                GrabberQuality.NONE,
                BoxQuality.NONE,
                Map.of());
        return new V5R2(
            identityId,
            deviceId,
            identityName,
            identityInfo,
            galleryName,
            registeredImage,
            time,
            score,
            extension,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout of V6: flat, pictures with a data-URI prefix.
   *
   * <p>Immutable. Source: vendor page "6 real-time event", V6R1.
   *
   * @param eventId numeric-looking text; the sample has none
   * @param deviceId the id that subscriptions name
   * @param mediaType {@code photo}, {@code rtsp} or {@code file}
   * @param registerImage the picture in the gallery, under the name that the table has
   * @param regPic the picture in the gallery, under the name that the sample has
   * @param attributes what was computed from the face
   */
  record V6R1(
      @JsonProperty("event_id") @Nullable String eventId,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("media_device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_type") @Nullable Code mediaType,
      @JsonProperty("register_image") @Nullable EncodedImage registerImage,
      @JsonProperty("reg_pic") @Nullable EncodedImage regPic,
      @JsonProperty("recognize_face_image") @Nullable EncodedImage faceImage,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V6R1 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements StreamEvent {
    public V6R1 {
      requireNonNull(time, "time");
      requireNonNull(identityId, "identityId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(deviceId, captureDeviceIp);
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return DeviceView.typeOf(mediaType);
    }

    @Override
    public @Nullable EncodedImage registeredImage() {
      return registerImage == null || (registerImage.isEmpty() && regPic != null)
          ? regPic
          : registerImage;
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return null;
    }

    @Override
    public V6R1 withPictures(boolean face, boolean registered) {
      return new V6R1(
          eventId,
          time,
          identityId,
          identityName,
          personType,
          score,
          captureDeviceIp,
          deviceId,
          mediaType,
          registered ? registerImage : null,
          registered ? regPic : null,
          face ? faceImage : null,
          attributes,
          unknownFields);
    }

    /** Makes one by hand. */
    public static Builder builder(IdentityId identityId, EventTime time) {
      return new Builder(identityId, time);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final IdentityId identityId;
      private final EventTime time;
      private @Nullable String eventId;
      private @Nullable PersonName identityName;
      private @Nullable PersonType personType;
      private @Nullable Score score;
      private @Nullable String captureDeviceIp;
      private @Nullable String deviceId;
      private @Nullable Code mediaType;
      private @Nullable EncodedImage registeredImage;
      private @Nullable EncodedImage faceImage;
      private FaceAttributes.@Nullable V6R1 attributes;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder eventId(String eventId) {
        this.eventId = eventId;
        return this;
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

      public Builder captureDeviceIp(String captureDeviceIp) {
        this.captureDeviceIp = captureDeviceIp;
        return this;
      }

      public Builder deviceId(String deviceId) {
        this.deviceId = deviceId;
        return this;
      }

      public Builder mediaType(Code mediaType) {
        this.mediaType = mediaType;
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder faceImage(EncodedImage faceImage) {
        this.faceImage = faceImage;
        return this;
      }

      public Builder attributes(FaceAttributes.V6R1 attributes) {
        this.attributes = attributes;
        return this;
      }

      /** The event. */
      public V6R1 build() {
        return new V6R1(
            eventId,
            time,
            identityId,
            identityName,
            personType,
            score,
            captureDeviceIp,
            deviceId,
            mediaType,
            registeredImage,
            null,
            faceImage,
            attributes,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
