package io.sophonevents.event;

/**
 * The body is not the event it should be.
 *
 * <p>It carries no cause: a JSON parser quotes the bad value in its own message, and a body holds
 * faces and names.
 */
public final class EventFormatException extends SophonException {
  private static final long serialVersionUID = 1L;

  private static final int NO_SYNTAX = -1;

  private final String problem;
  private final String path;
  private final int offset;

  EventFormatException(String subject, String problem, String path) {
    this(subject, problem, path, NO_SYNTAX);
  }

  /** One that says where, in bytes, a text stops being of its language. */
  EventFormatException(String subject, String problem, String path, int offset) {
    this(subject + ": " + problem + " at ", path, offset);
  }

  private EventFormatException(String problem, String path, int offset) {
    super(problem + path);
    this.problem = problem;
    this.path = path;
    this.offset = offset;
  }

  /** The same of a text that is a part of a form: the part's place comes first. */
  EventFormatException inPart(String part) {
    return new EventFormatException(
        problem, path.equals("$") ? part : part + ", " + path, NO_SYNTAX);
  }

  /** Whether a text is not of its language, in contrast to one that is over a limit. */
  boolean isSyntax() {
    return offset != NO_SYNTAX;
  }

  int offset() {
    return offset;
  }

  /** Where: a JSON path such as {@code $.ext_data.person_type}, or {@code line 3, column 7}. */
  public String path() {
    return path;
  }
}
