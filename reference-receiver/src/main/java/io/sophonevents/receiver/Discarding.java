package io.sophonevents.receiver;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Reads on for a while after a body was refused: a sender in full flow hears the answer only then.
 * Used by one thread at a time.
 */
final class Discarding implements Runnable {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 64 << 20;

  private final Request request;
  private final Callback done;
  private final long deadline = System.nanoTime() + LINGER.toNanos();
  private long left = MOST_BYTES;

  Discarding(Request request, Callback done) {
    this.request = request;
    this.done = done;
  }

  @Override
  public void run() {
    while (left > 0 && System.nanoTime() < deadline) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .setIdleTimeout(LINGER.toMillis());
        request.demand(this);
        return;
      }
      left -= chunk.remaining();
      boolean ends = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
      if (ends) {
        break;
      }
    }
    done.succeeded();
  }
}
