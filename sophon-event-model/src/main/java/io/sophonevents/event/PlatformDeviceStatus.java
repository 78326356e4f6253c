package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a box and its capture devices are: what the platform posts to a third party's server. */
public sealed interface PlatformDeviceStatus extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_DEVICE_STATUS;
  }

  /**
   * The report of every version; answered as an access record is, {@link AccessRecordAnswer}. The
   * table types all as texts, the sample has numbers.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, and row 2.44.
   *
   * @param boxId seen with a space behind it
   * @param status 0 online, 1 offline, -1 unknown
   * @param cameraCount how many there are
   * @param cameras the capture devices
   * @param processorUsage seen: 0.1
   * @param memoryUsage seen: 0.2
   */
  record V2R2(
      @JsonProperty(value = "deviceId", required = true) String boxId,
      @JsonProperty("deviceStatus") @Nullable Code status,
      @JsonProperty("deviceMac") @Nullable String macAddress,
      @JsonProperty("deviceName") @Nullable String name,
      @JsonProperty("deviceSN") @Nullable String serialNumber,
      @JsonProperty("cameraNum") @Described(as = Described.As.TEXT)
          @Nullable SentNumber cameraCount,
      @JsonProperty("cameraInfo") @Nullable List<Camera> cameras,
      @JsonProperty("timeStamp") @Described(as = Described.As.TEXT) @Nullable EventTime time,
      @JsonProperty("swVersion") @Nullable String softwareVersion,
      @JsonProperty("sdkVersion") @Nullable String algorithmVersion,
      @JsonProperty("cpuUsage") @Described(as = Described.As.TEXT)
          @Nullable SentNumber processorUsage,
      @JsonProperty("memorySize") @Described(as = Described.As.TEXT)
          @Nullable SentNumber memoryGigabytes,
      @JsonProperty("memoryUsage") @Described(as = Described.As.TEXT)
          @Nullable SentNumber memoryUsage,
      @JsonProperty("diskSize") @Described(as = Described.As.TEXT)
          @Nullable SentNumber diskGigabytes,
      @JsonProperty("diskFreeSize") @Described(as = Described.As.TEXT)
          @Nullable SentNumber diskFreeGigabytes,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformDeviceStatus {
    public V2R2 {
      cameras = cameras == null ? null : List.copyOf(cameras);
      requireNonNull(boxId, "boxId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A capture device.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param state 0 online, 1 offline, -1 unknown
   */
  record Camera(
      @JsonProperty("cameraId") @Nullable String cameraId,
      @JsonProperty("state") @Nullable Code state,
      @JsonProperty("ip") @JsonAlias("Ip") @Nullable String ip,
      @JsonProperty("name") @JsonAlias("Name") @Nullable String name,
      Map<String, @Nullable Object> unknownFields) {
    public Camera {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
