package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which page of a longer list an answer has. */
public sealed interface Pagination {
  /** How many elements a page has. */
  @Nullable SentNumber perPage();

  /** How many elements there are on all pages. */
  @Nullable SentNumber totalCount();

  /**
   * That of stored events in the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.1.
   *
   * @param pageCount how many pages there are
   * @param page which page it is, from 0 on
   */
  record V2R6(
      @JsonProperty("num_pages") @Nullable SentNumber pageCount,
      @JsonProperty("page") @Nullable SentNumber page,
      @JsonProperty("per_page") @Nullable SentNumber perPage,
      @JsonProperty("total_count") @Nullable SentNumber totalCount,
      Map<String, @Nullable Object> unknownFields)
      implements Pagination {
    public V2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of people in the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.4.
   *
   * @param start where the page starts, 0 for the first
   * @param pageCount how many pages there are
   */
  record V5R7(
      @JsonProperty("skip_num") @Nullable SentNumber start,
      @JsonProperty("limit") @Nullable SentNumber perPage,
      @JsonProperty("num_pages") @Nullable SentNumber pageCount,
      @JsonProperty("total_count") @Nullable SentNumber totalCount,
      Map<String, @Nullable Object> unknownFields)
      implements Pagination {
    public V5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 5.1 and 5.4.
   *
   * @param page which page it is, from 0 on
   */
  record V6R1(
      @JsonProperty("page_index") @Nullable SentNumber page,
      @JsonProperty("page_limit") @Nullable SentNumber perPage,
      @JsonProperty("total_count") @Nullable SentNumber totalCount,
      Map<String, @Nullable Object> unknownFields)
      implements Pagination {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
