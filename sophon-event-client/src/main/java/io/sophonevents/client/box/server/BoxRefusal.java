package io.sophonevents.client.box.server;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.SophonException;

/**
 * What a {@link BoxService} throws to refuse a call: the caller gets the error object of its
 * generation. Source: docs/protocol.md, sections 1.19 and 4.
 */
public final class BoxRefusal extends SophonException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Makes one.
   *
   * @param code a word or a number of either generation, such as {@code ID_NOT_FOUND}; where the
   *     caller's generation has another one for it, that is written
   * @param words what the caller is told besides, in V6 the name of the field in question
   */
  public BoxRefusal(String code, String words) {
    super(requireNonNull(words, "words"));
    this.code = requireNonNull(code, "code");
  }

  /** The word or number. */
  public String code() {
    return code;
  }

  /** What the caller is told besides. */
  public String words() {
    return requireNonNull(getMessage());
  }
}
