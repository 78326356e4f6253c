package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

/**
 * A message in quarantine. Immutable.
 *
 * @param id greater than that of every message that came into quarantine before
 * @param message what came in first
 * @param times how often it came in
 */
public record QuarantinedMessage(long id, UnreadableMessage message, long times) {
  public QuarantinedMessage {
    requireNonNull(message, "message");
  }
}
