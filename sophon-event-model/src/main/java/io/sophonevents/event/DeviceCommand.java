package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Add a device to a box, or update one that it has. */
public sealed interface DeviceCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_COMMAND;
  }

  /** Whether the device is there already. */
  boolean isUpdate();

  /** The device; in V5R7 there may be more. */
  List<MediaDevice> devices();

  /**
   * {@code add_device} or {@code update_device}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V5R7(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "device_info", required = true) MediaDevices deviceInfo,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceCommand {
    public V5R7 {
      requireNonNull(method, "method");
      requireNonNull(deviceInfo, "deviceInfo");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Adds a device. */
    public static V5R7 add(String messageId, MediaDevice.V2R6 device) {
      return of("add_device", messageId, device);
    }

    /** Changes the device that has this id. */
    public static V5R7 update(String messageId, MediaDevice.V2R6 device) {
      return of("update_device", messageId, device);
    }

    private static V5R7 of(String method, String messageId, MediaDevice.V2R6 device) {
      return new V5R7(method, messageId, MediaDevices.of(device), Parameters.NONE, Map.of());
    }

    @Override
    public boolean isUpdate() {
      return method.equals("update_device");
    }

    @Override
    public List<MediaDevice> devices() {
      return List.copyOf(deviceInfo.all());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code addmediadevice} or {@code updatemediadevice}: the fields of the device itself.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param url address of a photo device, URL of a stream, path of a file
   * @param type {@code photo}, {@code rtsp}, {@code file} or {@code gb28181}
   * @param relay the door behind it; without fields if there is none
   * @param regionOfInterest corners x1 y1 x2 y2, scene pixels (inferred); empty for all of it
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("media_device_ip") @Nullable String ip,
      @JsonProperty("media_device_url") @Nullable String url,
      @JsonProperty("media_device_name") @Nullable String name,
      @JsonProperty("media_device_type") @Nullable Code type,
      @JsonProperty("permission_id") @Nullable String permissionId,
      @JsonProperty("net_relay") MediaDevice.@Nullable RelayV6R1 relay,
      @JsonProperty("do_rtmp_forward") @Nullable SentFlag forwardsStream,
      @JsonProperty("rtmp_address") @Nullable String rtmpAddress,
      @JsonProperty("roi_area") @Nullable List<SentNumber> regionOfInterest,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceCommand {
    public V6R1 {
      requireNonNull(method, "method");
      regionOfInterest = regionOfInterest == null ? null : List.copyOf(regionOfInterest);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Adds a device. */
    public static V6R1 add(String messageId, MediaDevice.V6R1 device) {
      return of("addmediadevice", messageId, device);
    }

    /** Changes the device that has this id. */
    public static V6R1 update(String messageId, MediaDevice.V6R1 device) {
      return of("updatemediadevice", messageId, device);
    }

    private static V6R1 of(String method, String messageId, MediaDevice.V6R1 device) {
      return new V6R1(
          method,
          messageId,
          null,
          device.deviceId(),
          device.ip(),
          device.url(),
          device.name(),
          device.type(),
          device.permissionId(),
          device.relay(),
          device.forwardsStream(),
          device.rtmpAddress(),
          device.regionOfInterest(),
          Map.of());
    }

    @Override
    public boolean isUpdate() {
      return method.equals("updatemediadevice");
    }

    @Override
    public List<MediaDevice> devices() {
      return List.of(
          new MediaDevice.V6R1(
              deviceId,
              ip,
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
              Map.of()));
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
