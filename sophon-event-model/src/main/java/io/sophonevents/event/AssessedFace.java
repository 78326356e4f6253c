package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a box says of one face in a picture whose quality it was asked for, an element of {@code
 * data}.
 *
 * <p>Immutable. Source: docs/protocol.md, section 5.8.
 *
 * @param box where the face is, pixels of the picture
 * @param failed the names of the measures that failed
 * @param isGoodEnough whether all that was asked for passed
 * @param score of the quality, seen: 1 and the clarity again
 * @param passed the names of the measures that passed
 * @param measures what was measured
 */
public record AssessedFace(
    @JsonProperty("bbox") @Nullable FaceBox box,
    @JsonProperty("fails") @Nullable List<String> failed,
    @JsonProperty("fiqa_result") @Nullable SentFlag isGoodEnough,
    @JsonProperty("score") @Nullable SentNumber score,
    @JsonProperty("success") @Nullable List<String> passed,
    @JsonProperty("info") @Nullable Measures measures,
    Map<String, @Nullable Object> unknownFields) {
  public AssessedFace {
    passed = passed == null ? null : List.copyOf(passed);
    failed = failed == null ? null : List.copyOf(failed);
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  /**
   * What was measured of a face: of the REST answer the first six, of the result over RabbitMQ
   * clarity, size and the last five. A V6 result over RabbitMQ has those of the REST answer.
   *
   * <p>Immutable.
   *
   * @param brightness 0 to 1
   * @param clarity sharpness, not bounded by 1
   * @param faceAngles three angles, whose order the vendor does not say
   * @param faceColour {@code face_color}, not described by the vendor
   * @param faceLocation true or false; listed as passed where it is false
   * @param faceSizePixels of the face
   * @param headPose how the head is turned
   * @param imageQuality seen: 1
   * @param mask a number from 0 to 1, -1 or a truth value (row 2.27)
   * @param occlusion truth values or numbers, whose order the vendor does not say (row 2.28)
   * @param isCutOff whether part of the face is outside
   */
  public record Measures(
      @JsonProperty("brightness") @Nullable SentNumber brightness,
      @JsonProperty("clarity") @Nullable SentNumber clarity,
      @JsonProperty("face_angle") @Nullable List<SentNumber> faceAngles,
      @JsonProperty("face_color") @Nullable SentNumber faceColour,
      @JsonProperty("face_location") @Nullable SentFlag faceLocation,
      @JsonProperty("face_size") @Nullable SentNumber faceSizePixels,
      @JsonProperty("headpose") @Nullable HeadPose headPose,
      @JsonProperty("image_quality") @Nullable SentNumber imageQuality,
      @JsonProperty("mask") @Nullable Code mask,
      @JsonProperty("occlusion") @Nullable List<Code> occlusion,
      @JsonProperty("partial") @Nullable SentFlag isCutOff,
      Map<String, @Nullable Object> unknownFields) {
    public Measures {
      faceAngles = faceAngles == null ? null : List.copyOf(faceAngles);
      occlusion = occlusion == null ? null : List.copyOf(occlusion);
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
