package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.AccessRecordAnswer;
import io.sophonevents.event.DeviceSync;
import io.sophonevents.event.DeviceSyncAnswer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.UnknownEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the receiver says to a request, in the vendor's form: {@code {"message":"SUCCESS",
 * "status":0}} once an event is on disk, else a status of 1 and what went wrong.
 *
 * <p>A sender tries again after a 503, or without an answer; a 4xx says that it need not.
 *
 * <p>Immutable.
 *
 * @param httpStatus the status of HTTP
 * @param answer the body: what there is to say, and status 0 if all of it is stored, else 1
 * @param headers what else there is to say
 */
record Acknowledgement(int httpStatus, SophonEvent answer, Map<HttpHeader, String> headers) {
  private static final Logger log = LoggerFactory.getLogger(Acknowledgement.class);
  private static final EventCodec CODEC = new EventCodec();
  private static final String RETRY_SECONDS = "5";

  Acknowledgement {
    requireNonNull(answer, "answer");
    headers = Map.copyOf(headers);
  }

  /** What was asked for is done; no event was in it. */
  static Acknowledgement done() {
    return stored(List.of());
  }

  /** Stored, all of it. */
  static Acknowledgement stored(List<ReceivedEvent> events) {
    boolean isSync = events.size() == 1 && events.get(0).event() instanceof DeviceSync;
    return new Acknowledgement(
        HttpStatus.OK_200,
        isSync
            ? DeviceSyncAnswer.V2R1.success("成功") // as its sample has it
            : new AccessRecordAnswer.V2R2(message(events), 0, Map.of()),
        Map.of());
  }

  /** Kept, all of it, but so many messages of it are in quarantine. */
  static Acknowledgement quarantined(int messages) {
    return new Acknowledgement(
        HttpStatus.OK_200,
        new AccessRecordAnswer.V2R2("SUCCESS", 0, Map.of("quarantined", (long) messages)),
        Map.of());
  }

  /** To refuse what is not known would make a box send it for ever. */
  private static String message(List<ReceivedEvent> events) {
    for (ReceivedEvent event : events) {
      if (event.event() instanceof UnknownEvent unknown && !event.path().equals("/DeviceStatus")) {
        String remark = EventCodec.describe(unknown);
        log.warn("stored unknown bytes={} problem=\"{}\"", event.body().length, remark);
        return "stored, but " + remark;
      }
    }
    return "SUCCESS";
  }

  /** It is in quarantine, where no further attempt can change it. */
  static Acknowledgement unreadable(String problem) {
    return refused(HttpStatus.BAD_REQUEST_400, problem);
  }

  /** Not stored, and no attempt can change that. */
  static Acknowledgement refused(int httpStatus, String problem) {
    return new Acknowledgement(httpStatus, AccessRecordAnswer.V2R2.failure(problem), Map.of());
  }

  /**
   * Not let in without a token or signature.
   *
   * @param challenge what is asked for, as {@code WWW-Authenticate} has it
   */
  static Acknowledgement unauthorized(String challenge, String problem) {
    return new Acknowledgement(
        HttpStatus.UNAUTHORIZED_401,
        AccessRecordAnswer.V2R2.failure(problem),
        Map.of(HttpHeader.WWW_AUTHENTICATE, challenge));
  }

  /** Not let in for a while. */
  static Acknowledgement tooManyAttempts(Duration wait, String problem) {
    return new Acknowledgement(
        HttpStatus.TOO_MANY_REQUESTS_429,
        AccessRecordAnswer.V2R2.failure(problem),
        Map.of(HttpHeader.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds()))));
  }

  /** The path is right, the method is not. */
  static Acknowledgement wrongMethod(String allowed, String problem) {
    return new Acknowledgement(
        HttpStatus.METHOD_NOT_ALLOWED_405,
        AccessRecordAnswer.V2R2.failure(problem),
        Map.of(HttpHeader.ALLOW, allowed));
  }

  /**
   * Larger than is taken; the connection ends with it, since the rest of the body is not wanted.
   */
  static Acknowledgement tooLarge() {
    return new Acknowledgement(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        AccessRecordAnswer.V2R2.failure(
            "event: expected at most " + EventCodec.MAX_BODY_BYTES + " bytes but there are more"),
        Map.of(HttpHeader.CONNECTION, "close"));
  }

  /** No room for its body; the connection ends with it, since the body is not read. */
  static Acknowledgement tooMuch() {
    Acknowledgement notNow = notNow("too much is being received at once");
    Map<HttpHeader, String> headers = new EnumMap<>(notNow.headers);
    headers.put(HttpHeader.CONNECTION, "close");
    return new Acknowledgement(notNow.httpStatus, notNow.answer, headers);
  }

  /** Not stored, for it did not come in time; the connection ends with it. */
  static Acknowledgement tooSlow(String what) {
    return new Acknowledgement(
        HttpStatus.REQUEST_TIMEOUT_408,
        AccessRecordAnswer.V2R2.failure(
            "not stored, send it again: expected " + what + " in time but only a part came"),
        Map.of(HttpHeader.CONNECTION, "close"));
  }

  /**
   * Not stored, for its body was not read to the end.
   *
   * @param problem what the reading of the body failed with
   */
  static Acknowledgement notRead(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return tooSlow("the body");
      }
      if (cause instanceof HttpException bad) {
        return refused(bad.getCode(), "body: expected HTTP/1.1 but was another");
      }
    }
    return notNow("the body did not come to its end");
  }

  /** Not stored, but a later attempt may be. */
  static Acknowledgement notNow(String problem) {
    return new Acknowledgement(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        AccessRecordAnswer.V2R2.failure("not stored, send it again: " + problem),
        Map.of(HttpHeader.RETRY_AFTER, RETRY_SECONDS));
  }

  /** What Jetty found wrong by itself: a request that is no HTTP, a server that is stopping. */
  static Acknowledgement forError(Request request) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known
            ? known
            : HttpStatus.INTERNAL_SERVER_ERROR_500;
    return status == HttpStatus.SERVICE_UNAVAILABLE_503
        ? notNow("the receiver is closing")
        : refused(status, "request: " + HttpStatus.getMessage(status).toLowerCase(Locale.ROOT));
  }

  void send(Response response, Callback callback) {
    response.setStatus(httpStatus);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(json()), callback);
  }

  /** The body. */
  byte[] json() {
    return CODEC.encode(answer);
  }
}
