package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the platform which capture devices a box has. */
public sealed interface DeviceSync extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_SYNC;
  }

  /** The devices that it is about. */
  List<Device> devices();

  /**
   * One device that was added or deleted.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.16, V2R1 and branches.
   *
   * @param action 1 added, 2 deleted; the table spells it {@code actiontype}
   */
  record V2R1(
      @JsonProperty("actionType") @JsonAlias("actiontype") @Nullable Code action,
      @JsonProperty(value = "deviceInfo", required = true) Device device,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceSync {
    public V2R1 {
      requireNonNull(device, "device");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<Device> devices() {
      return List.of(device);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * All devices, sent after power-up and whenever mode, licence or login address change.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.16.
   *
   * @param licenceCode of the box
   */
  record V2R2(
      @JsonProperty("devSno") @Nullable String licenceCode,
      @JsonProperty(value = "deviceList", required = true) List<Device> devices,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceSync {
    public V2R2 {
      requireNonNull(devices, "devices");
      devices = List.copyOf(devices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A capture device as the platform is told of it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.16.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address, which
   *     need not be {@code ip}
   * @param licenceCode of the box
   * @param direction 0 in, 1 out
   * @param type 0 to 4, in later tables {@code photo}, {@code RTSP} or {@code FILE}
   * @param status {@code online} or {@code offline} in the table, 1 in the sample; in V2R1 1
   *     online, 2 offline, 3 unknown
   * @param galleryName seen: a uuid
   * @param lastMonitoredSeconds when it last reported, since 1970; seen: 1
   * @param permissionId the permission group whose members it admits
   * @param sampleType in the sample of V2R1 only, without a description
   */
  record Device(
      @JsonProperty("epId") @Nullable String endpointId,
      @JsonProperty("devSno") @Nullable String licenceCode,
      @JsonProperty("direction") @Nullable Code direction,
      @JsonProperty("epType") @Nullable Code type,
      @JsonProperty("memo") @Nullable String memo,
      @JsonProperty("epName") @Nullable String name,
      @JsonProperty("epIp") @Nullable String ip,
      @JsonProperty("epStatus") @Nullable Code status,
      @JsonProperty("epVersion") @Nullable String version,
      @JsonProperty("epGroupName") @Nullable String galleryName,
      @JsonProperty("epStreamUrl") @Nullable String url,
      @JsonProperty("lastMonitorTime") @Nullable SentNumber lastMonitoredSeconds,
      @JsonProperty("isMonitor") @Nullable SentFlag isMonitored,
      @JsonProperty("privilegeGroupKey") @Nullable String permissionId,
      @JsonProperty("type") @Nullable Code sampleType,
      Map<String, @Nullable Object> unknownFields) {
    public Device {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
