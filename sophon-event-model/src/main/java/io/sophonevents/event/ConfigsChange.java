package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets items of a box's configuration. */
public sealed interface ConfigsChange extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.CONFIGS_CHANGE;
  }

  /**
   * The body of {@code /SophonConfig/api/Configs} and, with other names of items, of {@code
   * /sophon/v2/face/setconfigs}.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.13, 1.14 and 5.9.
   *
   * @param items by the names that {@link Configs} has: {@code HISTORY_EVENT_UPLOAD_URL}
   */
  record V5R7(
      @JsonProperty(value = "config_dict", required = true) Map<String, @Nullable Object> items,
      Map<String, @Nullable Object> unknownFields)
      implements ConfigsChange {
    public V5R7 {
      requireNonNull(items, "items");
      items = UnknownFields.copyOf(items);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
