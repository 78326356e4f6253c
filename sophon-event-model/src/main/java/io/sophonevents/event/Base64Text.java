package io.sophonevents.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads base64 as senders write it: with a data-URI prefix, with line breaks, in the URL-safe
 * alphabet, without padding, with the escapes of JSON.
 *
 * <p>A blank is left out at the ends and beside a line break only. Elsewhere it was a plus, which a
 * form without percent-encoding loses, and what is left would be other bytes.
 *
 * <p>Not safe for use by many threads.
 */
final class Base64Text {
  private static final String DATA_URI = "data:";
  private static final int END = -1;

  /** Stands for all characters that are none of base64. */
  private static final int ANOTHER = 0x7f;

  private final byte[] json;
  private final int to;
  private int at;

  private Base64Text(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.to = to;
  }

  /** The bytes in a text; empty if there are none, or it is no base64. */
  static Optional<byte[]> decoded(String text) {
    try {
      byte[] json = JsonStringEncoder.getInstance().quoteAsUTF8(text);
      return decoded(json, 0, json.length, Integer.MAX_VALUE);
    } catch (IllegalArgumentException halfASurrogatePair) {
      return Optional.empty();
    }
  }

  /**
   * The bytes in the text between the quotes of JSON; empty if there are none, or it is no base64.
   *
   * @param most how many characters to read, a multiple of 4 or all
   */
  static Optional<byte[]> decoded(byte[] json, int from, int to, int most) {
    int start = afterPrefix(json, from, to);
    byte[] bytes;
    try {
      ByteBuffer text = ByteBuffer.wrap(json, start, Math.min(to - start, most));
      bytes = Base64.getDecoder().decode(text).array();
    } catch (IllegalArgumentException notPlain) {
      try {
        bytes = Base64.getDecoder().decode(new Base64Text(json, start, to).plain(most));
      } catch (IllegalArgumentException noBase64) {
        return Optional.empty();
      }
    }
    return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
  }

  /** Where the text begins that comes after a data-URI prefix; its own begin if it has none. */
  static int afterPrefix(byte[] json, int from, int to) {
    Base64Text text = new Base64Text(json, from, to);
    int next = text.afterBlanks();
    for (int i = 0; i < DATA_URI.length(); i++) {
      if (next == END || Character.toLowerCase(next) != DATA_URI.charAt(i)) {
        return from;
      }
      next = text.next();
    }
    while (next != ',' && next != END) {
      next = text.next();
    }
    return next == END ? from : text.at;
  }

  /** Whether there is nothing but blanks and line breaks. */
  static boolean isBlank(byte[] json, int from, int to) {
    return new Base64Text(json, from, to).afterBlanks() == END;
  }

  private int afterBlanks() {
    int next = next();
    while (next != END && next <= ' ') {
      next = next();
    }
    return next;
  }

  /** The characters of plain base64, or at least one that is none. */
  private byte[] plain(int most) {
    byte[] plain = new byte[Math.min(to - at, most)];
    int size = 0;
    boolean afterBlank = false;
    boolean afterBreak = true;
    for (int next = next(); next != END && size < plain.length; next = next()) {
      if (next <= ' ') {
        afterBlank |= next == ' ';
        afterBreak |= next != ' ';
      } else {
        boolean lostPlus = afterBlank && !afterBreak;
        plain[size++] = (byte) (lostPlus ? ANOTHER : next == '-' ? '+' : next == '_' ? '/' : next);
        afterBlank = false;
        afterBreak = false;
      }
    }
    return Arrays.copyOf(plain, size);
  }

  /** The next character, without the escapes of JSON. */
  private int next() {
    if (at == to) {
      return END;
    }
    int next = json[at++];
    if (next == '\\') {
      next = json[at++];
      switch (next) {
        case 'b', 'f', 'n', 'r', 't' -> next = '\n';
        case 'u' -> {
          next = 0;
          for (int end = at + 4; at < end; at++) {
            next = next << 4 | Character.digit(json[at], 16);
          }
        }
        default -> {}
      }
    }
    return next < 0 || next > ANOTHER ? ANOTHER : next;
  }
}
