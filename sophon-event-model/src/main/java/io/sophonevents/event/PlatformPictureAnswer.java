package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Under which id the platform keeps a picture: its answer to a {@link PlatformPictureUpload}. */
public sealed interface PlatformPictureAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_PICTURE_ANSWER;
  }

  /**
   * The answer in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 5.5 and 5.6.
   *
   * @param message {@code SUCCESS}, or what went wrong
   * @param status 0 for success
   */
  record V2R2(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("status") @Nullable Code status,
      @JsonProperty(value = "data", required = true) KeptPicture picture,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformPictureAnswer {
    public V2R2 {
      requireNonNull(picture, "picture");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A picture that the platform has.
   *
   * <p>Immutable.
   */
  record KeptPicture(
      @JsonProperty(value = "photoId", required = true) String imageId,
      Map<String, @Nullable Object> unknownFields) {
    public KeptPicture {
      requireNonNull(imageId, "imageId");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
