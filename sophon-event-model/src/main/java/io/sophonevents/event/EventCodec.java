package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to event and back.
 *
 * <p>What is read is told by its keys; where it came from is asked only where two kinds have the
 * same body. Reading is strict about JSON (a key given twice is an error) and liberal about the
 * rest: every field that a layout does not know is kept, and what the vendor's boxes are known to
 * send otherwise than described is read and can be reported, see {@link #inspect}.
 *
 * <p>An event that was read refers to the bytes that it came in, where its pictures are: they must
 * not be changed while it is in use.
 *
 * <p>Limits: {@value #MAX_BODY_BYTES} bytes, and as much for one text; {@value #MAX_DEPTH} levels;
 * {@value #MAX_NAME_BYTES} bytes for a name; {@value #MAX_NUMBER_DIGITS} digits for a number;
 * {@value #MAX_FORM_PARTS} parts of a form.
 *
 * <p>Immutable.
 */
public final class EventCodec {
  /** The largest body, 32 MiB. */
  public static final int MAX_BODY_BYTES = 32 << 20;

  /** The deepest nesting. */
  public static final int MAX_DEPTH = 64;

  /** The longest name of a field, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 1024;

  /** The longest number, in digits: those of its exponent count, its signs and its point do not. */
  public static final int MAX_NUMBER_DIGITS = 100;

  /** The most parts of a form. */
  public static final int MAX_FORM_PARTS = 1000;

  private final boolean strict;
  private final ScoreRange scoreRange;

  /** A codec that reads liberally and knows nothing of the box. */
  public EventCodec() {
    this(false, ScoreRange.UNKNOWN);
  }

  private EventCodec(boolean strict, ScoreRange scoreRange) {
    this.strict = strict;
    this.scoreRange = scoreRange;
  }

  /** One that takes every {@link Deviation} for an error. */
  public EventCodec strict() {
    return new EventCodec(true, scoreRange);
  }

  /** One for a box whose scores run through this range, which no event says of itself. */
  public EventCodec withScoreRange(ScoreRange range) {
    return new EventCodec(strict, requireNonNull(range, "range"));
  }

  /**
   * The event in a body whose way is not known.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has there
   */
  public SophonEvent decode(byte[] body) {
    return inspect(body, Hint.NONE).event();
  }

  /**
   * The event in a body.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has there
   */
  public SophonEvent decode(byte[] body, Hint hint) {
    return inspect(body, hint).event();
  }

  /**
   * The message in a body that answers a question and so must be of one kind: some answers have so
   * few keys that they do not tell themselves.
   *
   * @param kind the sealed interface of a kind, or one of its layouts
   * @throws EventFormatException if it is no JSON object, or a field is not what the kind has there
   */
  public <T extends SophonEvent> T decode(byte[] body, Class<T> kind) {
    ReceivedObject object = object(BodyReader.read(body), Hint.NONE);
    Class<? extends SophonEvent> layout = EventKind.layoutOf(object, kind);
    return kind.cast(read(object, layout, "$").event);
  }

  /**
   * The event in a body, and what deviates in it from the vendor's description.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has there
   */
  public Decoded inspect(byte[] body, Hint hint) {
    ReceivedObject object = object(BodyReader.read(body), hint);
    Read read = read(object, EventKind.layoutOf(object, hint), "$");
    return new Decoded(read.event, read.deviations, body, 0, body.length);
  }

  /**
   * The events in one request: one object, an array of objects, or an object whose only key is
   * {@code events} or {@code data} with such an array. The vendor documents batches of up to 100
   * events but not their form.
   *
   * @throws EventFormatException if it is none of these, or a field is not what its kind has there;
   *     the path names the element
   */
  public List<Decoded> decodeBatch(byte[] body, Hint hint) {
    Object root = BodyReader.read(body);
    String path = "$";
    if (root instanceof ReceivedObject object) {
      Class<? extends SophonEvent> layout = EventKind.layoutOf(object, hint);
      if (layout != UnknownEvent.class || !isBatch(object)) {
        Read read = read(object, layout, "$");
        return List.of(new Decoded(read.event, read.deviations, body, 0, body.length));
      }
      path = "$." + object.name(0);
      root = object.value(0);
    }
    if (!(root instanceof List<?> elements)) {
      throw new EventFormatException(
          "event",
          "expected an object or an array of objects but was " + FormatProblem.describe(root),
          path);
    }
    List<Decoded> events = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      String place = path + "[" + i + "]";
      if (!(elements.get(i) instanceof ReceivedObject element)) {
        throw new EventFormatException(
            "event",
            "expected an object but was " + FormatProblem.describe(elements.get(i)),
            place);
      }
      Read read = read(element, EventKind.layoutOf(element, hint), place);
      events.add(new Decoded(read.event, read.deviations, body, element.start(), element.end()));
    }
    return events;
  }

  /**
   * The event in the parts of a form, and what deviates in it from the vendor's description. Where
   * a layout has a number, a truth value, an object or an array, the text is read as that; an
   * object or array is JSON or what Python's {@code str} writes for it. A picture is base64 text,
   * or a file with its bytes. {@link Decoded#bytes()} is the JSON of the event.
   *
   * <p>A form does not say what a text is. So a field that the layout does not know stays a text,
   * unless it is the text of an object or array; a file that is no text is kept as base64.
   *
   * <p>Limits, besides those of JSON: {@value #MAX_FORM_PARTS} parts; {@value #MAX_BODY_BYTES}
   * bytes of all parts together, and as many for the JSON of the event.
   *
   * @throws EventFormatException if a part is given twice, an object or array is neither JSON nor
   *     Python text, or a field is not what its kind has there
   */
  public Decoded decodeForm(List<FormPart> parts, Hint hint) {
    List<ReceivedPart> received = FormMapping.received(parts);
    Class<? extends SophonEvent> layout =
        EventKind.layoutOf(FormMapping.asFound(received), requireNonNull(hint, "hint"));
    Read read = read(FormMapping.as(Layout.of(layout), received), layout, "$", true);
    byte[] json = FormMapping.readable(encode(read.event));
    return new Decoded(read.event, read.deviations, json, 0, json.length);
  }

  /**
   * The event as the parts of a form: one for each first-level field that has a value, in the order
   * of {@link #encode}. Texts, pictures among them, are sent as they are, numbers and truth values
   * as their JSON, objects and arrays as their JSON with the content type {@code application/json}.
   *
   * <p>{@link #decodeForm} reads an equal event from it, but for fields that the layout does not
   * know: a number or truth value comes back as a text, a text that looks like an object or array
   * as one.
   *
   * @throws IllegalArgumentException if the event is over the limits of what is read
   */
  public List<FormPart> encodeForm(SophonEvent event) {
    return FormMapping.parts(encode(event));
  }

  /** The event as JSON in UTF-8: known fields in the layout's order, then the unknown ones. */
  public byte[] encode(SophonEvent event) {
    return BodyWriter.write(requireNonNull(event, "event"));
  }

  /**
   * What is wrong with an event of no known kind, for a log or an answer: names what was expected,
   * holds nothing of the event.
   */
  public static String describe(UnknownEvent event) {
    return "event: expected the keys of a known kind but found none of them at $ (object, "
        + event.fields().size()
        + (event.fields().size() == 1 ? " key)" : " keys)");
  }

  private static boolean isBatch(ReceivedObject object) {
    return object.size() == 1 && (object.hasList("events") || object.hasList("data"));
  }

  private static ReceivedObject object(@Nullable Object root, Hint hint) {
    if (root instanceof ReceivedObject object) {
      return object;
    }
    throw new EventFormatException(
        "event",
        "expected an object but was " + FormatProblem.describe(root),
        hint.isForm() ? "$; the content type says that it is a form" : "$");
  }

  private Read read(ReceivedObject object, Class<? extends SophonEvent> layout, String path) {
    return read(object, layout, path, false);
  }

  private Read read(
      ReceivedObject object, Class<? extends SophonEvent> layout, String path, boolean fromForm) {
    Decoding decoding = new Decoding(layout, path, strict, scoreRange, fromForm);
    SophonEvent event = (SophonEvent) Layout.of(layout).read(object, decoding);
    return new Read(event, decoding.deviations());
  }

  static String subject(Class<?> layout) {
    Class<?> kind = layout.getDeclaringClass() == null ? layout : layout.getDeclaringClass();
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private record Read(SophonEvent event, List<Deviation> deviations) {}
}
