package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.sophonevents.client.sink.WebhookSignature.Verdict;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSignatureTest {
  /** The vector that the libraries of Standard Webhooks are tested with. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SECONDS = 1_614_265_330;
  private static final String TIMESTAMP = String.valueOf(SECONDS);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final String OTHER_SECRET =
      "whsec_"
          + Base64.getEncoder().encodeToString("another secret of 32 bytes......".getBytes(UTF_8));

  private final WebhookSignature signature = at(SECONDS, SECRET);

  private static WebhookSignature at(long seconds, String... secrets) {
    return WebhookSignature.of(
        List.of(secrets), Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
  }

  @Test
  void thePublishedVectorIsMadeAndVerified() {
    assertThat(signature.sign(ID, Instant.ofEpochSecond(SECONDS), BODY)).isEqualTo(SIGNATURE);
    assertThat(signature.verify(ID, TIMESTAMP, SIGNATURE, BODY)).isEqualTo(Verdict.VALID);
  }

  @Test
  void aBodyThatComesInPiecesIsVerifiedAsAWhole() {
    WebhookSignature.Verification verification = signature.begin(ID, TIMESTAMP, SIGNATURE);
    for (byte one : BODY) {
      ByteBuffer piece = ByteBuffer.allocateDirect(1).put(one).flip();
      verification.update(piece);
      assertThat(piece.remaining()).isEqualTo(1);
    }
    assertThat(verification.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void thePublishedLibraryVerifiesOursAndIsVerified() throws Exception {
    Instant now = Instant.now();
    String body = "{\"identity_name\":\"小明\"}";
    WebhookSignature both = WebhookSignature.of(List.of(OTHER_SECRET, SECRET));
    String ours = both.sign("msg_1", now, body.getBytes(UTF_8));
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("msg_1"),
            "webhook-timestamp", List.of(String.valueOf(now.getEpochSecond())),
            "webhook-signature", List.of(ours));
    new Webhook(SECRET).verify(body, headers);
    new Webhook(OTHER_SECRET).verify(body, headers);
    assertThatExceptionOfType(WebhookVerificationException.class)
        .isThrownBy(() -> new Webhook(SECRET).verify(body + " ", headers));

    String theirs = new Webhook(SECRET).sign("msg_1", now.getEpochSecond(), body);
    assertThat(
            both.verify(
                "msg_1", String.valueOf(now.getEpochSecond()), theirs, body.getBytes(UTF_8)))
        .isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @CsvSource({
    "-301, OUT_OF_TIME",
    "-300, VALID",
    "300, VALID",
    "301, OUT_OF_TIME",
    "1000000000, OUT_OF_TIME"
  })
  void theTimestampMayBeFiveMinutesOff(long later, Verdict expected) {
    assertThat(at(SECONDS + later, SECRET).verify(ID, TIMESTAMP, SIGNATURE, BODY))
        .isEqualTo(expected);
  }

  @Test
  void anyOfTheSecretsVerifiesAndEachSigns() {
    WebhookSignature both = at(SECONDS, OTHER_SECRET, SECRET);

    assertThat(both.verify(ID, TIMESTAMP, SIGNATURE, BODY)).isEqualTo(Verdict.VALID);
    String signed = both.sign(ID, Instant.ofEpochSecond(SECONDS), BODY);
    assertThat(signed).matches("v1,\\S{44} v1,\\S{44}").endsWith(' ' + SIGNATURE);
    assertThat(signature.verify(ID, TIMESTAMP, signed, BODY)).isEqualTo(Verdict.VALID);
    assertThat(at(SECONDS, OTHER_SECRET).verify(ID, TIMESTAMP, signed, BODY))
        .isEqualTo(Verdict.VALID);
    assertThat(at(SECONDS, OTHER_SECRET).verify(ID, TIMESTAMP, SIGNATURE, BODY))
        .isEqualTo(Verdict.WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
            + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=  v2,x",
      })
  void oneSignatureOfSeveralIsEnough(String signatures) {
    assertThat(signature.verify(ID, TIMESTAMP, signatures, BODY)).isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE", // no padding
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", // the same bytes, were it decoded
        "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,",
        "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,",
        "v1,v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,",
        "v1,%00"
      })
  void whatNoSecretMadeIsWrong(String signatures) {
    assertThat(signature.verify(ID, TIMESTAMP, signatures, BODY)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void everyPartIsSigned() {
    assertThat(signature.verify("msg_x", TIMESTAMP, SIGNATURE, BODY)).isEqualTo(Verdict.WRONG);
    assertThat(signature.verify(ID, "1614265331", SIGNATURE, BODY)).isEqualTo(Verdict.WRONG);
    assertThat(signature.verify(ID, "01614265330", SIGNATURE, BODY)).isEqualTo(Verdict.WRONG);
    assertThat(signature.verify(ID, TIMESTAMP, SIGNATURE, new byte[0])).isEqualTo(Verdict.WRONG);
    assertThat(signature.verify(ID, TIMESTAMP, SIGNATURE, "{\"test\": 2432232315}".getBytes(UTF_8)))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void aBodyCannotLendItsBeginningToTheTimestamp() {
    // what is signed is the same text in both
    String signed =
        at(SECONDS, SECRET).sign("a", Instant.ofEpochSecond(5), (TIMESTAMP + ".b").getBytes(UTF_8));

    assertThat(signature.verify("a.5", TIMESTAMP, signed, "b".getBytes(UTF_8)))
        .isEqualTo(Verdict.INCOMPLETE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signature.sign("a.5", Instant.ofEpochSecond(SECONDS), BODY))
        .withMessage("webhook id: expected one without a full stop but was 3 chars");
  }

  @Test
  void withoutOneOfTheHeadersItIsIncomplete() {
    assertThat(signature.verify(null, TIMESTAMP, SIGNATURE, BODY)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(signature.verify("", TIMESTAMP, SIGNATURE, BODY)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(signature.verify(ID, null, SIGNATURE, BODY)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(signature.verify(ID, TIMESTAMP, null, BODY)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(signature.verify(ID, TIMESTAMP, "", BODY)).isEqualTo(Verdict.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1614265330",
        "+1614265330",
        " 1614265330",
        "1614265330.0",
        "1e9",
        "0x603",
        "now",
        "9999999999999",
        "١٦١٤٢٦٥٣٣٠"
      })
  void aTimestampIsAWholeNumber(String timestamp) {
    assertThat(signature.verify(ID, timestamp, SIGNATURE, BODY)).isEqualTo(Verdict.INCOMPLETE);
  }

  @ParameterizedTest
  @CsvSource({"23, false", "24, true", "64, true", "65, false"})
  void aSecretHas24To64Bytes(int bytes, boolean taken) {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    if (taken) {
      assertThat(WebhookSignature.of(List.of(secret))).isNotNull();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookSignature.of(List.of(secret)))
          .withMessage("signature secret: expected 24 to 64 bytes but was " + bytes);
    }
  }

  @Test
  void whatIsNoSecretIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSignature.of(List.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        .withMessage(
            "signature secret: expected whsec_ and base64 but it begins otherwise (32 chars)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSignature.of(List.of("whsec_!")))
        .withMessage("signature secret: expected base64 after whsec_ but was something else")
        .withNoCause();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSignature.of(List.of()))
        .withMessage("signature secrets: expected at least one but was none");
  }
}
