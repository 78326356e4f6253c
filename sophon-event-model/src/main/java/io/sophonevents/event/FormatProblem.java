package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body by place and type, never by value: a parser would quote it. */
final class FormatProblem {
  static final String LEVEL_LIMIT = "at most " + EventCodec.MAX_DEPTH + " levels";
  static final String NUMBER_LIMIT =
      "at most " + EventCodec.MAX_NUMBER_DIGITS + " digits in a number";
  static final String NAME_LIMIT = "at most " + EventCodec.MAX_NAME_BYTES + " bytes in a name";

  private static final String HALF_CHARACTER =
      "expected whole characters in a name but there is half a surrogate pair";

  private static final Set<String> PYTHON_WORDS = Set.of("True", "False", "None");

  private FormatProblem() {}

  /** Text that is not JSON. */
  static EventFormatException syntax(byte[] body, JsonProcessingException problem) {
    int stop = BodyReader.offsetOf(problem.getLocation(), body.length);
    if (problem instanceof JsonEOFException) {
      return new EventFormatException(
          "event", "expected JSON but it ends too early", place(body, stop), stop);
    }
    int offset = culprit(body, stop);
    String place = place(body, offset);
    return new EventFormatException(
        "event",
        "expected JSON but found " + found(body, offset),
        place + hint(body, offset),
        offset);
  }

  /** Text that is not what Python's {@code str} writes either. */
  static EventFormatException notPython(String text, int at) {
    byte[] body = text.getBytes(UTF_8);
    int offset = offset(text, at);
    return new EventFormatException(
        "event",
        offset == body.length
            ? "expected Python text but it ends too early"
            : "expected Python text but found " + found(body, offset),
        place(body, offset),
        offset);
  }

  /**
   * Where the wrong character begins: the parser stands behind a word that it does not know, in the
   * middle of a character of several bytes, or behind one.
   */
  private static int culprit(byte[] body, int stop) {
    int offset = stop;
    while (offset > 0 && Character.isLetter(body[offset - 1])) {
      offset--;
    }
    boolean wellFormed = offset < body.length && body[offset] >= ' ';
    if (wellFormed && offset > 0 && body[offset - 1] < 0) {
      offset--; // only inside of a text may a character be of several bytes
    }
    while (offset > 0 && offset < body.length && (body[offset] & 0xc0) == 0x80) {
      offset--;
    }
    return offset;
  }

  /** More than one value. */
  static EventFormatException trailing(byte[] body, int offset) {
    return new EventFormatException(
        "event", "expected JSON but found " + found(body, offset), place(body, offset), offset);
  }

  static EventFormatException duplicate(byte[] body, int offset) {
    return new EventFormatException(
        "event", "expected each key once but one is given twice", place(body, offset));
  }

  static EventFormatException halfCharacter(byte[] body, int offset) {
    return new EventFormatException("event", HALF_CHARACTER, place(body, offset));
  }

  /** A number that no BigDecimal holds: its exponent has more than nine digits or so. */
  static EventFormatException number(byte[] body, int offset) {
    return new EventFormatException(
        "event",
        "expected a number that can be held but its exponent is too large",
        place(body, offset));
  }

  /** A number that has more digits as it is written than as it was sent. */
  static EventFormatException longNumber(byte[] body, int offset) {
    return new EventFormatException("event", overLimit(NUMBER_LIMIT), place(body, offset));
  }

  /**
   * JSON that is larger or deeper than is read.
   *
   * @param stop where the parser stands: the problem itself does not say
   */
  static EventFormatException overLimit(byte[] body, int stop, StreamConstraintsException problem) {
    String message = problem.getOriginalMessage();
    String limit = "at most " + EventCodec.MAX_BODY_BYTES + " bytes";
    int offset = Math.min(stop, body.length);
    if (message.contains("nesting depth")) {
      limit = LEVEL_LIMIT;
      offset--; // behind the bracket
    } else if (message.contains("Number value")) {
      limit = NUMBER_LIMIT;
      offset = beginOfNumber(body, offset);
    } else if (message.contains("Name")) {
      limit = NAME_LIMIT;
      offset = beginOfName(body, offset);
    }
    return new EventFormatException("event", overLimit(limit), place(body, offset));
  }

  private static int beginOfNumber(byte[] body, int end) {
    int offset = end;
    while (offset > 0 && "0123456789.eE+-".indexOf(body[offset - 1]) >= 0) {
      offset--;
    }
    return offset;
  }

