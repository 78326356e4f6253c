package io.sophonevents.client;

import io.sophonevents.event.SophonException;

/** No usable answer from the far side: not connected, timed out, not trusted. */
public final class TransportException extends SophonException {
  private static final long serialVersionUID = 1L;

  public TransportException(String message) {
    super(message);
  }

  public TransportException(String message, Throwable cause) {
    super(message, cause);
  }
}
