package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a box's host system is: processors, memory, disks, fan; nothing of its capture devices. */
public sealed interface SystemStatus extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.SYSTEM_STATUS;
  }

  /** The addresses as sent: one, or two with a space between them. */
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

  /** The port of the box's web page. */
  @Nullable SentNumber port();

  /** Load, memory and disks of the box. */
  @Nullable BoxHardware hardware();

  /**
   * The report of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record V5R7(
      @JsonProperty("gateway_ip") @Nullable String ip,
      @JsonProperty("gateway_port") @Nullable SentNumber port,
      @JsonProperty("gateway_name") @Nullable String name,
      @JsonProperty("gateway_sn") @Nullable String serialNumber,
      @JsonProperty("gateway_status") @Nullable Code status,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("gateway_ext_data") BoxHardware.@Nullable V5R7 hardware,
      Map<String, @Nullable Object> unknownFields)
      implements SystemStatus {
    public V5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The report of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param reporterId what {@link MonitorServerUrl.V6R1} set; seen: a licence code
   */
  record V6R1(
      @JsonProperty("gateway_ip") @Nullable String ip,
      @JsonProperty("gateway_status") @Nullable Code status,
      @JsonProperty("gateway_port") @Nullable SentNumber port,
      @JsonProperty("gateway_name") @Nullable String name,
      @JsonProperty("gateway_sn") @Nullable String serialNumber,
      @JsonProperty("reporter_id") @Nullable String reporterId,
      @JsonProperty("gateway_mac") @Nullable String macAddress,
      @JsonProperty("gateway_ext_data") BoxHardware.@Nullable V6R1 hardware,
      Map<String, @Nullable Object> unknownFields)
      implements SystemStatus {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