  /** The quote before a place within a name, or behind the quote that ends it. */
  private static int beginOfName(byte[] body, int within) {
    int offset = within - 2;
    while (offset > 0 && (body[offset] != '"' || isEscaped(body, offset))) {
      offset--;
    }
    return offset;
  }

  private static boolean isEscaped(byte[] body, int offset) {
    int before = offset;
    while (before > 0 && body[before - 1] == '\\') {
      before--;
    }
    return (offset - before) % 2 == 1;
  }

  static EventFormatException tooManyValues(byte[] body, int offset) {
    return new EventFormatException(
        "event", overLimit("at most " + EventCodec.MAX_VALUES + " values"), place(body, offset));
  }

  /** Something else in Python text, which a parser of JSON finds by itself. */
  static EventFormatException inPython(String text, int at, String problem) {
    return new EventFormatException(
        "event", problem, place(text.getBytes(UTF_8), offset(text, at)));
  }

  /** Something that is larger or deeper than is read. */
  static String overLimit(String limit) {
    return "expected " + limit + " but there are more";
  }

  /** Why a name could not be read again in JSON, whose limit counts UTF-8; null if it can. */
  static @Nullable String ofName(String name) {
    try {
      int length = UTF_8.newEncoder().encode(CharBuffer.wrap(name)).remaining();
      return length > EventCodec.MAX_NAME_BYTES ? overLimit(NAME_LIMIT) : null;
    } catch (CharacterCodingException e) {
      return HALF_CHARACTER;
    }
  }

  /** Where a character of a text is in its UTF-8. */
  static int offset(String text, int at) {
    return text.substring(0, at).getBytes(UTF_8).length;
  }

  /** A name as it may be printed: its length only if no layout declares it. */
  static String shown(String name) {
    return Layout.isDeclared(name) ? name : "<" + name.length() + " chars>";
  }

  /** What a value is: its type and size. */
  static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return "string (" + text.length() + " chars)";
    }
    if (value instanceof EncodedImage image) {
      return "string (" + image.length() + " chars)";
    }
    if (value instanceof List<?> list) {
      return "array (" + list.size() + (list.size() == 1 ? " element)" : " elements)");
    }
    if (value instanceof ReceivedObject object) {
      return "object (" + object.size() + (object.size() == 1 ? " key)" : " keys)");
    }
    return value instanceof Boolean ? "boolean" : "number";
  }

  private static String place(byte[] body, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (body[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    String before = new String(body, lineStart, offset - lineStart, UTF_8);
    return "line " + line + ", column " + (before.codePointCount(0, before.length()) + 1);
  }

  /** The character at the place where it is wrong, by its number unless it is a letter or digit. */
  private static String found(byte[] body, int offset) {
    if (offset >= body.length) {
      return "the end";
    }
    int character = characterAt(body, offset);
    return Character.isLetterOrDigit(character)
        ? "a letter or digit"
        : String.format("the character U+%04X", character);
  }

  /** What the vendor's pages and people who copy from them get wrong, and what JSON has there. */
  private static String hint(byte[] body, int offset) {
    if (offset >= body.length) {
      return "";
    }
    int character = characterAt(body, offset);
    if (character >= 0xff01 && character <= 0xff5e) {
      return "; that is full-width punctuation, JSON has U+"
          + String.format("%04X", character - 0xff01 + '!');
    }
    if (character == 0x201c || character == 0x201d) {
      return "; that is a curly quote, JSON has U+0022";
    }
    if (character == 0x00a0 || character == 0x3000) {
      return "; that is a no-break or wide space, JSON has U+0020";
    }
    if (character == '\'' || PYTHON_WORDS.contains(wordAt(body, offset))) {
      return "; that is Python, JSON has double quotes, true, false and null";
    }
    if (character == '#' || character == '/') {
      return "; JSON has no comments";
    }
    if (character < ' ') {
      return "; in a text JSON has \\t and \\n for it";
    }
    if (character == '.') {
      return "; something was left out";
    }
    return (character == '}' || character == ']') && comesAfterComma(body, offset)
        ? "; JSON has no comma before the end"
        : "";
  }

  private static boolean comesAfterComma(byte[] body, int offset) {
    int before = offset - 1;
    while (before > 0 && body[before] <= ' ') {
      before--;
    }
    return before >= 0 && body[before] == ',';
  }

  private static String wordAt(byte[] body, int offset) {
    int end = offset;
    while (end < body.length && end < offset + 6 && Character.isLetter(body[end])) {
      end++;
    }
    return new String(body, offset, end - offset, UTF_8);
  }

  private static int characterAt(byte[] body, int offset) {
    return new String(body, offset, Math.min(4, body.length - offset), UTF_8).codePointAt(0);
  }
}
