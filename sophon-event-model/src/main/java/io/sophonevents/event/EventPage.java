package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of the events that a box keeps: the answer to an {@link EventQuery}. */
public sealed interface EventPage extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_PAGE;
  }

  /** The events of this page. */
  List<? extends StoredEvent> events();

  /** Which page it is, and how many events there are. */
  @Nullable Pagination pagination();

  /**
   * The page of the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "12 query", V2R6 and V5R5 to
   * V5R7.
   */
  record V2R6(
      @JsonProperty(value = "data", required = true) List<StoredEvent.V2R6> events,
      @JsonProperty("pagination") Pagination.@Nullable V2R6 pagination,
      Map<String, @Nullable Object> unknownFields)
      implements EventPage {
    public V2R6 {
      events = List.copyOf(requireNonNull(events, "events"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The page of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "12 events query", V6R1.
   */
  record V6R1(
      @JsonProperty(value = "events", required = true) List<StoredEvent.V6R1> events,
      @JsonProperty("pagination") Pagination.@Nullable V6R1 pagination,
      Map<String, @Nullable Object> unknownFields)
      implements EventPage {
    public V6R1 {
      events = List.copyOf(requireNonNull(events, "events"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
