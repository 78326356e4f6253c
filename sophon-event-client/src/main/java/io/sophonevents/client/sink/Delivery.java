package io.sophonevents.client.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How sending an event went, as far as it is known. Immutable. */
public sealed interface Delivery {
  /** The receiver took it. */
  record Accepted() implements Delivery {}

  /**
   * The receiver answered that it will never take it.
   *
   * @param status the HTTP status
   */
  record Rejected(int status) implements Delivery {}

  /**
   * The receiver answered that it cannot take it now: try again.
   *
   * @param status the HTTP status
   * @param retryAfter how long it asks to wait, null if it does not say
   */
  record Deferred(int status, @Nullable Duration retryAfter) implements Delivery {}

  /**
   * No answer: try again. The receiver may have taken it all the same.
   *
   * @param reason what went wrong, without any part of the event
   */
  record Unreachable(String reason) implements Delivery {}

  /**
   * An outbox has it on disk and sees to the rest.
   *
   * @param id under which it is sent, and found in the outbox
   */
  record Queued(String id) implements Delivery {}

  /**
   * An outbox has no room and did not take it.
   *
   * @param reason what is full
   */
  record NotQueued(String reason) implements Delivery {}
}
