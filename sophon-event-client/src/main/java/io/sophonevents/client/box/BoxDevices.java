package io.sophonevents.client.box;

import io.sophonevents.event.DeviceList;
import io.sophonevents.event.DeviceListQuery;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.PreviewSettings;
import io.sophonevents.event.UnknownEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The capture devices of a box.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, section 1.6.
 */
public final class BoxDevices {
  private static final String V5 = "/SophonDevice/api/Devices";
  private static final String V6 = "/sophon/v2/face/";

  private final BoxConnection box;

  BoxDevices(BoxConnection box) {
    this.box = box;
  }

  static BoxRequest question(BoxGeneration generation, @Nullable String deviceId) {
    return generation == BoxGeneration.V6
        ? BoxRequest.ask(V6 + "getmediadevices", new DeviceListQuery.V6R1(deviceId, Map.of()))
        : BoxRequest.get(V5).query("device_id", deviceId);
  }

  /** All of them. */
  public List<MediaDevice> all() {
    return List.copyOf(list(null).devices());
  }

  /** The one with this id; empty if the box does not list it. */
  public Optional<MediaDevice> find(String deviceId) {
    return list(deviceId).devices().stream()
        .filter(device -> deviceId.equals(device.deviceId()))
        .map(MediaDevice.class::cast)
        .findFirst();
  }

  private DeviceList list(@Nullable String deviceId) {
    return box.isV6()
        ? box.ask(question(BoxGeneration.V6, deviceId), DeviceList.V6R1.class)
        : box.ask(question(BoxGeneration.V5, deviceId), DeviceList.V2R6.class);
  }

  /**
   * Adds a device.
   *
   * @param device in the layout of the box's generation
   * @return its id, which the box makes for a device that comes without
   */
  public String add(MediaDevice device) {
    if (box.isV6()) {
      return box.askFields(BoxRequest.post(V6 + "addmediadevice", v6(device)))
          .text("media_device_id");
    }
    List<Fields> added = succeeded(BoxRequest.post(V5, v5(device)));
    return added.isEmpty() ? "" : added.get(0).text("device_id");
  }

  /**
   * Changes a device, which its id names.
   *
   * @param device in the layout of the box's generation; what is absent stays in V6 only
   */
  public void update(MediaDevice device) {
    box.command(
        box.isV6()
            ? BoxRequest.post(V6 + "updatemediadevice", v6(device))
            : BoxRequest.put(V5, v5(device)));
  }

  /** Removes devices, in V6 with a call for each. */
  public void remove(String... deviceIds) {
    if (!box.isV6()) {
      List<Map<String, String>> devices =
          Arrays.stream(deviceIds).map(id -> Map.of("device_id", id)).toList();
      box.command(
          BoxRequest.delete(V5, BoxRequest.object("clear_all", false, "devices_list", devices)));
      return;
    }
    for (String id : deviceIds) {
      box.command(
          BoxRequest.post(V6 + "deletemediadevice", BoxRequest.object("media_device_id", id)));
    }
  }

  /** Removes every device: nobody is let in any more. */
  public void removeAll(Confirmation confirmation) {
    confirmation.check(box);
    box.command(
        box.isV6()
            ? BoxRequest.post(V6 + "deletemediadevices", BoxRequest.object())
            : BoxRequest.delete(
                V5, BoxRequest.object("clear_all", true, "devices_list", List.of())));
  }

  /** Which devices the box shows on its screen and page; of V5 what the list of devices says. */
  public PreviewSettings.V6R1 preview() {
    if (box.isV6()) {
      return box.ask(
          BoxRequest.ask(V6 + "getpreview", BoxRequest.object()), PreviewSettings.V6R1.class);
    }
    DeviceList.Preview preview =
        box.ask(BoxRequest.get(V5).query("need_preview_list", "true"), DeviceList.V2R6.class)
            .listing()
            .preview();
    return preview == null
        ? new PreviewSettings.V6R1(null, null, null, null, null, Map.of())
        : new PreviewSettings.V6R1(
            null,
            preview.lastSetBy(),
            preview.currentDeviceIds(),
            preview.deviceIds(),
            preview.mode(),
            Map.of());
  }

  /** Says which devices the box is to show; {@link PreviewSettings.V6R1#change()} is not sent. */
  public void showPreview(PreviewSettings.V6R1 settings) {
    if (box.isV6()) {
      box.command(
          BoxRequest.post(
              V6 + "updatepreview",
              new PreviewSettings.V6R1(
                  null,
                  settings.lastSetBy(),
                  settings.currentDeviceIds(),
                  settings.deviceIds(),
                  settings.mode(),
                  Map.of())));
      return;
    }
    UnknownEvent preview =
        BoxRequest.object(
            "preview_list",
            settings.deviceIds(),
            "current_preview_list",
            settings.currentDeviceIds(),
            "preview_mode",
            settings.mode() == null ? null : settings.mode().text(),
            "last_set_name",
            settings.lastSetBy() == null ? null : settings.lastSetBy().text());
    box.command(BoxRequest.put(V5, BoxRequest.object("preview_list", preview.fields())));
  }

  private List<Fields> succeeded(BoxRequest request) {
    return box.askFields(request).in("data").all("success_devices");
  }

  /** {@code {"devices_list":[…]}}, as the pages of POST and PUT have it. */
  private UnknownEvent v5(MediaDevice device) {
    MediaDevice.V2R6 layout = box.inLayout(MediaDevice.V2R6.class, device);
    DeviceList.Listing listing = new DeviceList.Listing(List.of(layout), null, Map.of());
    Fields fields = BoxRequest.fields(new DeviceList.V2R6(listing, Map.of())).in("data");
    return fields.message();
  }

  private UnknownEvent v6(MediaDevice device) {
    MediaDevice.V6R1 layout = box.inLayout(MediaDevice.V6R1.class, device);
    return BoxRequest.fields(new DeviceList.V6R1(List.of(layout), Map.of()))
        .all("devices")
        .get(0)
        .message();
  }
}
