package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question to the platform for one of its pictures; the answer is the picture (inferred). */
public sealed interface PlatformPictureDownload extends PlatformRequest {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_PICTURE_DOWNLOAD;
  }

  /**
   * The question in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6.
   */
  record V2R2(
      @JsonProperty("appkey") @Nullable String appKey,
      @JsonProperty("time") @Nullable EventTime time,
      @JsonProperty(value = "photoId", required = true) String imageId,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformPictureDownload {
    public V2R2 {
      requireNonNull(imageId, "imageId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
