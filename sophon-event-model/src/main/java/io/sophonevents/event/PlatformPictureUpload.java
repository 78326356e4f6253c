package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A picture for the platform to keep, for a visitor say. */
public sealed interface PlatformPictureUpload extends PlatformRequest {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_PICTURE_UPLOAD;
  }

  /**
   * The request in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6.
   *
   * @param fileName of the picture; it may tell who is on it
   */
  record V2R2(
      @JsonProperty("appkey") @Nullable String appKey,
      @JsonProperty("time") @Nullable EventTime time,
      @JsonProperty("photoName") @Nullable String fileName,
      @JsonProperty(value = "photoByteStr", required = true) EncodedImage image,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformPictureUpload {
    public V2R2 {
      requireNonNull(image, "image");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
