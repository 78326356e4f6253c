package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody will come: a visitor to be registered with the platform, which answers as a receiver
 * does, with an {@link AccessRecordAnswer}.
 */
public sealed interface PlatformVisit extends PlatformRequest {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_VISIT;
  }

  /**
   * The request in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6 and row 2.44.
   *
   * @param startTime when the visit begins
   * @param endTime when the visit ends
   * @param imageId of a picture uploaded before
   * @param needsAudit whether somebody has to approve of it
   */
  record V2R2(
      @JsonProperty("appkey") @Nullable String appKey,
      @JsonProperty("time") @Nullable EventTime time,
      @JsonProperty("name") @Nullable PersonName identityName,
      @JsonProperty("startTime") @Nullable EventTime startTime,
      @JsonProperty("endTime") @Nullable EventTime endTime,
      @JsonProperty("photoId") @Nullable String imageId,
      @JsonProperty("isNeedAudit") @Nullable SentFlag needsAudit,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformVisit {
    public V2R2 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Makes one by hand. */
    public static Builder builder(String appKey, EventTime time, PersonName identityName) {
      return new Builder(appKey, time, identityName);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String appKey;
      private final EventTime time;
      private final PersonName identityName;
      private @Nullable EventTime startTime;
      private @Nullable EventTime endTime;
      private @Nullable String imageId;
      private @Nullable SentFlag needsAudit;

      private Builder(String appKey, EventTime time, PersonName identityName) {
        this.appKey = requireNonNull(appKey, "appKey");
        this.time = requireNonNull(time, "time");
        this.identityName = requireNonNull(identityName, "identityName");
      }

      public Builder startTime(EventTime startTime) {
        this.startTime = startTime;
        return this;
      }

      public Builder endTime(EventTime endTime) {
        this.endTime = endTime;
        return this;
      }

      public Builder imageId(String imageId) {
        this.imageId = imageId;
        return this;
      }

      public Builder needsAudit(boolean needsAudit) {
        this.needsAudit = SentFlag.of(needsAudit);
        return this;
      }

      /** The whole. */
      public V2R2 build() {
        return new V2R2(
            appKey, time, identityName, startTime, endTime, imageId, needsAudit, Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
