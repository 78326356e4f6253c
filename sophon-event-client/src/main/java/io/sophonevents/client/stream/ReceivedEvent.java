package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as an {@link EventStream} hands it over.
 *
 * <p>Immutable.
 *
 * @param event what the box says
 * @param receivedAt when it was received, by this machine's clock
 * @param age how long ago the face was seen when the event was handed over: by this machine's clock
 *     against the box's time of the event, so less than nothing if the box's clock is ahead
 * @param isLive whether the box pushed it as it happened; otherwise it was caught up from the box's
 *     memory after a gap
 */
public record ReceivedEvent(StreamEvent event, Instant receivedAt, Duration age, boolean isLive) {
  public ReceivedEvent {
    requireNonNull(event, "event");
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(age, "age");
  }

  /**
   * The event, if it was handed over before this time had passed since the face was seen: a door
   * must not open for somebody who has left. None either for a time that is as far ahead, since a
   * clock must be wrong then; and none for an event that has waited as long in this process,
   * whatever the clocks say. Keep the box's clock and this machine's in step.
   */
  public Optional<StreamEvent> ifFresherThan(Duration limit) {
    Duration waited = Duration.between(receivedAt, event.time().instant().plus(age));
    return age.abs().compareTo(limit) < 0 && waited.compareTo(limit) < 0
        ? Optional.of(event)
        : Optional.empty();
  }
}
