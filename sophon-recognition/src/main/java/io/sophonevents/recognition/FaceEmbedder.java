package io.sophonevents.recognition;

import io.sophonevents.event.Embedding;

/** Turns an aligned face into an embedding. A recogniser shares one among its threads. */
@FunctionalInterface
public interface FaceEmbedder {
  /**
   * The vector of this face, of unit length and always the same size, so that similarity is the dot
   * product.
   *
   * @throws InferenceException if the engine fails; the embedder stays usable
   */
  Embedding embed(AlignedFace face);

  /**
   * The vector, and the attributes that the network tells on its way to it: none, unless it is made
   * for that.
   *
   * @throws InferenceException as {@link #embed}
   */
  default EmbeddedFace embedWithAttributes(AlignedFace face) {
    return new EmbeddedFace(embed(face), EstimatedAttributes.NONE);
  }
}
