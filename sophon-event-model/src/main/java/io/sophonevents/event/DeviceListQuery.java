package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a box for its capture devices, or for one of them. */
public sealed interface DeviceListQuery extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DEVICE_LIST_QUERY;
  }

  /**
   * The body of {@code /sophon/v2/face/getmediadevices}; before V6 the question has no body.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.6.
   *
   * @param deviceId the one that is asked for; null for all
   */
  record V6R1(
      @JsonProperty("media_device_id") @Nullable String deviceId,
      Map<String, @Nullable Object> unknownFields)
      implements DeviceListQuery {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Asks for all devices. */
    public static V6R1 all() {
      return new V6R1(null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
