package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any comparison of a subscribed device, pushed over a WebSocket as it happens. */
public sealed interface StreamEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.STREAM;
  }

  /** The uuid of the capture device, the one that subscriptions name. */
  @Nullable String deviceId();

  /**
   * The layout of the V5 generation; the platform reports access records in the same one.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R6, V5R2 to V6R2.
   *
   * @param identityInfo empty for a stranger
   * @param galleryName the gallery that was searched, its id where it has no name
   * @param extension {@code ext_data}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record V5R2(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("ext_data") @Nullable Extension extension,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements StreamEvent {
    public V5R2 {
      requireNonNull(identityId, "identity_id");
      requireNonNull(time, "timestamp");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /**
     * {@code ext_data} of the V5 stream.
     *
     * <p>Immutable.
     *
     * @param sceneImage not sent by welcome screens
     * @param grabberQuality what a snapshot camera said of the picture, empty for other devices
     * @param boxQuality what the box said of the picture, empty where it did not look
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extension(
        @JsonProperty("device_ip") @Nullable String captureDeviceIp,
        @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
        @JsonProperty("recognize_face") @Nullable EncodedImage faceImage,
        @JsonProperty("person_type") @Nullable PersonType personType,
        @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
        @JsonProperty("grab_fiqa_info") @Nullable Map<String, @Nullable Object> grabberQuality,
        @JsonProperty("box_fiqa_info") @Nullable Map<String, @Nullable Object> boxQuality,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields) {
      public Extension {
        grabberQuality = grabberQuality == null ? null : UnknownFields.copyOf(grabberQuality);
        boxQuality = boxQuality == null ? null : UnknownFields.copyOf(boxQuality);
        unknownFields = UnknownFields.copyOf(unknownFields);
      }
    }

    @Override
    public @Nullable PersonType personType() {
      return extension == null ? null : extension.personType;
    }

    @Override
    public @Nullable String captureDeviceId() {
      return deviceId;
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return extension == null ? null : extension.sceneImage;
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return extension == null ? null : extension.faceImage;
    }

    /**
     * A copy for one subscriber: the registered picture and the face picture only where wanted, the
     * scene with the face.
     */
    public V5R2 withPictures(boolean face, boolean registered) {
      Extension shown =
          extension == null || face
              ? extension
              : new Extension(
                  extension.captureDeviceIp,
                  null,
                  null,
                  extension.personType,
                  extension.captureDeviceType,
                  extension.grabberQuality,
                  extension.boxQuality,
                  extension.unknownFields);
      return new V5R2(
          identityId,
          deviceId,
          identityName,
          identityInfo,
          galleryName,
          registered ? registeredImage : null,
          time,
          score,
          shown,
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
        Extension extension =
            new Extension(
                captureDeviceIp,
                sceneImage,
                faceImage,
                personType,
                captureDeviceType,
                Map.of(),
                Map.of(),
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
  }
}
