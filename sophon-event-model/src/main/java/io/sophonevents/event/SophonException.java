package io.sophonevents.event;

/**
 * Something is broken: the parent of every exception that this project throws of its own accord.
 *
 * <p>The message names the subject, what was expected, what was there and where; it never holds a
 * value taken from a body or a face.
 */
public class SophonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SophonException(String message) {
    super(message);
  }

  public SophonException(String message, Throwable cause) {
    super(message, cause);
  }
}
