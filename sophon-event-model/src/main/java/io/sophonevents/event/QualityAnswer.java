package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fit a picture is to recognise a face in: the answer to a {@link QualityRequest}. */
public sealed interface QualityAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.QUALITY_ANSWER;
  }

  /** Whether there is a face, and every face that was looked at passed. */
  boolean isGoodEnough();

  /**
   * The answer of the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "4 image quality", V2R6 and
   * V5R5 to V5R7.
   *
   * @param faces {@code data}
   */
  record V2R6(
      @JsonProperty(value = "data", required = true) List<AssessedFace> faces,
      Map<String, @Nullable Object> unknownFields)
      implements QualityAnswer {
    public V2R6 {
      faces = List.copyOf(requireNonNull(faces, "faces"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isGoodEnough() {
      for (AssessedFace face : faces) {
        SentFlag passed = face.isGoodEnough();
        if (passed == null || !passed.isTrue()) {
          return false;
        }
      }
      return !faces.isEmpty();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6, for the largest face.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "4 face fiqa", V6R1.
   *
   * @param result {@code fiqa_result}, whether all measures passed
   * @param details {@code detailed_result}
   */
  record V6R1(
      @JsonProperty(value = "fiqa_result", required = true) SentFlag result,
      @JsonProperty("detailed_result") @Nullable Details details,
      Map<String, @Nullable Object> unknownFields)
      implements QualityAnswer {
    public V6R1 {
      requireNonNull(result, "result");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public boolean isGoodEnough() {
      return result.isTrue();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What an answer of V6 rests on.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8.
   *
   * @param box where the face is in the picture, pixels
   * @param passed the names of the measures that passed
   * @param failed the names of the measures that failed
   * @param measures what was measured
   */
  record Details(
      @JsonProperty("bbox") @Nullable FaceBox box,
      @JsonProperty("passed_items") @Nullable List<String> passed,
      @JsonProperty("failed_items") @Nullable List<String> failed,
      @JsonProperty("detailed_scores") AssessedFace.@Nullable Measures measures,
      Map<String, @Nullable Object> unknownFields) {
    public Details {
      passed = passed == null ? null : List.copyOf(passed);
      failed = failed == null ? null : List.copyOf(failed);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
