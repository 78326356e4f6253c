package io.sophonevents.client.sink;

import io.sophonevents.event.SophonEvent;
import java.util.UUID;

/** Where events go. */
public interface EventSink extends AutoCloseable {
  /**
   * Takes an event that was not sent before, under a new id, and says how it went; it does not
   * throw for what a network may do.
   */
  default Delivery send(SophonEvent event) {
    return send(event, "msg_" + UUID.randomUUID());
  }

  /**
   * Takes an event under an id and says how it went; it does not throw for what a network may do.
   *
   * @param id the same each time that this event is sent, by which a receiver knows it again;
   *     without a full stop, and fit to log
   */
  Delivery send(SophonEvent event, String id);

  /** Releases what the sink holds. May be called twice. */
  @Override
  void close();
}
