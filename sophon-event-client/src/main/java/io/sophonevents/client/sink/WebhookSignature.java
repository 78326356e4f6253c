package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Standard Webhooks, version 1: HMAC-SHA256 over {@code id.timestamp.body}, sent as
 * {@code v1,BASE64} in {@value #SIGNATURE_HEADER}. Makes them and verifies them.
 *
 * <p>Several secrets are for the time of a change: each signs, and each verifies. A signature is
 * good for {@link #TOLERANCE} before and after its timestamp; within that time it does not tell a
 * repeated message from the first, the id does.
 *
 * <p>Immutable. Source: the Standard Webhooks specification, "Signature scheme", symmetric.
 */
public final class WebhookSignature {
  /** The header with the id of a message, the same for every attempt. */
  public static final String ID_HEADER = "webhook-id";

  /** The header with the time of an attempt, in whole seconds since 1970. */
  public static final String TIMESTAMP_HEADER = "webhook-timestamp";

  /** The header with the signatures, separated by spaces. */
  public static final String SIGNATURE_HEADER = "webhook-signature";

  /** How far a timestamp may be from the clock, either way. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION_PREFIX = "v1,";
  private static final int MIN_SECRET_BYTES = 24;
  private static final int MAX_SECRET_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;
  private final Clock clock;

  private WebhookSignature(List<SecretKeySpec> keys, Clock clock) {
    this.keys = List.copyOf(keys);
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * What these secrets sign and verify, by the system's clock.
   *
   * @param secrets each {@code whsec_} and the base64 of 24 to 64 bytes
   * @throws IllegalArgumentException if there is none, or one is no such secret
   */
  public static WebhookSignature of(List<String> secrets) {
    return of(secrets, Clock.systemUTC());
  }

  /**
   * What these secrets sign and verify.
   *
   * @param secrets each {@code whsec_} and the base64 of 24 to 64 bytes
   * @throws IllegalArgumentException if there is none, or one is no such secret
   */
  public static WebhookSignature of(List<String> secrets, Clock clock) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("signature secrets: expected at least one but was none");
    }
    return new WebhookSignature(secrets.stream().map(WebhookSignature::key).toList(), clock);
  }

  private static SecretKeySpec key(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      throw new IllegalArgumentException(
          "signature secret: expected "
              + SECRET_PREFIX
              + " and base64 but it begins otherwise ("
              + secret.length()
              + " chars)");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    } catch (IllegalArgumentException e) { // not as cause: it quotes a character of the secret
      throw new IllegalArgumentException(
          "signature secret: expected base64 after " + SECRET_PREFIX + " but was something else");
    }
    if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "signature secret: expected "
              + MIN_SECRET_BYTES
              + " to "
              + MAX_SECRET_BYTES
              + " bytes but was "
              + bytes.length);
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  /** What a signature is worth. */
  public enum Verdict {
    /** One of the secrets made it, for this body, at about this time. */
    VALID,
    /** One of the three headers is not there, or is not of the form that it has. */
    INCOMPLETE,
    /** The timestamp is further from the clock than {@link #TOLERANCE}. */
    OUT_OF_TIME,
    /** None of the secrets made it for this id, timestamp and body. */
    WRONG
  }

  /**
   * The value of {@value #SIGNATURE_HEADER}: a signature by each secret.
   *
   * @param id of the message, without a full stop
   * @param timestamp of the attempt; its fraction of a second is not sent
   * @throws IllegalArgumentException if the id is empty or has a full stop
   */
  public String sign(String id, Instant timestamp, byte[] body) {
    return sign(id, timestamp, out -> out.write(body));
  }

  /** What a body writes, piece by piece. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  String sign(String id, Instant timestamp, Body body) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "webhook id: expected one without a full stop but was " + id.length() + " chars");
    }
    List<Mac> macs = started(id, String.valueOf(timestamp.getEpochSecond()));
    OutputStream signed =
        new OutputStream() {
          @Override
          public void write(int b) {
            macs.forEach(mac -> mac.update((byte) b));
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            macs.forEach(mac -> mac.update(bytes, offset, length));
          }
        };
    try {
      body.writeTo(signed);
    } catch (IOException e) {
      throw new IllegalStateException("signing does not fail", e);
    }
    return String.join(" ", macs.stream().map(WebhookSignature::text).toList());
  }

  /** What the three headers, null where they are absent, are worth for a body. */
  public Verdict verify(
      @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body) {
    Verification verification = begin(id, timestamp, signatures);
    verification.update(ByteBuffer.wrap(body));
    return verification.verdict();
  }

  /** The same for a body that comes piece by piece; the clock is asked now. */
  public Verification begin(
      @Nullable String id, @Nullable String timestamp, @Nullable String signatures) {
    if (id == null || timestamp == null || signatures == null) {
      return new Verification(Verdict.INCOMPLETE, "", List.of());
    }
    if (!isId(id) || !timestamp.matches("[0-9]{1,12}") || !signatures.contains(VERSION_PREFIX)) {
      return new Verification(Verdict.INCOMPLETE, "", List.of());
    }
    // whole seconds, as the sender counts
    long away = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
    if (away > TOLERANCE.toSeconds()) {
      return new Verification(Verdict.OUT_OF_TIME, "", List.of());
    }
    return new Verification(Verdict.WRONG, signatures, started(id, timestamp));
  }

  /** With a full stop in it, one signature would fit two splits into id, timestamp and body. */
  private static boolean isId(String id) {
    return !id.isEmpty() && id.indexOf('.') < 0;
  }

  private List<Mac> started(String id, String timestamp) {
    byte[] head = (id + '.' + timestamp + '.').getBytes(UTF_8);
    List<Mac> macs = new ArrayList<>();
    for (SecretKeySpec key : keys) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update(head);
        macs.add(mac);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM, e);
      }
    }
    return macs;
  }

  private static String text(Mac mac) {
    return VERSION_PREFIX + Base64.getEncoder().encodeToString(mac.doFinal());
  }

  /** A body that is being read. Not safe for use by many threads. */
  public static final class Verification {
    private final Verdict otherwise;
    private final String signatures;
    private final List<Mac> macs;

    private Verification(Verdict otherwise, String signatures, List<Mac> macs) {
      this.otherwise = otherwise;
      this.signatures = signatures;
      this.macs = macs;
    }

    /** Takes the next piece, and leaves its position where it is. */
    public void update(ByteBuffer piece) {
      macs.forEach(mac -> mac.update(piece.duplicate()));
    }

    /** The verdict, once the whole body was taken. To be asked once. */
    public Verdict verdict() {
      boolean valid = false;
      for (Mac mac : macs) {
        byte[] expected = text(mac).getBytes(US_ASCII);
        for (String signature : signatures.split(" ", -1)) {
          // each is compared, in the same time whatever it has in common with the right one
          valid |= MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
        }
      }
      return valid ? Verdict.VALID : otherwise;
    }
  }
}
