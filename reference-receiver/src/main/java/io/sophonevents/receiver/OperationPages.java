package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What those ask who watch over the receiver: whether it lives, whether it can store, and what it
 * counts. Nobody needs a token for it, since it says nothing of anybody.
 *
 * <p>Safe for use by many threads.
 */
final class OperationPages extends Handler.Wrapper {
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String METRICS = "/metrics";
  private static final Set<String> PATHS = Set.of(LIVE, READY, METRICS);

  private final Readiness readiness;
  private final ReceiverMetrics metrics;

  OperationPages(Readiness readiness, ReceiverMetrics metrics, Handler handler) {
    super(handler);
    this.readiness = readiness;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    if (!PATHS.contains(path)) {
      return super.handle(request, response, callback);
    }
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      Acknowledgement.wrongMethod("GET, HEAD", "method: expected GET, there is nothing to post to")
          .send(response, callback);
    } else if (path.equals(METRICS)) {
      send(HttpStatus.OK_200, ReceiverMetrics.MEDIA_TYPE, metrics.text(), response, callback);
    } else {
      String problem = path.equals(LIVE) ? null : readiness.problem();
      int status = problem == null ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
      send(status, "application/json", health(problem), response, callback);
    }
    return true;
  }

  private static byte[] health(@Nullable String problem) {
    String json =
        problem == null
            ? "{\"status\":\"up\"}"
            : "{\"status\":\"down\",\"reason\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(problem))
                + "\"}";
    return json.getBytes(UTF_8);
  }

  private static void send(
      int status, String mediaType, byte[] body, Response response, Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, mediaType);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
