package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the body of a request as its bytes come, without a thread that waits for them. Used by one
 * thread at a time.
 */
final class BodyReading implements Runnable {
  /** Taken before the first byte of a body whose length is not announced. */
  static final int FIRST_BYTES = 64 << 10;

  private final Request request;
  private final BodyBudget.Share share;
  private final boolean isAnnounced;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private byte[] bytes;
  private int size;

  private BodyReading(Request request, BodyBudget.Share share) {
    this.request = request;
    this.share = share;
    this.isAnnounced = request.getLength() >= 0;
    this.bytes = new byte[isAnnounced ? (int) request.getLength() : FIRST_BYTES];
  }

  /**
   * Reads a body whose announced length was found to be within the limit.
   *
   * @param share room for the announced length, or for {@link #FIRST_BYTES}
   * @return the body; {@link RefusedException} if it is larger than is taken or there is no room
   *     for it
   */
  static CompletionStage<byte[]> of(Request request, BodyBudget.Share share) {
    BodyReading reading = new BodyReading(request, share);
    reading.run();
    return reading.body;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          body.completeExceptionally(chunk.getFailure());
          return;
        }
        take(chunk);
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
          body.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
          return;
        }
      }
    } catch (Throwable problem) { // an OutOfMemoryError too: the sender waits for an answer
      body.completeExceptionally(problem);
    }
  }

  private void take(Content.Chunk chunk) throws RefusedException {
    int more = chunk.remaining();
    if (more > EventCodec.MAX_BODY_BYTES - size) {
      throw refused(chunk, Acknowledgement.tooLarge());
    }
    if (size + more > bytes.length) {
      int capacity = Math.min(EventCodec.MAX_BODY_BYTES, Math.max(size + more, 2 * bytes.length));
      if (!share.grow(capacity - bytes.length)) {
        throw refused(chunk, Acknowledgement.tooMuch());
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
    chunk.getByteBuffer().get(bytes, size, more);
    size += more;
  }

  private static RefusedException refused(Content.Chunk chunk, Acknowledgement answer) {
    chunk.release();
    return new RefusedException(answer);
  }
}
