package io.sophonevents.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.Hint;
import io.sophonevents.event.PersonType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * What the page asks for: the newest events without their pictures, and the pictures one by one.
 *
 * <p>Safe for use by many threads.
 */
final class EventReader implements Request.Handler {
  private static final String EVENTS = "/api/events";
  private static final String QUARANTINE = "/api/quarantine";
  private static final Pattern PICTURE =
      Pattern.compile("/api/events/(\\d{1,18})/pictures/([a-z]{1,20})");

  private static final int USUAL_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private final EventCodec codec;
  private final JsonFactory json = new JsonFactory();
  private final EventStore store;

  EventReader(EventCodec codec, EventStore store) {
    this.codec = codec;
    this.store = store;
  }

  /** Whether there is something to read at this path. */
  static boolean takes(String path) {
    return path.equals(EVENTS) || path.startsWith(EVENTS + "/") || path.equals(QUARANTINE);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-store");
    String path = Request.getPathInContext(request);
    if (path.equals(EVENTS)) {
      sendEvents(request, response, callback);
    } else if (path.equals(QUARANTINE)) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, ByteBuffer.wrap(quarantine()), callback);
    } else {
      sendPicture(path, response, callback);
    }
    return true;
  }

  private void sendEvents(Request request, Response response, Callback callback) {
    Fields query = Request.extractQueryParameters(request);
    Optional<Long> after = number(query, "after", 0, Long.MAX_VALUE);
    Optional<Long> limit = number(query, "limit", USUAL_LIMIT, MAX_LIMIT);
    if (after.isEmpty() || limit.isEmpty()) {
      Acknowledgement.refused(
              HttpStatus.BAD_REQUEST_400,
              "events: expected ?after=ID and &limit=N, both whole numbers, N at most " + MAX_LIMIT)
          .send(response, callback);
      return;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(events(after.get(), limit.get().intValue())), callback);
  }

  /** A whole number of the query, what is usual if it is not there, nothing if it is none. */
  private static Optional<Long> number(Fields query, String name, long usual, long most) {
    String text = query.getValue(name);
    if (text == null) {
      return Optional.of(usual);
    }
    if (!text.matches("\\d{1,18}") || Long.parseLong(text) > most) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text));
  }

  /** What is in quarantine, without its bytes: the oldest ones first, as many as of events. */
  private byte[] quarantine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("messages");
      int[] count = new int[1];
      store.visitQuarantine(
          next -> {
            try {
              if (count[0]++ < MAX_LIMIT) {
                write(next, out);
              }
            } catch (IOException e) {
              throw new UncheckedIOException("writing to memory", e);
            }
          });
      out.writeEndArray();
      out.writeNumberField("count", count[0]);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(QuarantinedMessage next, JsonGenerator out) throws IOException {
    UnreadableMessage message = next.message();
    out.writeStartObject();
    out.writeNumberField("id", next.id());
    out.writeStringField("receivedAt", message.receivedAt().toString());
    out.writeNumberField("times", next.times());
    out.writeStringField("path", message.path());
    out.writeNumberField("bytes", message.bytes().length);
    out.writeStringField("reason", message.reason());
    out.writeEndObject();
  }

  private byte[] events(long after, int limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("events");
      store.visitNewest(
          after,
          limit,
          event -> {
            try {
              write(event, seen(event), out);
            } catch (IOException e) {
              throw new UncheckedIOException("writing to memory", e);
            }
          });
      out.writeEndArray();
      out.writeNumberField("newest", store.newestId()); // lower than before: another data folder
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** What there is to say of an event, without who was seen if that is more than so many bytes. */
  byte[] json(StoredEvent event, int maxBytes) {
    byte[] whole = json(event, seen(event));
    return whole.length <= maxBytes ? whole : json(event, Optional.empty());
  }

  private byte[] json(StoredEvent event, Optional<AccessEvent> seen) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      write(event, seen, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(StoredEvent event, Optional<AccessEvent> seen, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", event.id());
    out.writeStringField("receivedAt", event.receivedAt().toString());
    out.writeStringField("path", event.path());
    out.writeStringField("kind", event.kind());
    out.writeStringField("layout", event.layout());
    if (seen.isPresent()) {
      write(seen.get(), out);
    }
    out.writeEndObject();
  }

  private static void write(AccessEvent seen, JsonGenerator out) throws IOException {
    if (seen.identityName() != null) {
      out.writeStringField("name", seen.identityName().text());
    }
    out.writeStringField("identityId", seen.identityId().text());
    out.writeBooleanField("stranger", isStranger(seen));
    Optional<PersonType> type =
        Optional.ofNullable(seen.personType()).flatMap(PersonType::asNumber);
    if (type.isPresent()) {
      out.writeNumberField("personType", Long.parseLong(type.get().code()));
    }
    if (seen.score() != null) {
      out.writeNumberField("score", seen.score().value());
    }
    if (seen.captureDeviceId() != null) {
      out.writeStringField("device", seen.captureDeviceId());
    }
    out.writeStringField("time", seen.time().instant().toString());
    out.writeArrayFieldStart("pictures");
    for (Picture.Role role : Picture.Role.values()) {
      if (role.in(seen).isPresent()) {
        out.writeString(role.toString());
      }
    }
    out.writeEndArray();
  }

  private static boolean isStranger(AccessEvent seen) {
    return (seen.identityName() != null && seen.identityName().equals(AccessEvent.STRANGER))
        || (seen.personType() != null && seen.personType().equals(PersonType.STRANGER));
  }

  private void sendPicture(String path, Response response, Callback callback) {
    Matcher parts = PICTURE.matcher(path);
    Optional<Picture.Role> role =
        parts.matches() ? Picture.Role.of(parts.group(2)) : Optional.empty();
    if (role.isEmpty()) {
      Acknowledgement.refused(
              HttpStatus.NOT_FOUND_404,
              "picture: expected " + EVENTS + "/ID/pictures/ and one of face, scene, registered")
          .send(response, callback);
      return;
    }
    Optional<Picture> found = picture(Long.parseLong(parts.group(1)), role.get());
    if (found.isEmpty()) {
      Acknowledgement.refused(
              HttpStatus.NOT_FOUND_404,
              "picture: expected an event with a JPEG, PNG or WebP as "
                  + role.get()
                  + " but there is none")
          .send(response, callback);
      return;
    }
    Picture picture = found.get();
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, picture.mediaType());
    headers.put(
        "Content-Disposition", "inline; filename=\"picture." + picture.fileExtension() + '"');
    headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
    response.write(true, ByteBuffer.wrap(picture.bytes()), callback);
  }

  private Optional<Picture> picture(long id, Picture.Role role) {
    return store.find(id).flatMap(this::seen).flatMap(role::in);
  }

  /** Who was seen, if that is what was stored; a stricter receiver may have come after it. */
  private Optional<AccessEvent> seen(StoredEvent event) {
    try {
      return codec.decode(event.body(), Hint.path(event.path())) instanceof AccessEvent seen
          ? Optional.of(seen)
          : Optional.empty();
    } catch (EventFormatException e) {
      return Optional.empty();
    }
  }
}
