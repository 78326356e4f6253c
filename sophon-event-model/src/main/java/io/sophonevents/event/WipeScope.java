package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a box is erased, {@code wipe_options}.
 *
 * <p>Immutable. Source: docs/protocol.md, section 1.18.
 *
 * @param erasesPeople the gallery
 * @param erasesEvents the stored events
 */
public record WipeScope(
    @JsonProperty("users") @Nullable SentFlag erasesPeople,
    @JsonProperty("events") @Nullable SentFlag erasesEvents,
    Map<String, @Nullable Object> unknownFields) {
  public WipeScope {
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
