package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The capture devices of a box: its answer when it is asked for them. */
public sealed interface DeviceList extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_LIST;
  }

  /** The devices; their ids are what stream subscriptions name. */
  List<? extends MediaDevice> devices();

  /**
   * The answer of {@code /SophonDevice/api/Devices}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   */
  record V2R6(
      @JsonProperty(value = "data", required = true) Listing listing,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceList {
    public V2R6 {
      requireNonNull(listing, "listing");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<MediaDevice.V2R6> devices() {
      return listing.devices();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of {@code /sophon/v2/face/getmediadevices}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   */
  record V6R1(
      @JsonProperty(value = "devices", required = true) List<MediaDevice.V6R1> devices,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceList {
    public V6R1 {
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
   * {@code data} of V2R6.
   *
   * <p>Immutable.
   *
   * @param preview only where {@code need_preview_list} was asked for
   */
  record Listing(
      @JsonProperty(value = "devices_list", required = true) List<MediaDevice.V2R6> devices,
      @JsonProperty("preview_list") @Nullable Preview preview,
      Map<String, @Nullable Object> unknownFields) {
    public Listing {
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
   * Which devices the box shows on its screen or its page.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param deviceIds those that may be shown
   * @param currentDeviceIds those that are shown now
   * @param mode how many at a time: 1, 4 or 16
   * @param lastSetBy {@code WEBUI} or {@code QT}
   */
  record Preview(
      @JsonProperty("preview_list") @Nullable List<String> deviceIds,
      @JsonProperty("current_preview_list") @Nullable List<String> currentDeviceIds,
      @JsonProperty("preview_mode") @Nullable Code mode,
      @JsonProperty("last_set_name") @Nullable Code lastSetBy,
      Map<String, @Nullable Object> unknownFields) {
    public Preview {
      deviceIds = deviceIds == null ? null : List.copyOf(deviceIds);
      currentDeviceIds = currentDeviceIds == null ? null : List.copyOf(currentDeviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
