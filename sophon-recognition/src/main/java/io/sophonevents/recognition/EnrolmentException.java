package io.sophonevents.recognition;

import io.sophonevents.event.SophonException;

/** A photo cannot be enrolled, as it does not show exactly one face that is large enough. */
public final class EnrolmentException extends SophonException {
  private static final long serialVersionUID = 1L;

  public EnrolmentException(String message) {
    super(message);
  }

  public EnrolmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
