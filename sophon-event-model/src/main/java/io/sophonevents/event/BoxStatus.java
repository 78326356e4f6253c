package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a box and its capture devices are: what the box posts from time to time. */
public sealed interface BoxStatus extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.BOX_STATUS;
  }

  /** The addresses as sent: one, one with a space behind it, or two with a space between them. */
  @Nullable String ip();

  /** The addresses, one by one. */
  default List<String> ipAddresses() {
    return AddressList.betweenSpaces(ip());
  }

  /** The host name of the box. */
  @Nullable String name();

  /** {@code online} or {@code offline}. */
  @Nullable Code status();

  /** The serial number of the box. */
  @Nullable String serialNumber();

  /** The licence code of the box. */
  @Nullable String licenceCode();

  /** Software, load, memory and disks of the box. */
  @Nullable BoxHardware hardware();

  /** The capture devices and how each of them is. */
  @Nullable List<CaptureDeviceStatus.V2R1> captureDevices();

  /**
   * The oldest report.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R1.
   */
  record V2R1(
      @JsonProperty("gateway_ip") @Nullable String ip,
      @JsonProperty("gateway_name") @Nullable String name,
      @JsonProperty("gateway_status") @Nullable Code status,
      @JsonProperty("gateway_sn") @Nullable String serialNumber,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("gateway_ext_data") BoxHardware.@Nullable V2R1 hardware,
      @JsonProperty("sub_devices") @Nullable List<CaptureDeviceStatus.V2R1> captureDevices,
      Map<String, @Nullable Object> unknownFields)
      implements BoxStatus {
    public V2R1 {
      captureDevices = captureDevices == null ? null : List.copyOf(captureDevices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The report with load and sizes as numbers.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R2 to V5R5.
   */
  record V2R2(
      @JsonProperty("gateway_ip") @Nullable String ip,
      @JsonProperty("gateway_name") @Nullable String name,
      @JsonProperty("gateway_status") @Nullable Code status,
      @JsonProperty("gateway_sn") @Nullable String serialNumber,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("gateway_ext_data") BoxHardware.@Nullable V2R2 hardware,
      @JsonProperty("sub_devices") @Nullable List<CaptureDeviceStatus.V2R1> captureDevices,
      Map<String, @Nullable Object> unknownFields)
      implements BoxStatus {
    public V2R2 {
      captureDevices = captureDevices == null ? null : List.copyOf(captureDevices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The report with an object each for processor, memory and disk.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R6, V5R6 and V5R7.
   *
   * @param port of the box's web page
   */
  record V5R6(
      @JsonProperty("gateway_ip") @Nullable String ip,
      @JsonProperty("gateway_name") @Nullable String name,
      @JsonProperty("gateway_status") @Nullable Code status,
      @JsonProperty("gateway_sn") @Nullable String serialNumber,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("gateway_port") @Nullable SentNumber port,
      @JsonProperty("gateway_ext_data") BoxHardware.@Nullable V5R6 hardware,
      @JsonProperty("sub_devices") @Nullable List<CaptureDeviceStatus.V2R1> captureDevices,
      Map<String, @Nullable Object> unknownFields)
      implements BoxStatus {
    public V5R6 {
      captureDevices = captureDevices == null ? null : List.copyOf(captureDevices);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
