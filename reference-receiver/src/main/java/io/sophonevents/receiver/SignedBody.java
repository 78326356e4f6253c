package io.sophonevents.receiver;

import io.sophonevents.client.sink.WebhookSignature;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that has to be signed: its last byte is given to nobody before the signature is
 * verified, so who reads the body to its end need not know of it. Where the signature is wrong,
 * reading fails with a {@link RefusedException}, which has the answer.
 *
 * <p>Not safe for use by many threads, as no body is.
 */
final class SignedBody extends Request.Wrapper {
  private static final Logger log = LoggerFactory.getLogger(SignedBody.class);

  private final WebhookSignature.Verification verification;
  private final long announced;
  private long taken;
  private boolean verified;
  private @Nullable RefusedException refusal;

  SignedBody(Request request, WebhookSignature signature) {
    super(request);
    HttpFields headers = request.getHeaders();
    this.verification =
        signature.begin(
            headers.get(WebhookSignature.ID_HEADER),
            headers.get(WebhookSignature.TIMESTAMP_HEADER),
            headers.get(WebhookSignature.SIGNATURE_HEADER));
    this.announced = request.getLength();
  }

  @Override
  public Content.@Nullable Chunk read() {
    if (refusal != null) {
      return Content.Chunk.from(refusal, true);
    }
    Content.Chunk chunk = super.read();
    if (chunk == null || Content.Chunk.isFailure(chunk) || verified) {
      return chunk;
    }
    verification.update(chunk.getByteBuffer());
    taken += chunk.remaining();
    // whoever reads as many bytes as were announced may never ask for the end
    if (!chunk.isLast() && taken != announced) {
      return chunk;
    }
    WebhookSignature.Verdict verdict = verification.verdict();
    if (verdict == WebhookSignature.Verdict.VALID) {
      verified = true;
      return chunk;
    }
    chunk.release();
    log.warn("refused a sender signature={}", verdict);
    refusal = new RefusedException(answer(verdict));
    return Content.Chunk.from(refusal, true);
  }

  private static Acknowledgement answer(WebhookSignature.Verdict verdict) {
    return Acknowledgement.unauthorized(
        AccessGuard.SIGNATURE_CHALLENGE,
        "signature: expected one of Standard Webhooks v1 "
            + (verdict == WebhookSignature.Verdict.OUT_OF_TIME
                ? "within 5 minutes of the receiver's clock but the timestamp is further away"
                : verdict == WebhookSignature.Verdict.INCOMPLETE
                    ? "with webhook-id, webhook-timestamp and webhook-signature but one is missing"
                        + " or malformed"
                    : "by a secret that the receiver has, for this body, but was another"));
  }
}
