package io.sophonevents.event;

/**
 * The body is not the event it should be.
 *
 * <p>It carries no cause: a JSON parser quotes the bad value in its own message, and a body holds
 * faces and names.
 */
public final class EventFormatException extends SophonException {
  private static final long serialVersionUID = 1L;

  private final String path;

  EventFormatException(String subject, String problem, String path) {
    super(subject + ": " + problem + " at " + path);
    this.path = path;
  }

  /** Where: a JSON path such as {@code $.ext_data.person_type}, or {@code line 3, column 7}. */
  public String path() {
    return path;
  }
}
