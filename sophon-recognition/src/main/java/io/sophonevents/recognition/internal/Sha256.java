package io.sophonevents.recognition.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest that the files of a pack are known by.
 *
 * <p>Safe for use by many threads.
 */
public final class Sha256 {
  private Sha256() {}

  /** The SHA-256 in hexadecimal digits, lower case. */
  public static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
