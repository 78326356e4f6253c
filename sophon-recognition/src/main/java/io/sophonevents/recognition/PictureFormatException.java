package io.sophonevents.recognition;

import io.sophonevents.event.SophonException;

/** A picture cannot be read: no JPEG, PNG or WebP, broken, or of a size or kind that is refused. */
public final class PictureFormatException extends SophonException {
  private static final long serialVersionUID = 1L;

  public PictureFormatException(String message) {
    super(message);
  }

  public PictureFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
