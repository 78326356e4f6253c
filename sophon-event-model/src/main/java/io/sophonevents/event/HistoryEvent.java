package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any recognition, a stranger's too, taken from the box's database and uploaded in batches until
 * the receiver has answered 200.
 */
public sealed interface HistoryEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.HISTORY;
  }

  /** When the person left the frame. */
  @Nullable EventTime leftTime();

  /** The licence code of the box. */
  @Nullable String licenceCode();

  /**
   * The flat layout without {@code ext_data}, scores from 0 to 100.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V2R6, V5R4 to V5R7; {@code
   * api_version} from V5R7 on.
   *
   * @param identityInfo empty for a stranger
   * @param infraredImage the infrared picture of the face
   * @param leftTime written {@code out_timestamp}
   * @param licenceCode written {@code dev_sno}
   * @param apiVersion {@code 1.0}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record V5R4(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_info") @Nullable IdentityInfo identityInfo,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty("want_action") @Nullable WantedAction wantedAction,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("ir_pic") @Nullable EncodedImage infraredImage,
      @JsonProperty("recognize_face") @Nullable EncodedImage faceImage,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("out_timestamp") @Nullable EventTime leftTime,
      @JsonProperty("ep_info") CaptureDevice.@Nullable V5R4 captureDevice,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("recognize_face_attr") FaceAttributes.@Nullable V5R4 faceAttributes,
      @JsonProperty("api_version") @Nullable String apiVersion,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements HistoryEvent {
    public V5R4 {
      requireNonNull(identityId, "identity_id");
      requireNonNull(time, "timestamp");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      if (captureDevice == null) {
        return null;
      }
      return captureDevice.deviceId() != null
          ? captureDevice.deviceId()
          : captureDevice.endpointId();
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
      private @Nullable EncodedImage faceImage;
      private @Nullable PersonType personType;
      private @Nullable EventTime leftTime;
      private CaptureDevice.@Nullable V5R4 captureDevice;
      private @Nullable String licenceCode;
      private FaceAttributes.@Nullable V5R4 faceAttributes;
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

      public Builder faceAttributes(FaceAttributes.V5R4 faceAttributes) {
        this.faceAttributes = faceAttributes;
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
            null,
            faceImage,
            personType,
            leftTime,
            captureDevice,
            licenceCode,
            faceAttributes,
            apiVersion,
            Map.of());
      }
    }
  }
}
