package io.sophonevents.recognition;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;

/**
 * What an embedder makes of a face.
 *
 * <p>Immutable. Personal data.
 *
 * @param embedding of unit length
 * @param attributes that the network told on its way to it, null for the rest
 */
public record EmbeddedFace(Embedding embedding, EstimatedAttributes attributes) {
  public EmbeddedFace {
    requireNonNull(embedding, "embedding");
    requireNonNull(attributes, "attributes");
  }
}
