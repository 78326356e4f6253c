package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gate, camera or file that a box takes its pictures from, as it is set up. */
public sealed interface MediaDevice {
  /** The id that stream subscriptions name; the box makes one for a device added without. */
  @Nullable String deviceId();

  /** Its name. */
  @Nullable String name();

  /** {@code photo}, {@code rtsp}, {@code file}, from V5R7 on also {@code gb28181}. */
  @Nullable Code type();

  /** Address of a photo device, URL of a stream, path of a file. */
  @Nullable String url();

  /** Its address; only the box sends it. */
  @Nullable String ip();

  /** The permission group whose people it admits. */
  @Nullable String permissionId();

  /** Whether its stream is forwarded by RTMP. */
  @Nullable SentFlag forwardsStream();

  /** Where its stream is forwarded to. */
  @Nullable String rtmpAddress();

  /**
   * The device of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param type the page about changes still prints 0 and 3
   * @param url {@code device_key}
   * @param galleryId the gallery that is searched, in the REST calls
   * @param galleryName in commands over RabbitMQ
   * @param permissionId the id, although the vendor's text says name
   * @param relay the door behind it; without fields if there is none
   */
  record V2R6(
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonProperty("device_name") @Nullable String name,
      @JsonProperty("device_type") @Nullable Code type,
      @JsonProperty("device_key") @Nullable String url,
      @JsonProperty("device_ip") @Nullable String ip,
      @JsonProperty("group_id") @Nullable String galleryId,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("device_attr") @Nullable Abilities abilities,
      @JsonProperty("netRelay") @Nullable RelayV2R6 relay,
      @JsonProperty("is_start_rtmp") @Nullable SentFlag forwardsStream,
      @JsonProperty("rtmp_address") @Nullable String rtmpAddress,
      Map<String, @Nullable Object> unknownFields)
      implements MediaDevice {
    public V2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Makes one by hand. */
    public static Builder builder(String name, Code type, String url) {
      return new Builder(name, type, url);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String name;
      private final Code type;
      private final String url;
      private @Nullable String deviceId;
      private @Nullable String galleryId;
      private @Nullable String galleryName;
      private @Nullable String permissionId;
      private @Nullable Abilities abilities;
      private @Nullable RelayV2R6 relay;
      private @Nullable SentFlag forwardsStream;
      private @Nullable String rtmpAddress;

      private Builder(String name, Code type, String url) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.url = requireNonNull(url, "url");
      }

      public Builder deviceId(String deviceId) {
        this.deviceId = deviceId;
        return this;
      }

      public Builder galleryId(String galleryId) {
        this.galleryId = galleryId;
        return this;
      }

      public Builder galleryName(String galleryName) {
        this.galleryName = galleryName;
        return this;
      }

      public Builder permissionId(String permissionId) {
        this.permissionId = permissionId;
        return this;
      }

      public Builder abilities(Abilities abilities) {
        this.abilities = abilities;
        return this;
      }

      public Builder relay(RelayV2R6 relay) {
        this.relay = relay;
        return this;
      }

      public Builder forwardsStream(boolean forwardsStream) {
        this.forwardsStream = SentFlag.of(forwardsStream);
        return this;
      }

      public Builder rtmpAddress(String rtmpAddress) {
        this.rtmpAddress = rtmpAddress;
        return this;
      }

      /** The whole. */
      public V2R6 build() {
        return new V2R6(
            deviceId,
            name,
            type,
            url,
            null,
            galleryId,
            galleryName,
            permissionId,
            abilities,
            relay,
            forwardsStream,
            rtmpAddress,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The device of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.6, 1.18 and 5.12.
   *
   * @param relay the door behind it; without fields if there is none
   * @param regionOfInterest corners x1 y1 x2 y2, scene pixels (inferred), empty for all of it;
   *     commands only
   * @param actions broadcasts only
   * @param addedSeconds since 1970, with a fraction; broadcasts only
   */
  record V6R1(
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_ip") @Nullable String ip,
      @JsonProperty("media_device_url") @Nullable String url,
      @JsonProperty("media_device_name") @Nullable String name,
      @JsonProperty("media_device_type") @Nullable Code type,
      @JsonProperty("net_relay") @Nullable RelayV6R1 relay,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("do_rtmp_forward") @Nullable SentFlag forwardsStream,
      @JsonProperty("rtmp_address") @Nullable String rtmpAddress,
      @JsonProperty("roi_area") @Nullable List<SentNumber> regionOfInterest,
      @JsonProperty("media_device_attr") @Nullable ActionsV6R1 actions,
      @JsonProperty("addtime") @Nullable SentNumber addedSeconds,
      Map<String, @Nullable Object> unknownFields)
      implements MediaDevice {
    public V6R1 {
      regionOfInterest = regionOfInterest == null ? null : List.copyOf(regionOfInterest);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Makes one by hand. */
    public static Builder builder(String name, Code type, String url) {
      return new Builder(name, type, url);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String name;
      private final Code type;
      private final String url;
      private @Nullable String deviceId;
      private @Nullable RelayV6R1 relay;
      private @Nullable String permissionId;
      private @Nullable SentFlag forwardsStream;
      private @Nullable String rtmpAddress;
      private @Nullable List<SentNumber> regionOfInterest;

      private Builder(String name, Code type, String url) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.url = requireNonNull(url, "url");
      }

      public Builder deviceId(String deviceId) {
        this.deviceId = deviceId;
        return this;
      }

      public Builder relay(RelayV6R1 relay) {
        this.relay = relay;
        return this;
      }

      public Builder permissionId(String permissionId) {
        this.permissionId = permissionId;
        return this;
      }

      public Builder forwardsStream(boolean forwardsStream) {
        this.forwardsStream = SentFlag.of(forwardsStream);
        return this;
      }

      public Builder rtmpAddress(String rtmpAddress) {
        this.rtmpAddress = rtmpAddress;
        return this;
      }

      public Builder regionOfInterest(List<SentNumber> regionOfInterest) {
        this.regionOfInterest = List.copyOf(regionOfInterest);
        return this;
      }

      /** The whole. */
      public V6R1 build() {
        return new V6R1(
            deviceId,
            null,
            url,
            name,
            type,
            relay,
            permissionId,
            forwardsStream,
            rtmpAddress,
            regionOfInterest,
            null,
            null,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code device_attr}.
   *
   * <p>Immutable.
   */
  record Abilities(
      @JsonProperty("actions") @Nullable ActionsV2R6 actions,
      Map<String, @Nullable Object> unknownFields) {
    public Abilities {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What the box does with the pictures of a device, {@code device_attr.actions}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param paintsBox whether the preview shows where the face is
   * @param paintsPoints whether the preview shows eyes, nose and mouth
   */
  record ActionsV2R6(
      @JsonProperty("do_attribute") @Nullable SentFlag findsAttributes,
      @JsonProperty("do_detect") @Nullable SentFlag detects,
      @JsonProperty("do_feature") @Nullable SentFlag embeds,
      @JsonProperty("do_match") @Nullable SentFlag matches,
      @JsonProperty("do_track") @Nullable SentFlag tracks,
      @JsonProperty("fast_mode") @Nullable SentFlag isFast,
      @JsonProperty("paint_bbox") @Nullable SentFlag paintsBox,
      @JsonProperty("paint_landmark") @Nullable SentFlag paintsPoints,
      Map<String, @Nullable Object> unknownFields) {
    public ActionsV2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What the box does with the pictures of a device, {@code media_device_attr}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   */
  record ActionsV6R1(
      @JsonProperty("do_feature") @Nullable SentFlag embeds,
      @JsonProperty("do_attribute") @Nullable SentFlag findsAttributes,
      @JsonProperty("do_detect") @Nullable SentFlag detects,
      @JsonProperty("do_fast_mode") @Nullable SentFlag isFast,
      @JsonProperty("do_match") @Nullable SentFlag matches,
      Map<String, @Nullable Object> unknownFields) {
    public ActionsV6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code netRelay}: the network relay that opens the door behind a device.
   *
   * <p>Immutable.
   *
   * @param door the relay's number for the door
   * @param delayTime how long it stays closed; the vendor does not say the unit
   */
  record RelayV2R6(
      @JsonProperty("ip") @Nullable String ip,
      @JsonProperty("net_port") @Nullable SentNumber port,
      @JsonProperty("door_port") @Nullable SentNumber door,
      @JsonProperty("delay_time") @Nullable SentNumber delayTime,
      Map<String, @Nullable Object> unknownFields) {
    public RelayV2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code net_relay}: the network relay that opens the door behind a device.
   *
   * <p>Immutable.
   *
   * @param door {@code channel}, the relay's number for the door
   * @param delayTime how long it stays closed; the vendor does not say the unit
   */
  record RelayV6R1(
      @JsonProperty("ip") @Nullable String ip,
      @JsonProperty("port") @Nullable SentNumber port,
      @JsonProperty("channel") @Nullable SentNumber door,
      @JsonProperty("delay_time") @Nullable SentNumber delayTime,
      Map<String, @Nullable Object> unknownFields) {
    public RelayV6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
