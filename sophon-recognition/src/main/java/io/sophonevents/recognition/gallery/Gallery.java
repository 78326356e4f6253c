package io.sophonevents.recognition.gallery;

import io.sophonevents.event.Embedding;
import io.sophonevents.event.IdentityId;
import java.util.Optional;

/**
 * The known faces. A person may have several; all embeddings are of one network, which {@link
 * Embedding#space} tells. The first one decides, also if it names no space.
 *
 * <p>Safe for use by many threads.
 */
public interface Gallery {
  /**
   * Adds a face of this person; later searches find it.
   *
   * @throws IllegalArgumentException if the embedding's space or size is not that of the others, or
   *     all its values are 0
   */
  void enrol(Person person, Embedding embedding);

  /**
   * The known face most similar to the probe, however little that is; empty if none is known.
   *
   * @throws IllegalArgumentException as {@link #enrol}
   */
  Optional<Match> nearest(Embedding probe);

  /**
   * Forgets all faces of this person.
   *
   * @return how many there were
   */
  int remove(IdentityId identityId);

  /** How many faces are known, all persons together. */
  int size();
}
