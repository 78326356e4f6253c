package io.sophonevents.client.box;

import io.sophonevents.event.SophonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box, or the platform, answered that it refuses: with an {@code error}, with an HTTP status that
 * is no success, or, the platform, with a {@code status} that is not 0.
 *
 * <p>The message has who was asked for what and the code, and is fit to log. {@link #words()} is
 * not.
 */
public final class BoxException extends SophonException {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final String call;
  private final int httpStatus;
  private final transient @Nullable BoxErrorCode code;
  private final @Nullable String words;
  private final List<String> failed;

  BoxException(
      String subject,
      String call,
      int httpStatus,
      @Nullable BoxErrorCode code,
      @Nullable String words,
      List<String> failed) {
    super(
        subject
            + ": refused "
            + call
            + " with "
            + (code == null ? "HTTP " + httpStatus : code.toString())
            + (failed.isEmpty() ? "" : ", failed: " + String.join(", ", failed)));
    this.subject = subject;
    this.call = call;
    this.httpStatus = httpStatus;
    this.code = code;
    this.words = words;
    this.failed = List.copyOf(failed);
  }

  /** The same, of a part of what was asked for. */
  BoxException having(List<String> failed) {
    BoxException partial = new BoxException(subject, call, httpStatus, code, words, failed);
    partial.initCause(this);
    return partial;
  }

  /** What was asked, without ids and other values: {@code PUT /SophonFogSys/api/EventAction}. */
  public String call() {
    return call;
  }

  /** The status of the HTTP answer, which may be 200. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Why; null if the answer did not say. */
  public @Nullable BoxErrorCode code() {
    return code;
  }

  /** Whether the code is this number or word, see {@link BoxErrorCode#is}. */
  public boolean is(String numberOrWord) {
    return code != null && code.is(numberOrWord);
  }

  /**
   * What the box says in words: in V6 at times the name of the field that is missing, at times the
   * value that it does not like. Not for logs.
   */
  public @Nullable String words() {
    return words;
  }

  /**
   * Where several things were asked for in one call, the names of those that were not done; the
   * others were. Empty where nothing was done.
   */
  public List<String> failed() {
    return failed;
  }
}
