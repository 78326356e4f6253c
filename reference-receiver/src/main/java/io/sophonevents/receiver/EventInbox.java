package io.sophonevents.receiver;

import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.FormPart;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.UnknownEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is posted: reads it, stores it, passes it on to the stream, acknowledges it, in this
 * order. A request is stored whole or not at all, also where it holds a batch.
 *
 * <p>Safe for use by many threads.
 */
final class EventInbox implements Request.Handler {
  private static final Logger log = LoggerFactory.getLogger(EventInbox.class);

  private static final String STATUS_PATH = "/DeviceStatus";
  private static final String API_PREFIX = "/EventServer/api/";
  private static final long LINGER_MILLIS = 1_000;

  private final EventCodec codec;
  private final BodyBudget budget = BodyBudget.ofThisMachine();
  private final EventStore store;
  private final EventStreamServer stream;

  EventInbox(EventCodec codec, EventStore store, EventStreamServer stream) {
    this.codec = codec;
    this.store = store;
    this.stream = stream;
  }

  /** Whether events are posted to this path. */
  static boolean takes(String path) {
    return path.equals("/RealTimeEvent")
        || path.equals("/HistoryEvent")
        || path.equals(STATUS_PATH)
        || (path.startsWith(API_PREFIX) && path.length() > API_PREFIX.length());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    long announced = request.getLength();
    if (announced > EventCodec.MAX_BODY_BYTES) {
      refuseTooLarge(request, response, callback);
      return true;
    }
    try (BodyBudget.Share share = budget.take(announced)) {
      if (share == null) {
        Acknowledgement.notNow("too much is being received at once").send(response, callback);
        return true;
      }
      byte[] body = Request.asInputStream(request).readNBytes(EventCodec.MAX_BODY_BYTES + 1);
      if (body.length > EventCodec.MAX_BODY_BYTES) {
        refuseTooLarge(request, response, callback);
        return true;
      }
      String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      receive(Request.getPathInContext(request), contentType, body).send(response, callback);
      return true;
    }
  }

  /** Makes one body durable, and says what its sender is to be told. */
  private Acknowledgement receive(String path, @Nullable String contentType, byte[] body) {
    long start = System.nanoTime();
    List<ReceivedEvent> events;
    try {
      events = read(path, contentType, body);
    } catch (SophonException e) {
      log.warn("refused bytes={} problem=\"{}\"", body.length, e.getMessage());
      return Acknowledgement.refused(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
    try {
      store.add(events);
    } catch (SophonException e) {
      return Acknowledgement.notNow(String.valueOf(e.getMessage()));
    }
    events.forEach(this::passOn);
    log.debug(
        "stored events={} bytes={} millis={}",
        events.size(),
        body.length,
        (System.nanoTime() - start) / 1_000_000);
    return acknowledge(path, events);
  }

  /**
   * The events in a body, as JSON.
   *
   * @throws SophonException if there is none to read; the message says where, and nothing of it
   */
  private List<ReceivedEvent> read(String path, @Nullable String contentType, byte[] body) {
    Instant now = Instant.now();
    Hint hint = new Hint(path, contentType);
    Optional<List<FormPart>> form = ReceivedForm.in(body, contentType);
    List<Decoded> decoded =
        form.isPresent()
            ? List.of(codec.decodeForm(form.get(), hint))
            : codec.decodeBatch(body, hint);
    List<ReceivedEvent> events = new ArrayList<>();
    for (Decoded one : decoded) {
      events.add(new ReceivedEvent(now, path, one.event(), one.bytes()));
    }
    return events;
  }

  /** What is stored stays acknowledged, whatever becomes of its copy. */
  private void passOn(ReceivedEvent event) {
    if (event.event() instanceof AccessEvent seen) {
      try {
        stream.publish(seen.convertTo(StreamEvent.V5R2.class).event());
      } catch (RuntimeException e) {
        log.warn("not streamed kind={} error={}", event.kind(), e.getClass().getSimpleName());
      }
    }
  }

  private static Acknowledgement acknowledge(String path, List<ReceivedEvent> events) {
    if (path.equals(STATUS_PATH)) {
      return Acknowledgement.stored(); // what a box says of itself has no kind yet
    }
    for (ReceivedEvent event : events) {
      if (event.event() instanceof UnknownEvent unknown) {
        String remark = EventCodec.describe(unknown);
        log.warn("stored unknown bytes={} problem=\"{}\"", event.body().length, remark);
        return Acknowledgement.storedBut(remark);
      }
    }
    return Acknowledgement.stored();
  }

  /** Answers at once, then reads on for a while: a sender in full flow hears nothing else. */
  private static void refuseTooLarge(Request request, Response response, Callback callback)
      throws IOException {
    log.warn("refused a body of more than {} bytes", EventCodec.MAX_BODY_BYTES);
    Callback.Completable answered = new Callback.Completable();
    Acknowledgement.tooLarge().send(response, answered);
    answered.handle((done, problem) -> true).join(); // who is gone is noticed below
    request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(LINGER_MILLIS);
    try (InputStream rest = Request.asInputStream(request)) {
      byte[] buffer = new byte[64 << 10];
      for (long left = EventCodec.MAX_BODY_BYTES; left > 0; ) {
        int read = rest.read(buffer);
        if (read < 0) {
          break;
        }
        left -= read;
      }
    }
    callback.succeeded();
  }
}
