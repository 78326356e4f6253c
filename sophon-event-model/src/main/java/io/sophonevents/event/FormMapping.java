package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** An event's JSON as the parts of a form, and the parts as what a layout reads. */
final class FormMapping {
  private FormMapping() {}

  /** One part for each first-level field that is not null, in their order. */
  static List<FormPart> parts(byte[] json) {
    List<FormPart> parts = new ArrayList<>();
    try (JsonParser in = BodyReader.FACTORY.createParser(json)) {
      try {
        addParts(json, in, parts);
      } catch (StreamConstraintsException e) {
        // the event was made by hand: what was read is within the limits
        throw new IllegalArgumentException(
            FormatProblem.overLimit(json, offset(in.currentLocation()), e).getMessage());
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException("what the codec writes is JSON", e);
    }
  }

  private static void addParts(byte[] json, JsonParser in, List<FormPart> parts)
      throws IOException {
    in.nextToken();
    String name = in.nextFieldName();
    while (name != null) {
      JsonToken token = in.nextToken();
      int from = offset(in.currentTokenLocation());
      if (token.isStructStart()) {
        in.skipChildren();
        int to = offset(in.currentLocation());
        parts.add(FormPart.within(json, from, to, name, "application/json"));
        name = in.nextFieldName();
      } else if (token == JsonToken.VALUE_STRING) {
        String of = name;
        name = in.nextFieldName(); // passes over the text, which may be a picture
        parts.add(text(of, json, from + 1, closingQuote(json, in)));
      } else {
        if (token != JsonToken.VALUE_NULL) {
          parts.add(FormPart.text(name, in.getText()));
        }
        name = in.nextFieldName();
      }
    }
  }

  private static FormPart text(String name, byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return FormPart.text(name, EncodedImage.received(json, from, to).text());
      }
    }
    return FormPart.within(json, from, to, name, null);
  }

  /** The quote that ends a text, looked for backwards from the token behind it. */
  private static int closingQuote(byte[] json, JsonParser in) {
    int at = offset(in.currentTokenLocation()) - 1;
    while (json[at] != '"') {
      at--;
    }
    return at;
  }

  /**
   * The parts, each with its own name, and within the limits.
   *
   * @throws EventFormatException if a name is given twice, a limit is passed or a text is not one
   */
  static List<ReceivedPart> received(List<FormPart> parts) {
    if (parts.isEmpty()) {
      throw new EventFormatException("event", "expected the parts of a form but has none", "$");
    }
    atMost(EventCodec.MAX_FORM_PARTS, "parts", parts.size());
    atMost(EventCodec.MAX_BODY_BYTES, "bytes", parts.stream().mapToLong(FormPart::size).sum());
    List<ReceivedPart> received = new ArrayList<>(parts.size());
    for (FormPart part : parts) {
      String place = place(part.name(), "part " + (received.size() + 1));
      received.add(ReceivedPart.of(part, place));
    }
    return received;
  }

  /** What can be said of the parts before it is known what they are an event of. */
  static ReceivedObject asFound(List<ReceivedPart> parts) {
    ReceivedObject object = new ReceivedObject();
    for (ReceivedPart part : parts) {
      if (!object.put(part.name(), part.asFound())) {
        throw new EventFormatException(
            "event", "expected each part once but one is given twice", part.place());
      }
    }
    return object;
  }

  /** The parts as what this layout has under their names. */
  static ReceivedObject as(Layout layout, List<ReceivedPart> parts) {
    ReceivedObject object = new ReceivedObject();
    for (ReceivedPart part : parts) {
      object.put(part.name(), part.as(layout.wireOf(part.name())));
    }
    return object;
  }

  /**
   * Checks the JSON of what was read: it is longer than the form where pictures came as files.
   *
   * @throws EventFormatException if it is too long to be read again
   */
  static byte[] readable(byte[] json) {
    atMost(EventCodec.MAX_BODY_BYTES, "bytes as JSON", json.length);
    return json;
  }

  private static void atMost(int limit, String of, long there) {
    if (there > limit) {
      throw new EventFormatException(
          "event", "expected at most " + limit + " " + of + " but there are " + there, "$");
    }
  }

  /** The path of a part whose name some layout declares; others a sender chooses. */
  static String place(String name, String otherwise) {
    return Layout.isDeclared(name) ? "$." + name : otherwise;
  }

  private static int offset(JsonLocation location) {
    return (int) location.getByteOffset();
  }
}
