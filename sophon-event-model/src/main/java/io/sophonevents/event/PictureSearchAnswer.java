package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that have the face of a picture: the answer to a {@link PictureSearchRequest}. */
public sealed interface PictureSearchAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PICTURE_SEARCH_ANSWER;
  }

  /** What was found, in the order of time. */
  List<? extends FoundEvent> events();

  /** Whether there are more events to look at. */
  @Nullable SentFlag hasMore();

  /** Where the search ended, to be said where it is continued. */
  @Nullable EventTime endTime();

  /**
   * The answer of the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10 and row 2.38; vendor page "16 picture
   * search", V2R6 and V5R5 to V5R7.
   *
   * @param hasMore in the table only
   * @param totalSeconds how long the search took, seconds (inferred)
   * @param resultCode 1 done, 0 failed; {@code ret_code} in the sample, {@code retcode} in the
   *     table
   * @param totalCount in the sample only
   */
  record V2R6(
      @JsonProperty(value = "event_list", required = true) List<FoundEvent.V2R6> events,
      @JsonProperty("endtimestamp") @Described(as = Described.As.SECONDS)
          @Nullable EventTime endTime,
      @JsonProperty("have_more") @Nullable SentFlag hasMore,
      @JsonProperty("total_time") @Nullable SentNumber totalSeconds,
      @JsonProperty("ret_code") @JsonAlias("retcode") @Described(namesRow = "2.38")
          @Nullable Code resultCode,
      @JsonProperty("total_count") @Nullable SentNumber totalCount,
      Map<String, @Nullable Object> unknownFields)
      implements PictureSearchAnswer {
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
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10; vendor page "16 search by image", V6R1.
   *
   * @param totalSeconds how long the search took, seconds (inferred)
   */
  record V6R1(
      @JsonProperty(value = "events", required = true) List<FoundEvent.V6R1> events,
      @JsonProperty("have_more") @Nullable SentFlag hasMore,
      @JsonProperty("total_time") @Nullable SentNumber totalSeconds,
      @JsonProperty("endtimestamp") @Nullable EventTime endTime,
      Map<String, @Nullable Object> unknownFields)
      implements PictureSearchAnswer {
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
