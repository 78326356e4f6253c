package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An event in another layout, and what of it the other layout has no place for.
 *
 * <p>Immutable.
 *
 * @param event the event in the layout asked for
 * @param notCarried what was lost, by the names that the layouts have in Java, such as {@code
 *     leftTime}; fields that no layout knows as {@code unknownFields: name}; {@code deviceId} also
 *     where a stream event has an endpoint id or an address in the place of the uuid
 */
public record Converted<T extends AccessEvent>(T event, List<String> notCarried) {
  public Converted {
    requireNonNull(event, "event");
    notCarried = List.copyOf(notCarried);
  }

  /** Whether nothing was lost. */
  public boolean isComplete() {
    return notCarried.isEmpty();
  }
}
