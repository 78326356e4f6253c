package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a box for its configuration, or for one item of it. */
public sealed interface ConfigsQuery extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.CONFIGS_QUERY;
  }

  /**
   * The body of {@code /sophon/v2/face/getconfigs}; before V6 the question has no body.
   *
   * <p>Immutable. Source: vendor page "get config", V6R1.
   *
   * @param item its name: {@code MATCH_THRESHOLD}; null for all
   */
  record V6R1(
      @JsonProperty("config_name") @Nullable String item,
      Map<String, @Nullable Object> unknownFields)
      implements ConfigsQuery {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Asks for all items. */
    public static V6R1 all() {
      return new V6R1(null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
