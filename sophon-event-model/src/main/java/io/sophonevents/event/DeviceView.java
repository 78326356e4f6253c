package io.sophonevents.event;

import org.jspecify.annotations.Nullable;

/** What an {@link AccessEvent} answers of the capture device, from what its layout has of it. */
final class DeviceView {
  private DeviceView() {}

  /** The first that says something: the vendor writes an empty text where it has none. */
  static @Nullable String bestId(@Nullable String... ids) {
    for (String id : ids) {
      if (id != null && !id.isEmpty()) {
        return id;
      }
    }
    return null;
  }

  /**
   * What {@code ep_type} or {@code media_device_type} tells: a known number is the type, and a
   * stream is that of a camera, the static one being older than the word. A {@code photo} device is
   * a gate or a grabber; that and all else is null. Source: docs/protocol.md, section 4, row 2.24.
   */
  static @Nullable DeviceType typeOf(@Nullable Code sent) {
    if (sent == null) {
      return null;
    }
    DeviceType byNumber = DeviceType.of(sent.text());
    if (byNumber.isKnown()) {
      return byNumber;
    }
    return sent.is("rtsp") ? DeviceType.DYNAMIC_CAMERA : null;
  }
}
