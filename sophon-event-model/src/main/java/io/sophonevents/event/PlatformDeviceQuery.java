package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which devices there are: a question to the platform. */
public sealed interface PlatformDeviceQuery extends PlatformRequest {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_DEVICE_QUERY;
  }

  /**
   * The question in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 5.5 and 5.6, row 2.44.
   *
   * @param nodeDescription what the device is called
   * @param nodeType 1 access control, 2 gate, 3 surveillance, 4 visitor machine, 5 grabber, 6 dome
   *     camera
   * @param index which page, from 1 on; a text by the table, see {@link SentNumber#asText}
   * @param pageNumber which page, in the example of a signed call only
   * @param pageSize how many devices a page has
   */
  record V2R2(
      @JsonProperty("appkey") @Nullable String appKey,
      @JsonProperty("time") @Nullable EventTime time,
      @JsonProperty("nodeDesc") @Nullable String nodeDescription,
      @JsonProperty("nodeType") @Nullable Code nodeType,
      @JsonProperty("index") @Described(as = Described.As.TEXT) @Nullable SentNumber index,
      @JsonProperty("pageNo") @Described(as = Described.As.TEXT) @Nullable SentNumber pageNumber,
      @JsonProperty("pageSize") @Described(as = Described.As.TEXT) @Nullable SentNumber pageSize,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformDeviceQuery {
    public V2R2 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
