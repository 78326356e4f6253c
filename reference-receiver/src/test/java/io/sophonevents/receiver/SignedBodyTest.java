package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.sink.WebhookSignature;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SignedBodyTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private final SetClock clock = new SetClock(Instant.parse("2024-05-06T07:08:09Z"));
  private final WebhookSignature signature = WebhookSignature.of(List.of(SECRET), clock);
  private final BlockingQueue<String> read = new LinkedBlockingQueue<>();

  /** Reads as many bytes as were announced, and never asks for the end. */
  private final class ExactReader extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Request signed = new SignedBody(new EndComesLater(request), signature);
      try (InputStream in = Request.asInputStream(signed)) {
        byte[] body = new byte[(int) request.getLength()];
        in.readNBytes(body, 0, body.length); // unlike readNBytes(int), asks no more once it is full
        read.add(new String(body, UTF_8));
        Acknowledgement.done().send(response, callback);
      } catch (RefusedException e) {
        e.answer().send(response, callback);
      }
      return true;
    }
  }

  /** A body whose last bytes are not known to be the last, as any handler before may make it. */
  private static final class EndComesLater extends Request.Wrapper {
    private boolean ended;

    EndComesLater(Request request) {
      super(request);
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = ended ? Content.Chunk.EOF : super.read();
      if (chunk == null || !chunk.isLast() || !chunk.hasRemaining()) {
        return chunk;
      }
      ended = true;
      return Content.Chunk.asChunk(chunk.getByteBuffer(), false, chunk);
    }
  }

  @Test
  void whoReadsOnlyWhatWasAnnouncedDoesNotGetItUnverifiedEither() {
    try (WebServer web =
        WebServer.bind("127.0.0.1", 0, TransportLimits.DEFAULT, new ReceiverMetrics())) {
      web.serve(new ExactReader());
      Wire wire = new Wire(web.port());

      assertThat(wire.post("/", BODY, signed("msg_1")).status()).isEqualTo(200);
      assertThat(read).containsExactly(new String(BODY, UTF_8));
      assertThat(wire.post("/", BODY, signed("msg_2")).status()).isEqualTo(401);
      assertThat(read).hasSize(1);
    }
  }

  /** The headers of the first message, and an id. */
  private String[] signed(String id) {
    return new String[] {
      "webhook-id: " + id,
      "webhook-timestamp: " + clock.instant().getEpochSecond(),
      "webhook-signature: " + signature.sign("msg_1", clock.instant(), BODY)
    };
  }
}
