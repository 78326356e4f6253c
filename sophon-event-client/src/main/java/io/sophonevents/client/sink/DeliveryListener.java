package io.sophonevents.client.sink;

import java.time.Instant;

/**
 * Is told how an {@link Outbox} gets on, by the threads that send: what it does, they wait for.
 * What it throws is logged and goes no further.
 */
public interface DeliveryListener {
  /** An attempt has ended. */
  default void attempted(OutboxEntry entry, Delivery outcome) {}

  /** The receiver has it. */
  default void delivered(OutboxEntry entry) {}

  /** It will be tried again, not before this time. */
  default void retrying(OutboxEntry entry, Instant notBefore) {}

  /** It is a dead letter now, for the reason in it. */
  default void died(OutboxEntry entry) {}

  /** It was dropped for a newer one. */
  default void dropped(OutboxEntry entry) {}

  /** The endpoint is asked differently from now on. */
  default void breaker(BreakerState state) {}
}
