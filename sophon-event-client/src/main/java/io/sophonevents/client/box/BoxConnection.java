package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.DeviceList;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.UnknownEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of a {@link BoxClient} share. Safe for use by many threads. */
final class BoxConnection {
  private static final Logger log = LoggerFactory.getLogger(BoxConnection.class);

  private static final EventCodec CODEC = new EventCodec();

  private final RestCalls calls;
  private final HttpUrl recognition;
  private final HttpUrl system;
  private volatile @Nullable BoxGeneration generation;
  private volatile @Nullable Boolean asksInSeconds;

  BoxConnection(
      RestCalls calls, HttpUrl recognition, HttpUrl system, @Nullable BoxGeneration generation) {
    this.calls = calls;
    this.recognition = recognition;
    this.system = system;
    this.generation = generation;
  }

  String host() {
    return recognition.host();
  }

  String subject() {
    return calls.subject();
  }

  boolean isV6() {
    return generation() == BoxGeneration.V6;
  }

  /** Asks once, by a question that changes nothing, unless it is known. */
  BoxGeneration generation() {
    BoxGeneration known = generation;
    return known == null ? findGeneration() : known;
  }

  private synchronized BoxGeneration findGeneration() {
    if (generation != null) {
      return generation;
    }
    BoxRequest v6 = BoxDevices.question(BoxGeneration.V6, null);
    RestCalls.Answer answer = calls.send(v6, recognition);
    if (isOf(answer, v6, DeviceList.V6R1.class) || isRefusalOfV6(answer)) {
      return found(BoxGeneration.V6);
    }
    BoxRequest v5 = BoxDevices.question(BoxGeneration.V5, null);
    if (isOf(calls.send(v5, recognition), v5, DeviceList.V2R6.class)) {
      return found(BoxGeneration.V5);
    }
    throw new TransportException(
        subject()
            + ": expected the devices of V5 or V6 but neither was answered; state the generation");
  }

  private boolean isOf(
      RestCalls.Answer answer, BoxRequest request, Class<? extends DeviceList> kind) {
    try {
      calls.message(request, answer, kind);
      return true;
    } catch (BoxException | TransportException e) {
      return false;
    }
  }

  /** A word for a code, of the vendor's own: a box of V5 answers with a number or not at all. */
  private static boolean isRefusalOfV6(RestCalls.Answer answer) {
    ErrorMember error = ErrorMember.in(answer.body());
    BoxErrorCode code = error == null ? null : error.code();
    return code != null && code.isKnown() && code.name().equals(code.text());
  }

  private BoxGeneration found(BoxGeneration found) {
    generation = found;
    log.info("found host={} generation={}", host(), found);
    return found;
  }

  /** Asks for a message, see {@link RestCalls#message}. */
  <T extends SophonEvent> T ask(BoxRequest request, Class<T> kind) {
    return calls.message(request, send(request), kind);
  }

  /** Asks for an answer that no layout describes. */
  Fields askFields(BoxRequest request) {
    return new Fields(subject(), ask(request, UnknownEvent.class).fields());
  }

  /**
   * Asks for a page of which every element that can be read is wanted: one that cannot must not
   * keep the others from being found.
   */
  <T extends SophonEvent> T askPage(
      BoxRequest request, Class<T> page, String list, Class<? extends SophonEvent> element) {
    RestCalls.Answer answer = send(request);
    try {
      return calls.message(request, answer, page);
    } catch (TransportException whole) {
      Fields fields =
          new Fields(subject(), calls.message(request, answer, UnknownEvent.class).fields());
      List<?> all = fields.list(list);
      List<?> readable = all.stream().filter(each -> isReadable(each, element)).toList();
      if (readable.size() == all.size()) {
        throw whole;
      }
      log.warn(
          "elements left out host={} call=\"{}\" count={} problem=\"{}\"",
          host(),
          request.name(),
          all.size() - readable.size(),
          whole.getMessage());
      return CODEC.decode(CODEC.encode(fields.with(list, readable).message()), page);
    }
  }

  private static boolean isReadable(Object element, Class<? extends SophonEvent> kind) {
    try {
      if (element instanceof Map<?, ?> fields) {
        Map<String, Object> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put((String) name, value));
        CODEC.decode(CODEC.encode(new UnknownEvent(copy)), kind);
        return true;
      }
      return false;
    } catch (EventFormatException e) {
      return false;
    }
  }

  /** Has something done; what the answer says besides is not read. */
  void command(BoxRequest request) {
    calls.throwIfRefused(request, send(request));
  }

  /** Asks for a picture. */
  byte[] askPicture(BoxRequest request) {
    RestCalls.Answer answer = send(request);
    if (!answer.isSuccess() || !answer.saysPicture()) {
      calls.throwIfRefused(request, answer);
    }
    return calls.picture(request, answer);
  }

  /** Asks for a picture that may be gone; null if what is answered, whatever it is, is none. */
  byte @Nullable [] askPictureOrNull(BoxRequest request) {
    RestCalls.Answer answer = send(request);
    if (answer.isPicture()) {
      return answer.body();
    }
    log.warn(
        "no picture host={} call=\"{}\" status={} bytes={}",
        host(),
        request.name(),
        answer.status(),
        answer.body().length);
    return null;
  }

  private RestCalls.Answer send(BoxRequest request) {
    return calls.send(request, request.isOnSystemPort() ? system : recognition);
  }

  /** An answer that refuses without an error. */
  BoxException refused(BoxRequest request, List<String> failed) {
    return new BoxException(subject(), request.name(), 200, null, null, failed);
  }

  /** What only the other generation has. */
  UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(subject() + ": " + generation() + " has no " + what);
  }

  /** What the caller hands over, which must be in the layout of this box's generation. */
  <T> T inLayout(Class<T> layout, Object value) {
    if (!layout.isInstance(value)) {
      throw new IllegalArgumentException(
          subject()
              + ": expected a "
              + layoutName(layout)
              + " for a box of "
              + generation()
              + " but was a "
              + layoutName(value.getClass()));
    }
    return layout.cast(value);
  }

  private static String layoutName(Class<?> layout) {
    Class<?> kind = layout.getDeclaringClass();
    return kind == null
        ? layout.getSimpleName()
        : kind.getSimpleName() + "." + layout.getSimpleName();
  }

  /** Whether V6 wants the times of a query in seconds, as its samples have them. */
  boolean asksInSeconds() {
    return Boolean.TRUE.equals(asksInSeconds);
  }

  boolean knowsUnit() {
    return asksInSeconds != null;
  }

  void learnUnit(boolean inSeconds) {
    asksInSeconds = inSeconds;
  }
}
