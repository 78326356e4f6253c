package io.sophonevents.receiver;

import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * The first to see a request: times it, keeps its body to a rate, and refuses one that would have
 * to be inflated.
 *
 * <p>Safe for use by many threads.
 */
final class RequestGuard extends Handler.Wrapper {
  private final TransportLimits limits;
  private final ReceiverMetrics metrics;

  RequestGuard(TransportLimits limits, ReceiverMetrics metrics, Handler handler) {
    super(handler);
    this.limits = limits;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    BodyDeadline deadline =
        new BodyDeadline(limits.bodyGrace(), limits.bodyBytesPerSecond(), System::nanoTime);
    GuardedEndPoint endPoint =
        GuardedEndPoint.under(request.getConnectionMetaData().getConnection().getEndPoint());
    if (endPoint != null && !endPoint.startRequest(deadline)) {
      callback.failed(new IOException("too late"));
      return true;
    }
    Request.addCompletionListener(
        request,
        failure -> {
          if (endPoint != null) {
            endPoint.endRequest();
          }
          metrics.answered(response.getStatus(), NanoTime.since(request.getHeadersNanoTime()));
        });
    if (isCompressed(request)) {
      Acknowledgement.refused(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
              "body: expected no Content-Encoding but there is one")
          .send(response, callback);
      return true;
    }
    return super.handle(new TimedRequest(request, deadline, metrics), response, callback);
  }

  private static boolean isCompressed(Request request) {
    String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    return coding != null && !coding.equalsIgnoreCase("identity");
  }

  /** A request whose reader's waiting is counted. */
  private static final class TimedRequest extends Request.Wrapper {
    private final BodyDeadline deadline;
    private final ReceiverMetrics metrics;

    TimedRequest(Request request, BodyDeadline deadline, ReceiverMetrics metrics) {
      super(request);
      this.deadline = deadline;
      this.metrics = metrics;
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.hasRemaining()) {
        deadline.received(chunk.remaining());
        metrics.received(chunk.remaining());
      }
      return chunk;
    }

    @Override
    public void demand(Runnable reader) {
      deadline.waiting();
      super.demand(
          Invocable.from(
              Invocable.getInvocationType(reader),
              () -> {
                deadline.available();
                reader.run();
              }));
    }
  }
}
