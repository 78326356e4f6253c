package io.sophonevents.client.stream;

/** What an {@link EventStream} does with a live event while its listener is too far behind. */
public enum WhenBehind {
  /** Nothing more is read from the box, until the listener has caught up; the box feels it. */
  WAIT,
  /** The event that waits longest is dropped, counted and announced. */
  DROP_OLDEST,
  /** The one that came is dropped, counted and announced. */
  DROP_NEWEST
}
