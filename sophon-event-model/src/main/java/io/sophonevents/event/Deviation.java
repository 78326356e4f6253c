package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

/**
 * Something in a message that the vendor's description of it does not have, and that was read all
 * the same.
 *
 * <p>Immutable. Holds nothing of the message but the names of its fields.
 *
 * @param path where: a JSON path such as {@code $.ext_data.device_type}
 * @param row which rule of docs/protocol.md, section 2, says how it is read: {@code 2.3}
 * @param expected what the description has there
 * @param found what there was, its type and size: {@code string (1 chars)}
 */
public record Deviation(String path, String row, String expected, String found) {
  public Deviation {
    requireNonNull(path, "path");
    requireNonNull(row, "row");
    requireNonNull(expected, "expected");
    requireNonNull(found, "found");
  }

  @Override
  public String toString() {
    return "expected " + expected + " but was " + found + " at " + path + " (row " + row + ")";
  }
}
