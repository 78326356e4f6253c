package io.sophonevents.client.sink;

import io.sophonevents.event.SophonEvent;

/** Where events go. */
public interface EventSink extends AutoCloseable {
  /** Makes one attempt and says how it went; it does not throw for what a network may do. */
  Delivery send(SophonEvent event);

  /** Releases what the sink holds. May be called twice. */
  @Override
  void close();
}
