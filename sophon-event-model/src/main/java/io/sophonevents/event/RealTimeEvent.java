package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A match over the threshold, posted at once and at most once: the box neither waits for the answer
 * nor tries again.
 */
public sealed interface RealTimeEvent extends AccessEvent {
  @Override
  default EventKind kind() {
    return EventKind.REAL_TIME;
  }

  /** The gallery that was searched, its id where it has no name. */
  @Nullable String galleryName();

  /** {@code ext_data}. */
  Extension extension();

  /** The address of the capture device. */
  default @Nullable String captureDeviceIp() {
    return extension().captureDeviceIp();
  }

  /** What kind of capture device it is. */
  default @Nullable DeviceType captureDeviceType() {
    return extension().captureDeviceType();
  }

  @Override
  default @Nullable String captureDeviceId() {
    return extension().endpointId() != null
        ? extension().endpointId()
        : extension().captureDeviceIp();
  }

  @Override
  default @Nullable PersonType personType() {
    return extension().personType();
  }

  @Override
  default @Nullable EncodedImage sceneImage() {
    return extension().sceneImage();
  }

  @Override
  default @Nullable EncodedImage faceImage() {
    return null;
  }

  /**
   * {@code ext_data} of the SE3 and of SophonFog.
   *
   * <p>Immutable.
   *
   * @param endpointId the box's licence code, two underscores, the device's address; SE3 only
   * @param sceneImage not sent by welcome screens
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Extension(
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields) {
    public Extension {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }
  }

  /**
   * The layout of the SE3, scores from 0 to 1.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R1.
   *
   * @param registeredImage sent unless switched off
   * @param extension {@code ext_data}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record V2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty(value = "ext_data", required = true) Extension extension,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements RealTimeEvent {
    public V2R1 {
      requireNonNull(identityId, "identity_id");
      requireNonNull(time, "timestamp");
      requireNonNull(extension, "ext_data");
      unknownFields = UnknownFields.copyOf(unknownFields);
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
      private @Nullable String galleryName;
      private @Nullable EncodedImage registeredImage;
      private @Nullable Score score;
      private @Nullable String captureDeviceIp;
      private @Nullable String endpointId;
      private @Nullable EncodedImage sceneImage;
      private @Nullable PersonType personType;
      private @Nullable DeviceType captureDeviceType;

      private Builder(IdentityId identityId, EventTime time) {
        this.identityId = requireNonNull(identityId, "identityId");
        this.time = requireNonNull(time, "time");
      }

      public Builder identityName(PersonName identityName) {
        this.identityName = identityName;
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

      public Builder endpointId(String endpointId) {
        this.endpointId = endpointId;
        return this;
      }

      public Builder sceneImage(EncodedImage sceneImage) {
        this.sceneImage = sceneImage;
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
      public V2R1 build() {
        Extension extension =
            new Extension(
                captureDeviceIp, endpointId, sceneImage, personType, captureDeviceType, Map.of());
        return new V2R1(
            identityId,
            identityName,
            galleryName,
            registeredImage,
            time,
            score,
            extension,
            Map.of());
      }
    }
  }

  /**
   * The layout "p0" of SophonFog: that of the SE3 without {@code ep_id}, and the registered picture
   * is always there.
   *
   * <p>Immutable. Source: vendor page "6 real-time event (p0)", V2R1.
   *
   * @param extension {@code ext_data}, without an endpoint id
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FogV2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty(value = "ext_data", required = true) Extension extension,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements RealTimeEvent {
    public FogV2R1 {
      requireNonNull(identityId, "identity_id");
      requireNonNull(time, "timestamp");
      requireNonNull(extension, "ext_data");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }
  }
}
