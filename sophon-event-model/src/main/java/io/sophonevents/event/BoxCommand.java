package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a platform tells a box to do, sent over RabbitMQ: what all kinds and layouts of a command
 * share. The box answers with a {@link CommandResult}. Commands that run code on the box or open a
 * tunnel into it are no kind: they stay an {@link UnknownEvent}.
 */
public sealed interface BoxCommand extends SophonEvent
    permits PeopleCommand,
        PeopleRemoval,
        PermissionCommand,
        WipeCommand,
        QualityCommand,
        ConfigCommand,
        DeviceCommand,
        DeviceRemoval {

  /** The vendor's word for it, {@code method} or in V6 {@code message_key}. */
  String method();

  /** The platform's own id for it; results of V2 to V5 have it again. */
  @Nullable String messageId();

  /** What V2 to V5 send besides the payload. */
  default @Nullable Parameters parameters() {
    return null;
  }

  /** Where the box posts the result unless it has a queue for it; without either it sends none. */
  default @Nullable String resultUrl() {
    Parameters parameters = parameters();
    return parameters == null ? null : parameters.resultUrl();
  }

  /**
   * {@code extend_params} of V2 to V5, which every command has, be it empty.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param peopleUrl where the box asks for the people of whom the command has the ids only
   * @param resultUrl {@code notify_path}
   */
  record Parameters(
      @JsonProperty("path") @Nullable String peopleUrl,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      Map<String, @Nullable Object> unknownFields) {

    /** None, written as an empty object. */
    public static final Parameters NONE = new Parameters(null, null, Map.of());

    public Parameters {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
