package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets readers in: by the reader token in each request, or by a session that a browser begins with
 * {@code POST /session} and the field {@code token}, and keeps as a cookie that no script sees.
 *
 * <p>Safe for use by many threads.
 */
final class ReaderLogin implements Request.Handler {
  private static final Logger log = LoggerFactory.getLogger(ReaderLogin.class);

  static final String PATH = "/session";
  private static final String COOKIE = "sophon-session";
  private static final String CHALLENGE = "Bearer realm=\"reader\"";
  private static final int MAX_FORM_BYTES = 1024;

  private final Tokens tokens;
  private final LoginAttempts attempts;
  private final ReaderSessions sessions;

  ReaderLogin(AccessPolicy policy) {
    this.tokens = policy.readerTokens();
    this.attempts = new LoginAttempts(policy.clock());
    this.sessions = new ReaderSessions(policy.clock());
  }

  /** What a reader without token or session is told; null if it has one. */
  @Nullable Acknowledgement refuse(Request request, InetAddress peer) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(COOKIE) && sessions.isOpen(cookie.getValue())) {
        return null;
      }
    }
    String token = AccessGuard.bearerToken(request.getHeaders());
    return token == null
        ? Acknowledgement.unauthorized(
            CHALLENGE, "reader: expected the reader token or a session but there is none")
        : refuse(token, peer);
  }

  private @Nullable Acknowledgement refuse(@Nullable String token, InetAddress peer) {
    LoginAttempts.Outcome outcome = attempts.attempt(peer, () -> tokens.contain(token));
    if (outcome.right()) {
      return null;
    }
    if (outcome.pause() != null) {
      log.warn("refused a reader reason=\"too many attempts\"");
      return Acknowledgement.tooManyAttempts(
          outcome.pause(),
          "reader: expected at most " + LoginAttempts.MAX_WRONG + " wrong tokens a minute");
    }
    log.warn("refused a reader reason=\"wrong token\"");
    return Acknowledgement.unauthorized(
        CHALLENGE, "reader: expected the reader token but was another");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Acknowledgement answer;
    try {
      answer = answer(request, response);
    } catch (IOException e) {
      answer =
          Acknowledgement.refused(
              HttpStatus.BAD_REQUEST_400,
              "session: expected a form but it did not come to its end");
    }
    answer.send(response, callback);
    return true;
  }

  private Acknowledgement answer(Request request, Response response) throws IOException {
    if (!request.getMethod().equals("POST")) {
      return Acknowledgement.wrongMethod(
          "POST", "method: expected POST with the field token, which begins a session");
    }
    InetAddress peer = AccessGuard.peer(request);
    if (tokens.isEmpty() || peer == null) {
      return Acknowledgement.refused(
          HttpStatus.NOT_FOUND_404,
          "session: expected a receiver with --reader-token-file but it has none");
    }
    byte[] form;
    try (InputStream in = Request.asInputStream(request)) {
      form = in.readNBytes(MAX_FORM_BYTES + 1);
    }
    if (form.length > MAX_FORM_BYTES) {
      return Acknowledgement.refused(
          HttpStatus.PAYLOAD_TOO_LARGE_413,
          "session: expected a form of at most " + MAX_FORM_BYTES + " bytes but there are more");
    }
    Acknowledgement refusal = refuse(token(form), peer);
    if (refusal != null) {
      return refusal;
    }
    log.info("a reader logged in");
    Response.addCookie(response, cookie(request));
    return Acknowledgement.done();
  }

  /** The field {@code token} of a form; null if there is none, or two, or the form is none. */
  private static @Nullable String token(byte[] form) {
    Fields fields = new Fields(true); // as written
    try {
      UrlEncoded.decodeUtf8To(new String(form, UTF_8), fields);
    } catch (RuntimeException notAForm) {
      return null;
    }
    Fields.Field field = fields.get("token");
    return field == null || field.hasMultipleValues() ? null : field.getValue();
  }

  private HttpCookie cookie(Request request) {
    return HttpCookie.build(COOKIE, sessions.begin())
        .path("/")
        .httpOnly(true)
        .sameSite(HttpCookie.SameSite.STRICT)
        .secure(request.isSecure())
        .build();
  }
}
