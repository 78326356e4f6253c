package io.sophonevents.recognition;

import io.sophonevents.event.SophonException;

/**
 * The files of a model, or the native library that runs it, are missing or not the ones described.
 */
public final class ModelLoadException extends SophonException {
  private static final long serialVersionUID = 1L;

  public ModelLoadException(String message) {
    super(message);
  }

  public ModelLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
