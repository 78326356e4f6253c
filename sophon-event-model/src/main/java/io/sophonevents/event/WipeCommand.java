package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Erase what a box has stored. */
public sealed interface WipeCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.WIPE_COMMAND;
  }

  /**
   * {@code wipe_data}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "wipe_options", required = true) WipeScope scope,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements WipeCommand {
    public V2R1 {
      requireNonNull(method, "method");
      requireNonNull(scope, "scope");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code wipedata}, with one of the three flags.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param erasesPeople the gallery
   * @param erasesEvents the stored events
   * @param erasesAll both, and the settings go back to their defaults, as in the REST call
   *     (inferred)
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty("users") @Nullable SentFlag erasesPeople,
      @JsonProperty("events") @Nullable SentFlag erasesEvents,
      @JsonProperty("all") @Nullable SentFlag erasesAll,
      Map<String, @Nullable Object> unknownFields)
      implements WipeCommand {
    public V6R1 {
      requireNonNull(method, "method");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
