package io.sophonevents.receiver;

import org.jspecify.annotations.Nullable;

/** Tells whether what is posted now can be stored. */
@FunctionalInterface
interface Readiness {
  /**
   * Why nothing can be stored now, without anything of an event; null if it can. Called by network
   * threads, so it must not wait.
   */
  @Nullable String problem();
}
