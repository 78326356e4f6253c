package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code token} that a platform's open API wants in the query of each request. MD5 keeps nobody
 * out who reads the traffic: use https. Source: docs/protocol.md, section 5.5.
 */
public final class PlatformToken {
  private PlatformToken() {}

  /**
   * The token of one request: 32 upper-case hexadecimal digits.
   *
   * @param uri the path that is asked, from its first slash on and without a query
   * @param body exactly the text that is sent, with {@code appkey} and {@code time} in it
   * @param secret what the platform gave out with the appkey
   * @throws IllegalArgumentException if the path does not begin with a slash or has a query
   */
  public static String of(String uri, String body, String secret) {
    if (!uri.startsWith("/") || uri.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "platform uri: expected a path without a query but was " + uri.length() + " other chars");
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of()
          .withUpperCase()
          .formatHex(md5.digest((uri + body + secret).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
