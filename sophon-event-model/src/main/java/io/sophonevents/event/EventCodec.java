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
 * {@value #MAX_VALUES} fields and elements; {@value #MAX_FORM_PARTS} parts of a form.
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

  /** The most fields and elements of a body together, at all depths. */
  public static final int MAX_VALUES = 1_000_000;

  /** The most parts of a form. */
  public static final int MAX_FORM_PARTS = 1000;

  /** The fields that may hold the events of a batch. */
  private static final List<String> BATCHES = List.of("events", "data");

  private static final String BATCH_ROW = "2.54";

  private final boolean strict;
  private final ScoreRange scoreRange;
  private final PictureChoice pictures;

  /** A codec that reads liberally and knows nothing of the box. */
  public EventCodec() {
    this(false, ScoreRange.UNKNOWN, PictureChoice.ALL);
  }

  private EventCodec(boolean strict, ScoreRange scoreRange, PictureChoice pictures) {
    this.strict = strict;
    this.scoreRange = scoreRange;
    this.pictures = pictures;
  }

  /** One that takes every {@link Deviation} for an error. */
  public EventCodec strict() {
    return new EventCodec(true, scoreRange, pictures);
  }

  /** One for a box whose scores run through this range, which no event says of itself. */
  public EventCodec withScoreRange(ScoreRange range) {
    return new EventCodec(strict, requireNonNull(range, "range"), pictures);
  }

  /**
   * One that writes no other pictures of an event than these. In their place stands the empty text,
   * as a box writes it: some receivers want the field.
   */
  public EventCodec withPictures(PictureChoice choice) {
    return new EventCodec(strict, scoreRange, requireNonNull(choice, "choice"));
  }

  /**
   * The event in a body whose way is not known.
   *
   * @throws EventFormatException if it is no JSON object, or a field is not what its kind has
   *     there; but a message that is no event and whose fields have other types than those of a
   *     kind is an {@link UnknownEvent}
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
    return new Decoded(read.event, read.deviations, body, 0, body.length, object);
  }

  /**
   * The events in one request: one object, an array of objects, or an object with such an array as
   * {@code events} or {@code data}. The vendor documents batches of up to 100 events but not their
   * form. Other keys may stand beside the array if all of its elements have a person and a time;
   * they are no part of the events, so the first one has them as a deviation.
   *
   * @throws EventFormatException if it is none of these, or a field of any event is not what its
   *     kind has there; the path names the element
   */
  public List<Decoded> decodeBatch(byte[] body, Hint hint) {
    Batch batch = batch(body, hint);
    List<Decoded> events = new ArrayList<>(batch.elements.size());
    for (int i = 0; i < batch.elements.size(); i++) {
      events.add(decoded(batch, i, hint));
    }
    return events;
  }

  /**
   * The same, element by element: one that is not the event it should be is an {@link Undecoded}
   * and keeps nobody from reading the others. A single object is the only element.
   *
   * @throws EventFormatException if it is none of these forms, be it for a fault of the JSON within
   *     one element: where the next one begins is not known then
   */
  public List<BatchElement> decodeEach(byte[] body, Hint hint) {
    Batch batch = batch(body, hint);
    List<BatchElement> elements = new ArrayList<>(batch.elements.size());
    int[] places = null;
    for (int i = 0; i < batch.elements.size(); i++) {
      try {
        elements.add(decoded(batch, i, hint));
      } catch (EventFormatException e) {
        if (batch.path == null) {
          elements.add(new Undecoded(e, body, 0, body.length));
        } else {
          places = places == null ? BodyReader.placesIn(body, batch.name) : places;
          elements.add(new Undecoded(e, body, places[2 * i], places[2 * i + 1]));
        }
      }
    }
    return elements;
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
    byte[] json = FormMapping.readable(BodyWriter.write(read.event, PictureChoice.ALL));
    return new Decoded(read.event, read.deviations, json, 0, json.length, null);
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
    return BodyWriter.write(requireNonNull(event, "event"), pictures);
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

  private Batch batch(byte[] body, Hint hint) {
    Object root = BodyReader.read(body);
    if (root instanceof List<?> elements) {
      return new Batch(body, null, "$", elements, List.of());
    }
    if (!(root instanceof ReceivedObject object)) {
      throw new EventFormatException(
          "event",
          "expected an object or an array of objects but was " + FormatProblem.describe(root),
          "$");
    }
    for (String name : BATCHES) {
      if (object.get(name) instanceof List<?> elements
          && (object.size() == 1 || isOfEvents(elements))
          && !(object.hasList("events") && object.hasList("data"))
          && EventKind.layoutOf(object, hint) == UnknownEvent.class) {
        return new Batch(body, name, "$." + name, elements, beside(object));
      }
    }
    return new Batch(body, null, null, List.of(object), List.of());
  }

  private static boolean isOfEvents(List<?> elements) {
    return !elements.isEmpty()
        && elements.stream()
            .allMatch(each -> each instanceof ReceivedObject object && EventKind.isSeen(object));
  }

  /** What is said of other keys beside the events. */
  private List<Deviation> beside(ReceivedObject batch) {
    Decoding decoding = new Decoding(UnknownEvent.class, "$", strict, scoreRange, false);
    if (batch.size() > 1) {
      decoding.deviates(BATCH_ROW, "no keys beside the events", batch);
    }
    return decoding.deviations();
  }

  private Decoded decoded(Batch batch, int i, Hint hint) {
    String place = batch.path == null ? "$" : batch.path + "[" + i + "]";
    if (!(batch.elements.get(i) instanceof ReceivedObject element)) {
      throw new EventFormatException(
          "event",
          "expected an object but was " + FormatProblem.describe(batch.elements.get(i)),
          place);
    }
    Read read = read(element, EventKind.layoutOf(element, hint), place);
    if (batch.path == null) {
      return new Decoded(read.event, read.deviations, batch.body, 0, batch.body.length, element);
    }
    List<Deviation> deviations = read.deviations;
    if (i == 0 && !batch.deviations.isEmpty()) {
      deviations = new ArrayList<>(batch.deviations);
      deviations.addAll(read.deviations);
    }
    return new Decoded(read.event, deviations, batch.body, element.start(), element.end(), element);
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

  /**
   * The elements of one request.
   *
   * @param name the field that they stand in, null if there is none
   * @param path of their list, null if the body is the only element
   * @param deviations of the request, told with its first element
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Batch(
      byte[] body,
      @Nullable String name,
      @Nullable String path,
      List<?> elements,
      List<Deviation> deviations) {}

  private record Read(SophonEvent event, List<Deviation> deviations) {}
}
