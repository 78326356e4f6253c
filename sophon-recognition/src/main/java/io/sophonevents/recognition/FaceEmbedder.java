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
}
