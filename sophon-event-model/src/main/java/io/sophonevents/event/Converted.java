package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An event in another layout, and what of it the other layout has no place for.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints a name that no layout knows as its
 * length.
 *
 * @param event the event in the layout asked for
 * @param notCarried what was lost, by the names that the layouts have in Java, such as {@code
 *     leftTime}; fields that no layout knows as {@code unknownFields: name}; {@code deviceId} also
 *     where a stream event has an endpoint id or an address in the place of the uuid
 */
public record Converted<T extends AccessEvent>(T event, List<String> notCarried) {
  /** What stands before the name of a field that the layout does not know. */
  static final String UNKNOWN = "unknownFields: ";

  public Converted {
    requireNonNull(event, "event");
    notCarried = List.copyOf(notCarried);
  }

  /** Whether nothing was lost. */
  public boolean isComplete() {
    return notCarried.isEmpty();
  }

  @Override
  public String toString() {
    return notCarried.stream()
        .map(Converted::shown)
        .collect(Collectors.joining(", ", "Converted[event=" + event + ", notCarried=[", "]]"));
  }

  private static String shown(String lost) {
    return lost.startsWith(UNKNOWN)
        ? UNKNOWN + FormatProblem.shown(lost.substring(UNKNOWN.length()))
        : lost;
  }
}
