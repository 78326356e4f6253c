package io.sophonevents.event;

import java.util.Arrays;

/**
 * A message among others that is not the event it should be.
 *
 * <p>Immutable.
 */
public final class Undecoded implements BatchElement {
  private final String message;
  private final String path;
  private final byte[] body;
  private final int from;
  private final int to;

  Undecoded(EventFormatException problem, byte[] body, int from, int to) {
    this.message = String.valueOf(problem.getMessage());
    this.path = problem.path();
    this.body = body;
    this.from = from;
    this.to = to;
  }

  /** What is wrong, as {@link EventFormatException} says it: holds nothing of the message. */
  public String message() {
    return message;
  }

  /** Where in the request: {@code $.events[3].timestamp}. */
  public String path() {
    return path;
  }

  @Override
  public byte[] bytes() {
    return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
  }

  @Override
  public String toString() {
    return "Undecoded[" + message + "]";
  }
}
