package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Change settings of a box. */
public sealed interface ConfigCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.CONFIG_COMMAND;
  }

  /** The settings to change; the others stay. */
  BoxSettings settings();

  /**
   * {@code control_config}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "config_field", required = true) BoxSettings.V2R1 settings,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements ConfigCommand {
    public V2R1 {
      requireNonNull(method, "method");
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code controlconfig}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty(value = "config_field", required = true) BoxSettings.V6R1 settings,
      Map<String, @Nullable Object> unknownFields)
      implements ConfigCommand {
    public V6R1 {
      requireNonNull(method, "method");
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
