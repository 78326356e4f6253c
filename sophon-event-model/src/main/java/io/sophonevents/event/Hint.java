package io.sophonevents.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a message came from. It is asked only where two kinds have the same body, and never
 * believed against what the body says.
 *
 * <p>Immutable.
 *
 * @param path the path that it was posted to, null if it was not posted; without the query, in
 *     which a box sends its token
 * @param contentType what its sender called it, null if nothing
 */
public record Hint(@Nullable String path, @Nullable String contentType) {
  /** Nothing is known. */
  public static final Hint NONE = new Hint(null, null);

  /** It was posted, to a path that says nothing. */
  public static final Hint POSTED = new Hint("/", null);

  /** It was posted to this path. */
  public static Hint path(String path) {
    return new Hint(path, null);
  }

  public Hint {
    if (path != null && path.indexOf('?') >= 0) {
      path = path.substring(0, path.indexOf('?'));
    }
  }

  boolean isPosted() {
    return path != null;
  }

  boolean pathHas(String word) {
    return path != null && path.toLowerCase(Locale.ROOT).contains(word);
  }

  boolean isForm() {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("form");
  }
}
