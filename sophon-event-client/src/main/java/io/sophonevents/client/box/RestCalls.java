package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.Attempt;
import io.sophonevents.client.internal.GuardedHttp;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.PictureHeader;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls and reads the whole of their answers, up to a limit. A question may go over a
 * connection that was kept, and is asked once more if that turns out to be dead; what changes
 * something goes over one of its own and is never sent twice. Safe for use by many threads.
 */
final class RestCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestCalls.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final byte[] NOTHING = {};

  private final String subject;
  private final int mostBytes;
  private final OkHttpClient questions;
  private final OkHttpClient changes;
  private final EventCodec codec = new EventCodec();

  /** What came back, whatever its status. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, @Nullable MediaType contentType, byte[] body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    boolean saysPicture() {
      return contentType != null && contentType.type().equals("image");
    }

    boolean isPicture() {
      return isSuccess()
          && body.length > 0
          && (saysPicture() || PictureHeader.of(body).isPresent());
    }
  }

  RestCalls(String subject, int mostBytes, OkHttpClient client) {
    this.subject = subject;
    this.mostBytes = mostBytes;
    this.questions = client;
    this.changes =
        client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  /** Who is asked, for messages: {@code box 192.168.1.19}. */
  String subject() {
    return subject;
  }

  /**
   * Makes the call.
   *
   * @throws TransportException if there is no answer, or one over the limit
   */
  Answer send(BoxRequest request, HttpUrl host) {
    Request.Builder call =
        new Request.Builder()
            .url(request.url(host))
            .header("Accept-Encoding", "identity")
            .method(request.method(), body(request));
    long start = System.nanoTime();
    Answer answer = attempt(request, GuardedHttp.tagged(call), !request.changes());
    log.debug(
        "asked host={} call=\"{}\" status={} bytes={} millis={}",
        host.host(),
        request.name(),
        answer.status(),
        answer.body().length,
        (System.nanoTime() - start) / 1_000_000);
    return answer;
  }

  private static @Nullable RequestBody body(BoxRequest request) {
    byte[] body = request.body();
    if (body == null) {
      return request.method().equals("GET") || request.method().equals("DELETE")
          ? null
          : RequestBody.create(NOTHING, JSON);
    }
    return RequestBody.create(body, JSON);
  }

  private Answer attempt(BoxRequest request, Request call, boolean mayBeStale) {
    Attempt attempt = GuardedHttp.attempt(call);
    OkHttpClient client = request.changes() ? changes : questions;
    try (Response response = client.newCall(call).execute()) {
      BufferedSource source = response.body().source();
      source.request(mostBytes + 1L);
      if (source.getBuffer().size() > mostBytes) {
        throw new TransportException(
            subject
                + ": expected at most "
                + mostBytes
                + " bytes in answer to "
                + request.name()
                + " but were more");
      }
      return new Answer(
          response.code(), response.body().contentType(), source.getBuffer().readByteArray());
    } catch (IOException e) {
      if (mayBeStale && attempt.wasStale(e)) {
        questions.connectionPool().evictAll();
        return attempt(request, GuardedHttp.tagged(call.newBuilder()), false);
      }
      throw new TransportException(
          subject + ": no answer to " + request.name() + ", " + attempt.reason(e), e);
    }
  }

  /**
   * The message in an answer.
   *
   * @throws BoxException if the answer says that it was refused
   * @throws TransportException if it says neither that nor what was expected
   */
  <T extends SophonEvent> T message(BoxRequest request, Answer answer, Class<T> kind) {
    throwIfRefused(request, answer);
    try {
      return codec.decode(answer.body(), kind);
    } catch (EventFormatException e) {
      throw new TransportException(
          subject + ": no usable answer to " + request.name() + ", " + e.getMessage(), e);
    }
  }

  /**
   * Nothing if the answer says that it was done.
   *
   * @throws BoxException if it says that it was refused
   */
  void throwIfRefused(BoxRequest request, Answer answer) {
    ErrorMember error = ErrorMember.in(answer.body());
    if (error == null && answer.isSuccess()) {
      return;
    }
    throw new BoxException(
        subject,
        request.name(),
        answer.status(),
        error == null ? null : error.code(),
        error == null ? null : error.words(),
        List.of());
  }

  /**
   * The picture in an answer, which is one by its content type or by its first bytes.
   *
   * @throws TransportException if it is none
   */
  byte[] picture(BoxRequest request, Answer answer) {
    if (!answer.isPicture()) {
      throw new TransportException(
          subject
              + ": expected a picture in answer to "
              + request.name()
              + " but were "
              + answer.body().length
              + " bytes of "
              + (answer.contentType() == null
                  ? "no content type"
                  : answer.contentType().type() + "/" + answer.contentType().subtype()));
    }
    return answer.body();
  }

  @Override
  public void close() {
    GuardedHttp.close(questions);
    GuardedHttp.close(changes);
  }
}
