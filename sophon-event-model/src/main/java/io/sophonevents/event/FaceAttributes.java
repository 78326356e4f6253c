package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was computed from a face. What was not is absent, null or an empty text. */
public sealed interface FaceAttributes {
  /** {@code child}, {@code juvenile}, {@code youth}, {@code middle-aged} or {@code aged}. */
  @Nullable Code age();

  /** {@code male} or {@code female}. */
  @Nullable Code gender();

  /** {@code yes} or {@code no}. */
  @Nullable Code glasses();

  /** Where the face is, in scene pixels. */
  @Nullable FaceBox box();

  /** Where eyes, nose and mouth are, in scene pixels. */
  @Nullable FacePoints points();

  /** 0, 1 or 2 without a legend in V5, {@code yes} or {@code no} in V6. */
  @Nullable Code mask();

  /** The vector of the face. */
  @Nullable Embedding embedding();

  /**
   * {@code ext_data.info} of V5R2 and V5R3.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.3.2.
   *
   * @param box V5R3 only
   * @param embedding V5R3 only
   */
  record V5R2(
      @JsonProperty("age") @Nullable Code age,
      @JsonProperty("gender") @Nullable Code gender,
      @JsonProperty("glasses") @Nullable Code glasses,
      @JsonProperty("box") @Nullable FaceBox box,
      @JsonProperty("feature") @Nullable Embedding embedding,
      Map<String, @Nullable Object> unknownFields)
      implements FaceAttributes {
    public V5R2 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public @Nullable FacePoints points() {
      return null;
    }

    @Override
    public @Nullable Code mask() {
      return null;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code recognize_face_attr} of the flat history layout and of events that are queried. What was
   * not computed is written as null, as in all samples (row 2.10).
   *
   * <p>Immutable. Source: vendor page "9 asynchronous event", V5R4 to V5R7.
   *
   * @param hat no firmware computes it
   * @param expression in every sample, in no table
   * @param listedEmbedding all versions but V5R6
   * @param binaryEmbedding V5R6
   */
  record V5R4(
      @JsonProperty("point") @Nullable FacePoints points,
      @JsonProperty("box") @Nullable FaceBox box,
      @JsonProperty("age") @JsonInclude @Nullable Code age,
      @JsonProperty("mask") @JsonInclude @Nullable Code mask,
      @JsonProperty("gender") @JsonInclude @Nullable Code gender,
      @JsonProperty("glasses") @JsonInclude @Nullable Code glasses,
      @JsonProperty("hat") @JsonInclude @Nullable Code hat,
      @JsonProperty("expression") @JsonInclude @Nullable Code expression,
      @JsonProperty("feature") @Nullable Embedding listedEmbedding,
      @JsonProperty("feature_binary") @Nullable Embedding binaryEmbedding,
      Map<String, @Nullable Object> unknownFields)
      implements FaceAttributes {
    public V5R4 {
      points = points == null ? null : points.ordered(FacePoints.Order.PLANAR, box);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Only where the face is; nothing else was computed. */
    public static V5R4 of(FaceBox box, FacePoints points, @Nullable Embedding embedding) {
      return new V5R4(
          points.in(FacePoints.Order.PLANAR),
          box,
          null,
          null,
          null,
          null,
          null,
          null,
          embedding == null ? null : embedding.asList(),
          null,
          Map.of());
    }

    @Override
    public @Nullable Embedding embedding() {
      return Embedding.better(listedEmbedding, binaryEmbedding);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code recognize_face_attr} of V6. What was not computed is written as null, as in all samples
   * (row 2.10).
   *
   * <p>Immutable. Source: vendor page "5 history event", V6R1.
   *
   * @param hat no firmware computes it
   * @param binaryEmbedding under the name that the table has
   * @param base64Embedding under the name that the sample has
   * @param expression in every sample, in no table
   */
  record V6R1(
      @JsonProperty("point") @Nullable FacePoints points,
      @JsonProperty("box") @Nullable FaceBox box,
      @JsonProperty("mask") @JsonInclude @Nullable Code mask,
      @JsonProperty("gender") @JsonInclude @Nullable Code gender,
      @JsonProperty("hat") @JsonInclude @Nullable Code hat,
      @JsonProperty("age") @JsonInclude @Nullable Code age,
      @JsonProperty("glasses") @JsonInclude @Nullable Code glasses,
      @JsonProperty("feature_binary") @Nullable Embedding binaryEmbedding,
      @JsonProperty("feature_base64_str") @Nullable Embedding base64Embedding,
      @JsonProperty("expression") @JsonInclude @Nullable Code expression,
      Map<String, @Nullable Object> unknownFields)
      implements FaceAttributes {
    public V6R1 {
      points = points == null ? null : points.ordered(FacePoints.Order.INTERLEAVED, box);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Only where the face is; nothing else was computed. */
    public static V6R1 of(FaceBox box, FacePoints points, @Nullable Embedding embedding) {
      return new V6R1(
          points.in(FacePoints.Order.INTERLEAVED),
          box,
          null,
          null,
          null,
          null,
          null,
          embedding == null ? null : embedding.asBase64(),
          null,
          null,
          Map.of());
    }

    @Override
    public @Nullable Embedding embedding() {
      return Embedding.better(binaryEmbedding, base64Embedding);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
