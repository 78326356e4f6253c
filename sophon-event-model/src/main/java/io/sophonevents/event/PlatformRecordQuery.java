package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who passed a door: a question to the platform. Its body is the same for employees, strangers and
 * visitors, who have a path each.
 */
public sealed interface PlatformRecordQuery extends PlatformRequest {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_RECORD_QUERY;
  }

  /**
   * The question in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6 and row 2.44.
   *
   * @param locationIds the gates
   * @param keyword the name of an employee or visitor; for strangers that of the capture device
   * @param pageSize seen: 20
   * @param index which page, from 1 on
   * @param wantsRegisteredImage no if absent, as with the other two pictures
   */
  record V2R2(
      @JsonProperty("appkey") @Nullable String appKey,
      @JsonProperty("time") @Nullable EventTime time,
      @JsonProperty("locationIds") @Nullable List<String> locationIds,
      @JsonProperty("startTime") @Nullable EventTime startTime,
      @JsonProperty("endTime") @Nullable EventTime endTime,
      @JsonProperty("keyword") @Nullable PersonName keyword,
      @JsonProperty("pageSize") @Described(as = Described.As.TEXT) @Nullable SentNumber pageSize,
      @JsonProperty("index") @Described(as = Described.As.TEXT) @Nullable SentNumber index,
      @JsonProperty("hasUserphoto") @Nullable SentFlag wantsRegisteredImage,
      @JsonProperty("hascrossSrcPhoto") @Nullable SentFlag wantsSceneImage,
      @JsonProperty("hascrossFacePhoto") @Nullable SentFlag wantsFaceImage,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformRecordQuery {
    public V2R2 {
      locationIds = locationIds == null ? null : List.copyOf(locationIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
