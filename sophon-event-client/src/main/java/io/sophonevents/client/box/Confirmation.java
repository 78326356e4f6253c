package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

/**
 * Says that a call which erases or restarts is meant, and for which box: one that is handed to
 * another box is refused before anything is sent.
 *
 * <p>Immutable.
 *
 * @param host of the box, as its client was given it
 */
public record Confirmation(String host) {
  public Confirmation {
    requireNonNull(host, "host");
  }

  /** What cannot be undone may be done to this box. */
  public static Confirmation forBox(String host) {
    return new Confirmation(host);
  }

  void check(BoxConnection box) {
    if (!host.equals(box.host())) {
      throw new IllegalArgumentException(
          "confirmation: expected one for " + box.host() + " but was one for another box");
    }
  }
}
