package io.sophonevents.recognition;

import io.sophonevents.event.SophonException;

/** The engine failed on an input, or gave back what no such network gives. */
public final class InferenceException extends SophonException {
  private static final long serialVersionUID = 1L;

  public InferenceException(String message) {
    super(message);
  }

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
