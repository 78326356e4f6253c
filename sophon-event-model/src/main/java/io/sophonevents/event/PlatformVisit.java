package io.sophonevents.event;

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

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
