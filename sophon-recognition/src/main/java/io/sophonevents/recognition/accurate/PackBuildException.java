package io.sophonevents.recognition.accurate;

import io.sophonevents.event.SophonException;

/** A pack could not be built; nothing of it was left behind. */
public final class PackBuildException extends SophonException {
  private static final long serialVersionUID = 1L;

  public PackBuildException(String message) {
    super(message);
  }

  public PackBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
