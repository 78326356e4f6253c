package io.sophonevents.client.internal;

import java.net.URI;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may come from the page in a browser that sent it. A box sends no {@code
 * Origin}; a page of ours sends that of the server itself. A page from elsewhere must neither post
 * events nor listen to them, also where its name was made to resolve to this machine: so the host
 * has to be a numeric address or {@code localhost}.
 */
public final class OwnOrigin {
  private OwnOrigin() {}

  /**
   * Whether a request with these headers may be answered.
   *
   * @param origin the {@code Origin} header, null if there is none
   * @param host the {@code Host} header, null if there is none
   */
  public static boolean allows(@Nullable String origin, @Nullable String host) {
    return allows(origin, host, OwnOrigin::isUnforgeable);
  }

  /**
   * The same for a server that has names of its own.
   *
   * @param own whether a {@code Host} header is one by which the server is known
   */
  public static boolean allows(
      @Nullable String origin, @Nullable String host, Predicate<String> own) {
    if (origin == null) {
      return true;
    }
    if (host == null || !own.test(host)) {
      return false;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && withPort(authority).equals(withPort(host));
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  /**
   * Whether the {@code Host} header names a numeric address or localhost: no name server decides.
   */
  public static boolean isUnforgeable(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return name.equals("localhost")
        || name.matches("\\[[0-9a-f:.]+]")
        || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private static String withPort(String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.matches(".*:\\d+$") ? lower : lower + ":80";
  }
}
