package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of no known kind, kept whole.
 *
 * <p>Immutable.
 *
 * @param fields all of it, plain JSON values in the order received
 */
public record UnknownEvent(@JsonValue Map<String, @Nullable Object> fields) implements SophonEvent {
  public UnknownEvent {
    fields = UnknownFields.copyOf(fields);
  }

  @Override
  public EventKind kind() {
    return EventKind.UNKNOWN;
  }

  @Override
  public String layout() {
    return "";
  }
}
