package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faces in a picture: the answer to a {@link DetectRequest}. */
public sealed interface DetectAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.DETECT_ANSWER;
  }

  /** What was found, which may be nothing. */
  List<Face> faces();

  /**
   * The answer of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "2 face detection", V5R3 to
   * V5R7.
   *
   * @param faces {@code data}
   */
  record V5R3(
      @JsonProperty(value = "data", required = true) List<Face> faces,
      Map<String, @Nullable Object> unknownFields)
      implements DetectAnswer {
    public V5R3 {
      faces = List.copyOf(requireNonNull(faces, "faces"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8; vendor page "2 face detect", V6R1.
   */
  record V6R1(
      @JsonProperty(value = "faces", required = true) List<Face> faces,
      Map<String, @Nullable Object> unknownFields)
      implements DetectAnswer {
    public V6R1 {
      faces = List.copyOf(requireNonNull(faces, "faces"));
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A face that was found. What was not asked for is absent.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8.
   *
   * @param box where the face is in the picture, pixels
   * @param points in picture pixels; x1 to x5, then y1 to y5 in both generations
   * @param listedEmbedding V5
   * @param base64Embedding V6
   */
  record Face(
      @JsonProperty("attribute") @Nullable Attributes attributes,
      @JsonProperty("bbox") @Nullable FaceBox box,
      @JsonProperty("landmark") @Nullable FacePoints points,
      @JsonProperty("feature") @Nullable Embedding listedEmbedding,
      @JsonProperty("feature_base64_str") @Nullable Embedding base64Embedding,
      Map<String, @Nullable Object> unknownFields) {
    public Face {
      points = points == null ? null : points.ordered(FacePoints.Order.PLANAR, box);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** The vector of the face, which need not have unit length. */
    public @Nullable Embedding embedding() {
      return listedEmbedding != null ? listedEmbedding : base64Embedding;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What a face looks like.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.8 and row 2.53.
   *
   * @param age years in V5, a class such as {@code youth} in V6
   * @param gender {@code male} or {@code female}
   * @param glasses {@code yes} or {@code no}; V6 only
   */
  record Attributes(
      @JsonProperty("age") @Nullable Code age,
      @JsonProperty("gender") @Nullable Code gender,
      @JsonProperty("glasses") @Nullable Code glasses,
      Map<String, @Nullable Object> unknownFields) {
    public Attributes {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
