package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a box for one {@link StoredEvent}, which is the whole answer. */
public sealed interface StoredEventRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.STORED_EVENT_REQUEST;
  }

  /**
   * The request of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "18 event query", V6R1.
   */
  record V6R1(
      @JsonProperty(value = "event_id", required = true) String eventId,
      Map<String, @Nullable Object> unknownFields)
      implements StoredEventRequest {
    public V6R1 {
      requireNonNull(eventId, "eventId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** For the event with this id. */
    public static V6R1 of(String eventId) {
      return new V6R1(eventId, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
