package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a box shows: broadcast on the socket of port 54547, also where a device was
 * changed; without the device the body and the answer of {@code /sophon/v2/face/updatepreview}.
 */
public sealed interface PreviewSettings extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PREVIEW_SETTINGS;
  }

  /**
   * The message of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   *
   * @param change the device that was added, changed or deleted; null if none was
   * @param lastSetBy {@code WEBUI}, {@code QT} or {@code BOX}
   * @param currentDeviceIds those that are shown now
   * @param deviceIds those that may be shown
   * @param mode how many at a time: 1, 4 or 16
   */
  record V6R1(
      @JsonProperty("modify_media_device") @Nullable Change change,
      @JsonProperty("last_set_name") @Nullable Code lastSetBy,
      @JsonProperty("preview_device_list") @Nullable List<String> currentDeviceIds,
      @JsonProperty("selected_device_list") @Nullable List<String> deviceIds,
      @JsonProperty("preview_mode") @Nullable Code mode,
      Map<String, @Nullable Object> unknownFields)
      implements PreviewSettings {
    public V6R1 {
      currentDeviceIds = currentDeviceIds == null ? null : List.copyOf(currentDeviceIds);
      deviceIds = deviceIds == null ? null : List.copyOf(deviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A device and what became of it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   *
   * @param action {@code add}, {@code delete} or {@code modify}
   */
  record Change(
      @JsonProperty("action") @Nullable Code action,
      @JsonProperty("media_device_info") MediaDevice.@Nullable V6R1 device,
      Map<String, @Nullable Object> unknownFields) {
    public Change {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
