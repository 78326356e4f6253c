package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

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
  EventExtension extension();

  @Override
  default @Nullable String captureDeviceIp() {
    return extension().captureDeviceIp();
  }

  @Override
  default @Nullable DeviceType captureDeviceType() {
    return extension().captureDeviceType();
  }

  @Override
  default @Nullable String captureDeviceId() {
    return DeviceView.bestId(captureDeviceIp());
  }

  @Override
  default @Nullable PersonType personType() {
    return extension().personType();
  }

  @Override
  default @Nullable EncodedImage sceneImage() {
    return extension().sceneImage();
  }

  /**
   * The layout of the first SE3, scores from 0 to 1.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R1.
   *
   * @param registeredImage sent unless switched off
   * @param extension {@code ext_data}
   */
  record V2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty(value = "ext_data", required = true) EventExtension.V2R1 extension,
      Map<String, @Nullable Object> unknownFields)
      implements RealTimeEvent {
    public V2R1 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(extension.endpointId(), captureDeviceIp());
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
        EventExtension.V2R1 extension =
            new EventExtension.V2R1(
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

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout of the later SE3, with what camera and box said of the picture. The MQ chapter of
   * V2R3 and V2R4 and the {@code fog} branch of V2R3 have the same one.
   *
   * <p>Immutable. Source: vendor pages "6 real-time event (p0)" and "7.1 real-time event", V2R2 to
   * V2R4.
   *
   * @param registeredImage sent unless switched off
   * @param extension {@code ext_data}
   */
  record V2R2(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty(value = "ext_data", required = true) EventExtension.V2R2 extension,
      Map<String, @Nullable Object> unknownFields)
      implements RealTimeEvent {
    public V2R2 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable String captureDeviceId() {
      return DeviceView.bestId(extension.endpointId(), captureDeviceIp());
    }

    @Override
    public @Nullable EncodedImage faceImage() {
      return extension.faceImages() == null ? null : extension.faceImages().first();
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
      private @Nullable EncodedImage sceneImage;
      private @Nullable EncodedImage faceImage;
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
      public V2R2 build() {
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
        return new V2R2(
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

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The layout "p0" of SophonFog: that of the first SE3 without {@code ep_id}, and the registered
   * picture is always there.
   *
   * <p>Immutable. Source: vendor page "6 real-time event (p0)", V2R1.
   *
   * @param extension {@code ext_data}, without an endpoint id
   */
  record FogV2R1(
      @JsonProperty(value = "identity_id", required = true) IdentityId identityId,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("reg_pic") @Nullable EncodedImage registeredImage,
      @JsonProperty(value = "timestamp", required = true) EventTime time,
      @JsonProperty("score") @Nullable Score score,
      @JsonProperty(value = "ext_data", required = true) EventExtension.V2R1 extension,
      Map<String, @Nullable Object> unknownFields)
      implements RealTimeEvent {
    public FogV2R1 {
      requireNonNull(identityId, "identityId");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
