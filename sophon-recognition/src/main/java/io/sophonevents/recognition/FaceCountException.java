package io.sophonevents.recognition;

import io.sophonevents.event.SophonException;

/**
 * A photo that should show one person does not show exactly one face that is large enough; nothing
 * was enrolled or compared.
 */
public final class FaceCountException extends SophonException {
  private static final long serialVersionUID = 1L;

  public FaceCountException(String message) {
    super(message);
  }

  public FaceCountException(String message, Throwable cause) {
    super(message, cause);
  }
}
