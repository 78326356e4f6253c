package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

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

    /** Makes one by hand. */
    public static Builder builder(String appKey, EventTime time) {
      return new Builder(appKey, time);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String appKey;
      private final EventTime time;
      private @Nullable List<String> locationIds;
      private @Nullable EventTime startTime;
      private @Nullable EventTime endTime;
      private @Nullable PersonName keyword;
      private @Nullable SentNumber pageSize;
      private @Nullable SentNumber index;
      private @Nullable SentFlag wantsRegisteredImage;
      private @Nullable SentFlag wantsSceneImage;
      private @Nullable SentFlag wantsFaceImage;

      private Builder(String appKey, EventTime time) {
        this.appKey = requireNonNull(appKey, "appKey");
        this.time = requireNonNull(time, "time");
      }

      public Builder locationIds(List<String> locationIds) {
        this.locationIds = List.copyOf(locationIds);
        return this;
      }

      public Builder startTime(EventTime startTime) {
        this.startTime = startTime;
        return this;
      }

      public Builder endTime(EventTime endTime) {
        this.endTime = endTime;
        return this;
      }

      public Builder keyword(PersonName keyword) {
        this.keyword = keyword;
        return this;
      }

      public Builder pageSize(long pageSize) {
        this.pageSize = SentNumber.of(pageSize);
        return this;
      }

      public Builder index(long index) {
        this.index = SentNumber.of(index);
        return this;
      }

      public Builder wantsRegisteredImage(boolean wantsRegisteredImage) {
        this.wantsRegisteredImage = SentFlag.of(wantsRegisteredImage);
        return this;
      }

      public Builder wantsSceneImage(boolean wantsSceneImage) {
        this.wantsSceneImage = SentFlag.of(wantsSceneImage);
        return this;
      }

      public Builder wantsFaceImage(boolean wantsFaceImage) {
        this.wantsFaceImage = SentFlag.of(wantsFaceImage);
        return this;
      }

      /** The whole. */
      public V2R2 build() {
        return new V2R2(
            appKey,
            time,
            locationIds,
            startTime,
            endTime,
            keyword,
            pageSize,
            index,
            wantsRegisteredImage,
            wantsSceneImage,
            wantsFaceImage,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
