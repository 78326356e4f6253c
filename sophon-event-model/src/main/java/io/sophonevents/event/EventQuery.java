package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box for the events that it keeps, as after the stream was interrupted; answered with an
 * {@link EventPage}. V5 asks with a URL.
 */
public sealed interface EventQuery extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_QUERY;
  }

  /**
   * The query of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1; vendor page "12 events query", V6R1.
   *
   * @param filters which events; absent for all
   * @param perPage how many events a page has; absent means 10
   * @param page which page; absent means 0, the first
   */
  record V6R1(
      @JsonProperty("filters") @Nullable Filters filters,
      @JsonProperty("page_limit") @Nullable SentNumber perPage,
      @JsonProperty("page_index") @Nullable SentNumber page,
      Map<String, @Nullable Object> unknownFields)
      implements EventQuery {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** One page of the events of a time, both ends included. */
    public static V6R1 between(EventTime from, EventTime to, int page, int perPage) {
      return new V6R1(
          new Filters(from, to, null, null, null, null, null, null, Map.of()),
          SentNumber.of(perPage),
          SentNumber.of(page),
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What an event must be to be found; what is absent does not matter.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param from not before it, milliseconds
   * @param to not after it, milliseconds
   * @param identityName part of the name is enough
   * @param minimumScore not below it
   * @param maximumScore not above it
   * @param personType a word such as {@code employee}
   * @param deviceIds of the capture devices
   */
  record Filters(
      @JsonProperty("datetime_gte") @Nullable EventTime from,
      @JsonProperty("datetime_lte") @Nullable EventTime to,
      @JsonProperty("identity_name") @Nullable PersonName identityName,
      @JsonProperty("identity_id") @Nullable IdentityId identityId,
      @JsonProperty("score_min") @Nullable Score minimumScore,
      @JsonProperty("score_max") @Nullable Score maximumScore,
      @JsonProperty("user_type") @Nullable PersonType personType,
      @JsonProperty("media_device_ids") @Nullable List<String> deviceIds,
      Map<String, @Nullable Object> unknownFields) {
    public Filters {
      deviceIds = deviceIds == null ? null : List.copyOf(deviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
