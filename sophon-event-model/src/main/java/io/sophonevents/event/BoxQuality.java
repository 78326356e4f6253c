package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the box said of a face that a snapshot camera sent, {@code box_fiqa_info}; empty where it
 * did not look.
 *
 * <p>Immutable. Source: docs/protocol.md, section 1.8.
 *
 * @param age years or an age class, the vendor does not say
 * @param sex 0 male, 1 female
 * @param measures what was measured
 * @param isGoodEnough whether all passed; a stranger for whom it is false must not be registered
 * @param passed the names of the measures that passed
 * @param failed the names of the measures that failed
 */
public record BoxQuality(
    @JsonProperty("age") @Nullable Code age,
    @JsonProperty("sex") @Nullable Code sex,
    @JsonProperty("info") @Nullable Measures measures,
    @JsonProperty("fiqa_result") @Nullable SentFlag isGoodEnough,
    @JsonProperty("success") @Nullable List<String> passed,
    @JsonProperty("fails") @Nullable List<String> failed,
    Map<String, @Nullable Object> unknownFields) {

  /** The box did not look. */
  public static final BoxQuality NONE =
      new BoxQuality(null, null, null, null, null, null, Map.of());

  public BoxQuality {
    passed = passed == null ? null : List.copyOf(passed);
    failed = failed == null ? null : List.copyOf(failed);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  /**
   * What was measured of a face.
   *
   * <p>Immutable.
   *
   * @param faceSizePixels the shorter side
   * @param clarity sharpness, not bounded by 1
   * @param headPose how the head is turned
   * @param isCutOff whether part of the face is outside
   * @param brightness 0 to 1
   */
  public record Measures(
      @JsonProperty("face_size") @Nullable SentNumber faceSizePixels,
      @JsonProperty("clarity") @Nullable SentNumber clarity,
      @JsonProperty("headpose") @Nullable HeadPose headPose,
      @JsonProperty("partial") @Nullable SentFlag isCutOff,
      @JsonProperty("brightness") @Nullable SentNumber brightness,
      Map<String, @Nullable Object> unknownFields) {
    public Measures {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
