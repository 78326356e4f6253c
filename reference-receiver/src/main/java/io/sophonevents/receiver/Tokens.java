package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that open something, each of them: more than one is for the time of a change. A token may
 * stand in a URL, so it has letters, digits and {@code - . _ ~} only.
 *
 * <p>Immutable. Keeps digests and prints nothing.
 */
final class Tokens {
  static final int MIN_CHARS = 16;
  static final int MAX_CHARS = 256;
  static final Tokens NONE = new Tokens(List.of());

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]*");

  private final List<byte[]> digests;

  private Tokens(List<byte[]> digests) {
    this.digests = List.copyOf(digests);
  }

  /**
   * These tokens.
   *
   * @param name what they are, for messages
   * @throws IllegalArgumentException if one is too short, too long or has other characters
   */
  static Tokens of(String name, List<String> tokens) {
    List<byte[]> digests = new ArrayList<>();
    for (String token : tokens) {
      if (token.length() < MIN_CHARS || token.length() > MAX_CHARS) {
        throw new IllegalArgumentException(
            name
                + ": expected "
                + MIN_CHARS
                + " to "
                + MAX_CHARS
                + " characters but was "
                + token.length()
                + "; make one with openssl rand -hex 24");
      }
      if (!TOKEN.matcher(token).matches()) {
        throw new IllegalArgumentException(
            name
                + ": expected letters, digits and - . _ ~ only but there are others; make one with"
                + " openssl rand -hex 24");
      }
      digests.add(digest(token));
    }
    return new Tokens(digests);
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  /** Whether this is one of them; takes as long whatever it has in common with one. */
  boolean contain(@Nullable String shown) {
    if (shown == null || digests.isEmpty()) {
      return false;
    }
    byte[] digest = digest(shown);
    boolean found = false;
    for (byte[] one : digests) {
      found |= MessageDigest.isEqual(one, digest);
    }
    return found;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
