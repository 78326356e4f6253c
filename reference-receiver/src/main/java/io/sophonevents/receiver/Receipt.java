package io.sophonevents.receiver;

import java.util.List;

/**
 * What became of one request: all of it is durable.
 *
 * <p>Immutable.
 *
 * @param events what became of each event, in their order
 * @param quarantined how many messages were put into quarantine, or are there from an earlier time
 * @param quarantineFull whether quarantine had no room for all of them; the events are stored all
 *     the same
 */
public record Receipt(List<Stored> events, int quarantined, boolean quarantineFull) {
  public Receipt {
    events = List.copyOf(events);
  }

  /**
   * What became of an event.
   *
   * @param id of the event in the store, greater than that of every event stored before it
   * @param isDuplicate whether it was there already, under this id
   */
  public record Stored(long id, boolean isDuplicate) {}
}
