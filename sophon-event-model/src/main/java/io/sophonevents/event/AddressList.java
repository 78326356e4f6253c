package io.sophonevents.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that the vendor writes into one text: URLs between commas, the last one with a comma
 * too, or IP addresses between spaces.
 *
 * <p>Immutable. Source: docs/protocol.md, sections 1.15 and 1.17, row 2.40.
 */
final class AddressList {
  private AddressList() {}

  /** The addresses between the commas, in their order, without spaces around them. */
  static List<String> betweenCommas(@Nullable String text) {
    return split(text, ",");
  }

  /** The addresses between the spaces, in their order. */
  static List<String> betweenSpaces(@Nullable String text) {
    return split(text, "\\s+");
  }

  private static List<String> split(@Nullable String text, String separator) {
    return text == null
        ? List.of()
        : java.util.Arrays.stream(text.split(separator, -1))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
  }
}
