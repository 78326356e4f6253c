package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a box for the faces in a picture; answered with a {@link DetectAnswer}. */
public sealed interface DetectRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DETECT_REQUEST;
  }

  /**
   * The request of every version. One of picture, URL and path is there.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor pages "2 face detection", V5R3 to
   * V5R7, and "2 face detect", V6R1.
   *
   * @param image with or without a data-URI prefix
   * @param imageUrl where the box may fetch the picture; V5 only
   * @param imagePath of a file on the box; V6 only
   * @param wantsEmbeddings absent means no, as with all that follow
   * @param maximumFaces absent means 10
   */
  record V5R3(
      @JsonProperty("image_base64_str") @Nullable EncodedImage image,
      @JsonProperty("image_url") @Nullable String imageUrl,
      @JsonProperty("image_path") @Nullable String imagePath,
      @JsonProperty("with_feature") @Nullable SentFlag wantsEmbeddings,
      @JsonProperty("with_attribute") @Nullable SentFlag wantsAttributes,
      @JsonProperty("with_headpose") @Nullable SentFlag wantsHeadPose,
      @JsonProperty("with_landmark") @Nullable SentFlag wantsPoints,
      @JsonProperty("max_num_faces") @Nullable SentNumber maximumFaces,
      Map<String, @Nullable Object> unknownFields)
      implements DetectRequest {
    public V5R3 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** All that can be known of the faces in a picture. */
    public static V5R3 of(EncodedImage image) {
      return new V5R3(
          image,
          null,
          null,
          SentFlag.TRUE,
          SentFlag.TRUE,
          SentFlag.TRUE,
          SentFlag.TRUE,
          null,
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
