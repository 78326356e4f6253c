package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recognition from the box's database, a stranger's too, posted again until it is answered with
 * 200: the same one may come twice.
 */
public sealed interface HistoryEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.HISTORY;
  }

  /** What the box asks of the platform about its gallery. */
  @Nullable WantedAction wantedAction();

  @Override
  @Nullable String licenceCode();

  /**
   * The layout with {@code ext_data} and what camera and box said of the picture; layout H-A of
   * docs/protocol.md.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V2R1 to V2R4 and V5R2.
   *
   * @param galleryName the gallery that was searched, its id where it has no name
   * @param wantedAction not in V2R1
   * @param extension {@code ext_data}
   */
  record V2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("want_action") @Nullable WantedAction wantedAction,
      @JsonProperty(value = "ext_data", required = true) EventExtension.HistoryV2R1 extension,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEvent {
    public V2R1 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable PersonType personType() {
      return extension.personType();
    }

    @Override
    public @Nullable String licenceCode() {
      return extension.licenceCode();
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(extension.endpointId(), captureDeviceIp());
    }

    @Override
    public @Nullable String captureDeviceIp() {
      return extension.captureDeviceIp();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return extension.captureDeviceType();
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return extension.sceneImage();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return extension.faceImages() == null ? null : extension.faceImages().first();
    }

    @Override
    public FaceAttributes.@Nullable V5R2 attributes() {
      return extension.attributes();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout with {@code ext_data} and an infrared picture; layout H-B of docs/protocol.md.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V5R3.
   *
   * @param galleryName the gallery that was searched, its id where it has no name
   * @param extension {@code ext_data}
   */
  record V5R3(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("want_action") @Nullable WantedAction wantedAction,
      @JsonProperty(value = "ext_data", required = true) EventExtension.HistoryV5R3 extension,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEvent {
    public V5R3 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable PersonType personType() {
      return extension.personType();
    }

    @Override
    public @Nullable String licenceCode() {
      return extension.licenceCode();
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(extension.endpointId(), captureDeviceIp());
    }

    @Override
    public @Nullable String captureDeviceIp() {
      return extension.captureDeviceIp();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return extension.captureDeviceType();
    }

    @Override
    public @Nullable EncodedImage sceneImage() {
      return extension.sceneImage();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return extension.faceImages() == null ? null : extension.faceImages().first();
    }

    @Override
    public FaceAttributes.@Nullable V5R2 attributes() {
      return extension.attributes();
    }

    @Override
    public @Nullable EncodedImage infraredImage() {
      return extension.infraredImages() == null ? null : extension.infraredImages().first();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The flat layout, without {@code ext_data}; layout H-C of docs/protocol.md.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V2R6 and V5R4 to V5R7.
   *
   * @param identityInfo empty for a stranger
   * @param infraredImages infrared pictures, from V5R3 on
   * @param faceImages the face, cut out of the scene
   * @param leftTime when the person left, not before {@code time}
   * @param captureDevice {@code ep_info}
   * @param licenceCode of the box, may be empty
   * @param attributes {@code recognize_face_attr}
   * @param apiVersion {@code 1.0} from V5R7 on, absent before
   */
  record V5R4(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("want_action") @Nullable WantedAction wantedAction,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("ir_pic") @Nullable EncodedImages infraredImages,
      @JsonProperty("recognize_face") @Nullable EncodedImages faceImages,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("out_timestamp") @Nullable EventTime leftTime,
      @JsonProperty("ep_info") CaptureDevice.@Nullable V5R4 captureDevice,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V5R4 attributes,
      @JsonProperty("api_version") @Nullable String apiVersion,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEvent {
    public V5R4 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return captureDevice == null
          ? null
          : DeviceView.bestId(
              captureDevice.deviceId(), captureDevice.endpointId(), captureDevice.ip());
    }

    @Override
    public @Nullable String captureDeviceIp() {
      return captureDevice == null ? null : captureDevice.ip();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return captureDevice == null ? null : DeviceView.typeOf(captureDevice.type());
    }

    @Override
    public @Nullable String registeredImageId() {
      return identityInfo == null ? null : identityInfo.imageId();
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return faceImages == null ? null : faceImages.first();
    }

    @Override
    public @Nullable EncodedImage infraredImage() {
      return infraredImages == null ? null : infraredImages.first();
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
      private @Nullable IdentityInfo identityInfo;
      private @Nullable Score score;
      private @Nullable WantedAction wantedAction;
      private @Nullable EncodedImage registeredImage;
      private @Nullable EncodedImage sceneImage;
      private @Nullable EncodedImage infraredImage;
      private @Nullable EncodedImage faceImage;
      private @Nullable PersonType personType;
      private @Nullable EventTime leftTime;
      private CaptureDevice.@Nullable V5R4 captureDevice;
      private @Nullable String licenceCode;
      private FaceAttributes.@Nullable V5R4 attributes;
      private @Nullable String apiVersion;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
        return this;
      }

      public Builder identityInfo(IdentityInfo identityInfo) {
        this.identityInfo = identityInfo;
        return this;
      }

      public Builder score(Score score) {
        this.score = score;
        return this;
      }

      public Builder wantedAction(WantedAction wantedAction) {
        this.wantedAction = wantedAction;
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder sceneImage(EncodedImage sceneImage) {
        this.sceneImage = sceneImage;
        return this;
      }

      public Builder infraredImage(EncodedImage infraredImage) {
        this.infraredImage = infraredImage;
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

      public Builder leftTime(EventTime leftTime) {
        this.leftTime = leftTime;
        return this;
      }

      public Builder captureDevice(CaptureDevice.V5R4 captureDevice) {
        this.captureDevice = captureDevice;
        return this;
      }

      public Builder licenceCode(String licenceCode) {
        this.licenceCode = licenceCode;
        return this;
      }

      public Builder attributes(FaceAttributes.V5R4 attributes) {
        this.attributes = attributes;
        return this;
      }

      public Builder apiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
        return this;
      }

      /** The event. */
      public V5R4 build() {
        return new V5R4(
            identityId,
            identityName,
            identityInfo,
            time,
            score,
            wantedAction,
            registeredImage,
            sceneImage,
            infraredImage == null ? null : EncodedImages.of(infraredImage),
            faceImage == null ? null : EncodedImages.of(faceImage),
            personType,
            leftTime,
            captureDevice,
            licenceCode,
            attributes,
            apiVersion,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout of V6, scores from 0 to 100; layout H-D of docs/protocol.md.
   *
   * <p>Immutable. Source: vendor page "5 history event", V6R1.
   *
   * @param apiVersion {@code 2.0}
   * @param personType a word such as {@code employee}
   * @param enteredTime when the person entered the frame
   * @param leftTime when the person left the frame
   * @param captureDevice {@code media_device_info}
   * @param licenceCode of the box
   * @param attributes {@code recognize_face_attr}
   */
  record V6R1(
      @JsonProperty("api_version") @Nullable String apiVersion,
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("post_action") @Nullable WantedAction wantedAction,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("in_timestamp") @Nullable EventTime enteredTime,
      @JsonProperty("out_timestamp") @Nullable EventTime leftTime,
      @JsonProperty("media_device_info") CaptureDevice.@Nullable V6R1 captureDevice,
      @JsonProperty("mq_license_key") @Nullable String licenceCode,
      @JsonProperty("reg_image") @Nullable EncodedImage registeredImage,
      @JsonProperty("spot_image") @Nullable EncodedImage sceneImage,
      @JsonProperty("ir_image") @Nullable EncodedImage infraredImage,
      @JsonProperty("recognize_face_image") @Nullable EncodedImage faceImage,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V6R1 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEvent {
    public V6R1 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
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
    public @Nullable String captureDeviceIp() {
      return captureDevice == null ? null : captureDevice.ip();
    }

    @Override
    public @Nullable DeviceType captureDeviceType() {
      return captureDevice == null ? null : DeviceView.typeOf(captureDevice.type());
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
      private @Nullable Score score;
      private @Nullable WantedAction wantedAction;
      private @Nullable PersonType personType;
      private @Nullable EventTime enteredTime;
      private @Nullable EventTime leftTime;
      private CaptureDevice.@Nullable V6R1 captureDevice;
      private @Nullable String licenceCode;
      private @Nullable EncodedImage registeredImage;
      private @Nullable EncodedImage sceneImage;
      private @Nullable EncodedImage infraredImage;
      private @Nullable EncodedImage faceImage;
      private FaceAttributes.@Nullable V6R1 attributes;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
        return this;
      }

      public Builder score(Score score) {
        this.score = score;
        return this;
      }

      public Builder wantedAction(WantedAction wantedAction) {
        this.wantedAction = wantedAction;
        return this;
      }

      public Builder personType(PersonType personType) {
        this.personType = personType;
        return this;
      }

      public Builder enteredTime(EventTime enteredTime) {
        this.enteredTime = enteredTime;
        return this;
      }

      public Builder leftTime(EventTime leftTime) {
        this.leftTime = leftTime;
        return this;
      }

      public Builder captureDevice(CaptureDevice.V6R1 captureDevice) {
        this.captureDevice = captureDevice;
        return this;
      }

      public Builder licenceCode(String licenceCode) {
        this.licenceCode = licenceCode;
        return this;
      }

      public Builder registeredImage(EncodedImage registeredImage) {
        this.registeredImage = registeredImage;
        return this;
      }

      public Builder sceneImage(EncodedImage sceneImage) {
        this.sceneImage = sceneImage;
        return this;
      }

      public Builder infraredImage(EncodedImage infraredImage) {
        this.infraredImage = infraredImage;
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
            "2.0",
            identityId,
            identityName,
            time,
            score,
            wantedAction,
            personType,
            enteredTime,
            leftTime,
            captureDevice,
            licenceCode,
            registeredImage,
            sceneImage,
            infraredImage,
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
