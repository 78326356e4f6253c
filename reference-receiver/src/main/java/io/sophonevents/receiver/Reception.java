package io.sophonevents.receiver;

import io.sophonevents.event.BatchElement;
import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import io.sophonevents.event.Undecoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought: the events in it, and what could not be read of it. Immutable.
 *
 * @param isSingle whether it is no batch
 */
record Reception(
    String path, boolean isSingle, List<ReceivedEvent> events, List<UnreadableMessage> unreadable) {

  /** Reads a body, whatever it is: JSON of one event or many, or a form. */
  static Reception of(
      EventCodec codec, Instant at, String path, @Nullable String contentType, byte[] body) {
    List<ReceivedEvent> events = new ArrayList<>();
    List<UnreadableMessage> unreadable = new ArrayList<>();
    boolean isSingle = true;
    try {
      List<BatchElement> elements = elements(codec, new Hint(path, contentType), body);
      for (BatchElement element : elements) {
        if (element instanceof Decoded decoded) {
          events.add(new ReceivedEvent(at, path, decoded));
        } else if (element instanceof Undecoded bad) {
          unreadable.add(new UnreadableMessage(at, path, contentType, bad.message(), bad.bytes()));
        }
      }
      isSingle = elements.size() == 1 && elements.get(0).bytes().length == body.length;
    } catch (SophonException e) {
      unreadable.add(
          new UnreadableMessage(at, path, contentType, String.valueOf(e.getMessage()), body));
    }
    return new Reception(path, isSingle, events, unreadable);
  }

  private static List<BatchElement> elements(EventCodec codec, Hint hint, byte[] body) {
    Optional<List<FormPart>> form = ReceivedForm.in(body, hint.contentType());
    return form.isPresent()
        ? List.of(codec.decodeForm(form.get(), hint))
        : codec.decodeEach(body, hint);
  }

  /** Whether its path is one for history, whose sender repeats what is refused for ever. */
  boolean isHistory() {
    return path.toLowerCase(Locale.ROOT).contains("history");
  }
}
