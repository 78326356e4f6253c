package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was computed from a face: {@code recognize_face_attr}. */
public sealed interface FaceAttributes {

  /**
   * The block of the flat history layout. An attribute that was not computed is null and is written
   * so; an embedding that was not computed stays away.
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V5R4 to V5R7.
   *
   * @param age child, juvenile, youth, middle-aged or aged
   * @param mask 0, 1 or 2, which the vendor does not explain
   * @param gender male or female
   * @param glasses yes or no
   * @param hat no firmware computes it
   * @param expression in every sample, in no table
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record V5R4(
      @JsonProperty("point") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FacePoints points,
      @JsonProperty("age") @Nullable String age,
      @JsonProperty("mask") @Nullable String mask,
      @JsonProperty("gender") @Nullable String gender,
      @JsonProperty("glasses") @Nullable String glasses,
      @JsonProperty("feature") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Embedding embedding,
      @JsonProperty("box") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FaceBox box,
      @JsonProperty("hat") @Nullable String hat,
      @JsonProperty("expression") @Nullable String expression,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements FaceAttributes {
    public V5R4 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Only where the face is; nothing else was computed. */
    public static V5R4 of(FaceBox box, FacePoints points, @Nullable Embedding embedding) {
      return new V5R4(points, null, null, null, null, embedding, box, null, null, Map.of());
    }
  }
}
