package io.sophonevents.client.sink;

/** What an {@link Outbox} does with an event that it has no room for. */
public enum WhenFull {
  /** The sender waits until there is room. */
  BLOCK,
  /** The sender is told with {@link Delivery.NotQueued}, and keeps the event. */
  REJECT,
  /** The oldest entry, dead letters among them, is dropped; the listener is told of each. */
  DROP_OLDEST
}
