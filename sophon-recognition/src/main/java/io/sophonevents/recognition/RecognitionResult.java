package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;
import io.sophonevents.recognition.gallery.Match;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one face in a picture.
 *
 * <p>Immutable.
 */
public sealed interface RecognitionResult {
  /** Where the face is. */
  FaceDetection face();

  /** Its vector, of unit length. */
  Embedding embedding();

  /** What it was taken for; {@link EstimatedAttributes#NONE} unless the settings ask for them. */
  EstimatedAttributes attributes();

  /**
   * The face is a person's in the gallery.
   *
   * @param match the nearest known face; its similarity reaches the threshold
   */
  record Identified(
      FaceDetection face, Embedding embedding, EstimatedAttributes attributes, Match match)
      implements RecognitionResult {
    public Identified {
      requireNonNull(face, "face");
      requireNonNull(embedding, "embedding");
      requireNonNull(attributes, "attributes");
      requireNonNull(match, "match");
    }

    /** Without attributes. */
    public Identified(FaceDetection face, Embedding embedding, Match match) {
      this(face, embedding, EstimatedAttributes.NONE, match);
    }
  }

  /**
   * The face is nobody's in the gallery.
   *
   * @param nearestSimilarity how similar the nearest known face is, below the threshold; null if
   *     the gallery is empty
   */
  record Stranger(
      FaceDetection face,
      Embedding embedding,
      EstimatedAttributes attributes,
      @Nullable Double nearestSimilarity)
      implements RecognitionResult {
    public Stranger {
      requireNonNull(face, "face");
      requireNonNull(embedding, "embedding");
      requireNonNull(attributes, "attributes");
    }

    /** Without attributes. */
    public Stranger(FaceDetection face, Embedding embedding, @Nullable Double nearestSimilarity) {
      this(face, embedding, EstimatedAttributes.NONE, nearestSimilarity);
    }
  }
}
