package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A capture device as a box is set up with it. */
public sealed interface ConfiguredDevice {
  /** The id that stream subscriptions name. */
  @Nullable String deviceId();

  /** Its name. */
  @Nullable String name();

  /** {@code photo}, {@code rtsp}, {@code file} or {@code gb28181}. */
  @Nullable Code type();

  /** Its address; the box adds it, nobody sets it. */
  @Nullable String ip();

  /** The permission group whose members it admits. */
  @Nullable String permissionId();

  /**
   * An element of {@code devices_list}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param deviceId a uuid, made by the box if it is not given
   * @param type {@code gb28181} from V5R7 on; the page about changes still prints 0 and 3
   * @param key the address of a {@code photo} device, the stream's URL of an {@code rtsp} device
   * @param galleryId the gallery that is searched
   * @param galleryName instead of the id in commands of the platform
   * @param permissionId the id, although the vendor's text says name
   * @param relay the door opener on the network; empty where there is none
   * @param isStreamedByRtmp whether the box passes its stream on
   */
  record V2R6(
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonProperty("device_name") @Nullable String name,
      @JsonProperty("device_type") @Nullable Code type,
      @JsonProperty("device_key") @Nullable String key,
      @JsonProperty("device_ip") @Nullable String ip,
      @JsonProperty("group_id") @Nullable String galleryId,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("device_attr") @Nullable Settings settings,
      @JsonProperty("netRelay") @Nullable RelayV2R6 relay,
      @JsonProperty("is_start_rtmp") @Nullable SentFlag isStreamedByRtmp,
      @JsonProperty("rtmp_address") @Nullable String rtmpAddress,
      Map<String, @Nullable Object> unknownFields)
      implements ConfiguredDevice {
    public V2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * An element of {@code devices}, and {@code media_device_info} of a broadcast.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.6 and 5.12.
   *
   * @param url the address of a {@code photo} device, the stream's URL of an {@code rtsp} device
   * @param relay the door opener on the network; empty where there is none
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
      @JsonProperty("media_device_attr") @Nullable ActionsV6R1 actions,
      @JsonProperty("addtime") @Nullable SentNumber addedSeconds,
      Map<String, @Nullable Object> unknownFields)
      implements ConfiguredDevice {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code device_attr} of V2R6.
   *
   * <p>Immutable.
   */
  record Settings(
      @JsonProperty("actions") @Nullable ActionsV2R6 actions,
      Map<String, @Nullable Object> unknownFields) {
    public Settings {
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
   * @param paintsBox in samples only
   * @param paintsPoints in samples only
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
      @JsonProperty("do_attribute") @Nullable SentFlag findsAttributes,
      @JsonProperty("do_detect") @Nullable SentFlag detects,
      @JsonProperty("do_feature") @Nullable SentFlag embeds,
      @JsonProperty("do_match") @Nullable SentFlag matches,
      @JsonProperty("do_fast_mode") @Nullable SentFlag isFast,
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
   * A door opener on the network, {@code netRelay}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param delay the vendor names no unit
   */
  record RelayV2R6(
      @JsonProperty("ip") @Nullable String ip,
      @JsonProperty("net_port") @Nullable SentNumber port,
      @JsonProperty("door_port") @Nullable SentNumber doorPort,
      @JsonProperty("delay_time") @Nullable SentNumber delay,
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
   * A door opener on the network, {@code net_relay}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18; empty in every sample.
   *
   * @param delay the vendor names no unit
   */
  record RelayV6R1(
      @JsonProperty("ip") @Nullable String ip,
      @JsonProperty("port") @Nullable SentNumber port,
      @JsonProperty("channel") @Nullable SentNumber channel,
      @JsonProperty("delay_time") @Nullable SentNumber delay,
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
