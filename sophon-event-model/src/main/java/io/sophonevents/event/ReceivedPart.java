package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form just as it was received. A form has texts only: what a text stands for is said
 * by the layout that reads it.
 *
 * <p>Immutable.
 */
final class ReceivedPart {
  private final String name;
  private final String place;

  /** A String, or an {@link EncodedImage}. */
  private final Object content;

  /** The object or array in the text, if there is one. */
  private final @Nullable Object structure;

  /** Why there is none although the text begins like one. */
  private final @Nullable EventFormatException problem;

  private ReceivedPart(
      String name,
      String place,
      Object content,
      @Nullable Object structure,
      @Nullable EventFormatException problem) {
    this.name = name;
    this.place = place;
    this.content = content;
    this.structure = structure;
    this.problem = problem;
  }

  static ReceivedPart of(FormPart part, String place) {
    String name = part.name();
    String unreadable = FormatProblem.ofName(name);
    if (unreadable != null) {
      throw new EventFormatException("event", unreadable, place);
    }
    byte[] bytes = part.uncopied();
    if (part.isFile() && PictureHeader.isBeginOfOne(bytes)) {
      return new ReceivedPart(name, place, base64(name, bytes), null, null);
    }
    String text;
    try {
      text = part.text(place);
    } catch (EventFormatException noText) {
      if (!part.isFile() && !PictureHeader.isBeginOfOne(bytes)) {
        throw noText;
      }
      return new ReceivedPart(name, place, base64(name, bytes), null, null);
    }
    Object content = EncodedImage.isNameOfOne(name) ? EncodedImage.ofText(text) : text;
    if (!beginsLikeStructure(text)) {
      return new ReceivedPart(name, place, content, null, null);
    }
    try {
      Object structure = structure(text, part.utf8(text, place));
      return new ReceivedPart(name, place, content, structure, null);
    } catch (EventFormatException noStructure) {
      return new ReceivedPart(name, place, content, null, noStructure.inPart(place));
    }
  }

  /** A file as JSON has it: as a text, which is a picture only where there may be one. */
  private static Object base64(String name, byte[] bytes) {
    EncodedImage image = EncodedImage.of(bytes);
    return EncodedImage.isNameOfOne(name) ? image : image.text();
  }

  String name() {
    return name;
  }

  /** Where it is, for an error. */
  String place() {
    return place;
  }

  /** The object or array in the text; the text where there is none. */
  Object asFound() {
    return structure != null ? structure : content;
  }

  /**
   * What it is for the field that a layout reads like this, null if the layout has no such field.
   *
   * @throws EventFormatException if an object or array is wanted and the text is a broken one
   */
  Object as(@Nullable WireType<?> wire) {
    if (wire == null) {
      return structureOrText(Structured.NAMES.contains(name));
    }
    if (wire == WireType.ANY) {
      return structureOrText(false);
    }
    if (wire == EncodedImages.WIRE) {
      return structure instanceof List ? structure : content;
    }
    if (wire == Code.WIRE) {
      return literal();
    }
    if (wire.isStructure()) {
      return structureOrText(true);
    }
    return switch (wire.expected()) {
      case "number", EventTime.EXPECTED -> number();
      case "boolean" -> truth();
      default -> content;
    };
  }

  private Object structureOrText(boolean wanted) {
    if (wanted && problem != null) {
      throw problem;
    }
    return asFound();
  }

  /** The number in the text, as JSON would have had it; the text if there is none. */
  private Object number() {
    BigDecimal number = Decoding.numberIn(content);
    return number == null ? content : Decoding.asWritten(number);
  }

  private Object truth() {
    Boolean truth = content instanceof String text ? SentFlag.truthOf(text) : null;
    return truth != null ? truth : content;
  }

  /** The number or truth value whose JSON is this very text; else the text. */
  private Object literal() {
    if (content.equals("true") || content.equals("false")) {
      return truth();
    }
    Object number = number();
    return number.toString().equals(content) ? number : content;
  }

  private static boolean beginsLikeStructure(String text) {
    int at = 0;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
  }

  /** Reads JSON, else Python; where it is neither, the one that got further says where it ends. */
  private static Object structure(String text, byte[] utf8) {
    EventFormatException notJson;
    try {
      return requireNonNull(BodyReader.readPart(utf8), "an object or array");
    } catch (EventFormatException e) {
      notJson = e;
    }
    if (!notJson.isSyntax()) {
      throw notJson;
    }
    try {
      return PythonText.read(text);
    } catch (EventFormatException notPython) {
      throw notPython.isSyntax() && notPython.offset() <= notJson.offset() ? notJson : notPython;
    }
  }

  /** The names under which some posted event has an object or an array. */
  private static final class Structured {
    private static final Set<String> NAMES = new HashSet<>();

    static {
      Arrays.stream(EventKind.values())
          .filter(kind -> !kind.defaultPath().isEmpty())
          .flatMap(kind -> Arrays.stream(kind.type().getPermittedSubclasses()))
          .forEach(layout -> NAMES.addAll(Layout.of(layout).namesOfStructures()));
    }
  }
}
