package io.sophonevents.event;

/**
 * A message of a box or platform, typed and lossless: what was read is written again as the same
 * JSON, unknown fields included. Start at {@link EventKind} for what there is.
 */
public sealed interface SophonEvent
    permits AccessEvent, AccessRecordAnswer, StreamSubscription, UnknownEvent {

  /** What it is. */
  EventKind kind();

  /** The generation of its fields, named after the first firmware that sends it. */
  default String layout() {
    return getClass().getSimpleName();
  }
}
