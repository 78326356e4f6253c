package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Python's {@code str} makes of a dict: {@code {'a': 'b', "it's": [1, 2.5, True, None,
 * (3,)]}}. A sender that hands a dict to a form without making JSON of it sends just that.
 *
 * <p>Dicts, whose keys must be strings, become objects; lists and tuples become lists; True, False
 * and None their like. Nothing else is read: no comments, no comma before the end but that of a
 * tuple of one, no {@code nan}, no bytes, and of the escapes those that {@code repr} writes. The
 * limits are those of JSON, less the level that the part itself is.
 *
 * <p>Each character is looked at a fixed number of times. Not safe for use by many threads.
 */
final class PythonText {
  private static final int MAX_LEVELS = EventCodec.MAX_DEPTH - 1;

  private static final int NO_CHARACTER = -1;

  private final String text;
  private int at;
  private int level;

  private PythonText(String text) {
    this.text = text;
  }

  /**
   * The one value in a text, as {@link BodyReader} has values.
   *
   * @throws EventFormatException if it is no such text, or is over a limit
   */
  static Object read(String text) {
    PythonText in = new PythonText(text);
    in.skipSpace();
    Object value = in.value();
    in.skipSpace();
    if (in.at < text.length() || value == null) {
      throw in.unexpected();
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> dict();
      case '[' -> list();
      case '(' -> tuple();
      case '\'', '"' -> string();
      case 'T' -> word("True", true);
      case 'F' -> word("False", false);
      case 'N' -> word("None", null);
      default -> number();
    };
  }

  private ReceivedObject dict() {
    open();
    ReceivedObject object = new ReceivedObject();
    if (peek() != '}') {
      field(object);
      while (isComma()) {
        field(object);
      }
    }
    close('}');
    return object;
  }

  private void field(ReceivedObject object) {
    int start = at;
    if (peek() != '\'' && peek() != '"') {
      throw unexpected();
    }
    String name = string();
    String problem = FormatProblem.ofName(name);
    if (problem != null) {
      throw FormatProblem.inPython(text, start, problem);
    }
    skipSpace();
    expect(':');
    skipSpace();
    Object value = value();
    if (value instanceof String picture && EncodedImage.isNameOfOne(name)) {
      value = EncodedImage.ofText(picture);
    }
    if (!object.put(name, value)) {
      throw FormatProblem.duplicate(text.getBytes(UTF_8), FormatProblem.offset(text, start));
    }
    skipSpace();
  }

  private List<@Nullable Object> list() {
    open();
    List<@Nullable Object> list = new ArrayList<>();
    if (peek() != ']') {
      addAll(list);
    }
    close(']');
    return list;
  }

  /** One of a single element has a comma behind it, else it would be in brackets only. */
  private List<@Nullable Object> tuple() {
    open();
    List<@Nullable Object> list = new ArrayList<>();
    if (peek() != ')') {
      list.add(element());
      expect(',');
      skipSpace();
      if (peek() != ')') {
        addAll(list);
      }
    }
    close(')');
    return list;
  }

  private void addAll(List<@Nullable Object> list) {
    list.add(element());
    while (isComma()) {
      list.add(element());
    }
  }

  private @Nullable Object element() {
    Object value = value();
    skipSpace();
    return value;
  }

  private void open() {
    if (++level > MAX_LEVELS) {
      throw overLimit(at, FormatProblem.LEVEL_LIMIT);
    }
    at++;
    skipSpace();
  }

  private void close(char end) {
    expect(end);
    level--;
  }

  private boolean isComma() {
    if (peek() != ',') {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  private <T extends @Nullable Object> T word(String word, T value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    endOfWord();
    return value;
  }

  private String string() {
    char quote = text.charAt(at++);
    StringBuilder string = new StringBuilder();
    int copied = at;
    while (true) {
      char next = peek();
      if (next < ' ') {
        throw unexpected();
      }
      if (next == quote) {
        string.append(text, copied, at++);
        return string.toString();
      }
      if (next == '\\') {
        string.append(text, copied, at++);
        string.appendCodePoint(escaped());
        copied = at;
      } else {
        at++;
      }
    }
  }

  private int escaped() {
    char kind = peek();
    int start = at++;
    int character =
        switch (kind) {
          case '\\', '\'', '"' -> kind;
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'x' -> hex(2);
          case 'u' -> hex(4);
          case 'U' -> hex(8);
          default -> NO_CHARACTER;
        };
    if (!Character.isValidCodePoint(character)) {
      at = start;
      throw unexpected();
    }
    return character;
  }

  private int hex(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char next = peek();
      int digit = next < 0x80 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        throw unexpected();
      }
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  /** JSON and Python write the numbers that both have alike. */
  private Number number() {
    int start = at;
    boolean whole = true;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    if (skip('.')) {
      whole = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      whole = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    endOfWord();
    String number = text.substring(start, at);
    if (!Decoding.hasFewDigits(number)) {
      throw overLimit(start, FormatProblem.NUMBER_LIMIT);
    }
    if (whole) {
      return Decoding.asWritten(new BigDecimal(new BigInteger(number)));
    }
    try {
      BigDecimal decimal = new BigDecimal(number);
      if (!Decoding.isShort(decimal)) {
        throw overLimit(start, FormatProblem.NUMBER_LIMIT);
      }
      return Decoding.asWritten(decimal);
    } catch (NumberFormatException tooLarge) {
      throw FormatProblem.number(text.getBytes(UTF_8), FormatProblem.offset(text, start));
    }
  }

  private void digits() {
    if (!isDigit()) {
      throw unexpected();
    }
    while (isDigit()) {
      at++;
    }
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean skip(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void endOfWord() {
    if (at < text.length() && " \t\r\n,:]})".indexOf(text.charAt(at)) < 0) {
      throw unexpected();
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private EventFormatException overLimit(int start, String limit) {
    return FormatProblem.inPython(text, start, FormatProblem.overLimit(limit));
  }

  private EventFormatException unexpected() {
    return FormatProblem.notPython(text, at);
  }
}
