package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box how fit a picture is to recognise a face in; answered with a {@link QualityAnswer}.
 */
public sealed interface QualityRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.QUALITY_REQUEST;
  }

  /**
   * The request of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor pages "4 image quality", V2R6 and
   * V5R5 to V5R7, and "4 face fiqa", V6R1.
   *
   * @param image with or without a data-URI prefix
   * @param imagePath of a file on the box, in place of the picture; V6 only
   * @param qualityLevel {@code high}, which absent means too, {@code middle}, {@code low} or {@code
   *     no}
   */
  record V2R6(
      @JsonProperty("image_base64_str") @Nullable EncodedImage image,
      @JsonProperty("image_path") @Nullable String imagePath,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      Map<String, @Nullable Object> unknownFields)
      implements QualityRequest {
    public V2R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** For a picture, by this level. */
    public static V2R6 of(EncodedImage image, String qualityLevel) {
      return new V2R6(image, null, Code.of(qualityLevel), Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
