package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.AccessRecordAnswer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.PlatformLoginAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventInboxTest extends ReceiverTest {
  private static final String SUCCESS = "{\"message\":\"SUCCESS\",\"status\":0}";
  private static final String TOO_LARGE =
      "{\"message\":\"event: expected at most 33554432 bytes but there are more\",\"status\":1}";

  @ParameterizedTest
  @CsvSource({
    "/RealTimeEvent, realtime-se3-v2r1.json, real-time, V2R1",
    "/RealTimeEvent, realtime-sophonfog-p0.json, real-time, FogV2R1",
    "/HistoryEvent, history-event-v5r7.json, history, V5R4",
    "/EventServer/api/AccessRecord, access-record-report-v5r6.json, access-record, V5R6",
    "/EventServer/api/SophonFogRelEvent, realtime-se3-v2r1.json, real-time, V2R1",
    "/EventServer/api/a/b, stream-subscribe-v5.json, stream-subscription, V5R2",
    "/EventServer/api/x, access-record-response.json, access-record-answer, V2R2",
  })
  void everyKindIsStoredAsItWasReceived(String path, String sample, String kind, String layout) {
    String body = Samples.sample(sample);
    Instant before = Instant.now().minusMillis(1);

    Wire.Answer answer = wire.post(path, body);

    assertThat(answer.body()).isEqualTo(SUCCESS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    StoredEvent stored = stored().get(0);
    assertThat(stored.body()).isEqualTo(body.getBytes(UTF_8));
    assertThat(stored.path()).isEqualTo(path);
    assertThat(stored.kind()).isEqualTo(kind);
    assertThat(stored.layout()).isEqualTo(layout);
    assertThat(stored.receivedAt()).isBetween(before, Instant.now());
    assertThat(server.storedEvents()).isEqualTo(1);
  }

  @Test
  void theAnswerIsThatOfThePlatform() {
    byte[] answer = wire.post("/RealTimeEvent", Samples.REAL_TIME).bytes();

    assertThat(new EventCodec().decode(answer)).isEqualTo(AccessRecordAnswer.V2R2.SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: text/plain;charset=gbk",
        "Content-Type: nonsense",
        "Host: receiver.example:9528",
        "Expect: 100-continue"
      })
  void whatABoxSaysInItsHeadersDoesNotMatter(String header) {
    assertThat(wire.post("/RealTimeEvent?fiqa_level=setup", Samples.REAL_TIME, header).body())
        .isEqualTo(SUCCESS);
    assertThat(stored().get(0).path()).isEqualTo("/RealTimeEvent");
  }

  @Test
  void eachEventOfABatchIsStoredByItself() {
    String first = Samples.realTime(1);
    String second = Samples.HISTORY.strip();

    assertThat(wire.post("/HistoryEvent", "[" + first + " ,\n" + second + "]").body())
        .isEqualTo(SUCCESS);
    String third = Samples.realTime(3);
    assertThat(wire.post("/HistoryEvent", "{\"events\":[" + first + "," + third + "]}").body())
        .isEqualTo(SUCCESS);

    assertThat(stored())
        .extracting(event -> new String(event.body(), UTF_8))
        .containsExactly(first, second, third);
  }

  @Test
  void anEmptyBatchIsAcknowledged() {
    assertThat(wire.post("/HistoryEvent", "[]").body()).isEqualTo(SUCCESS);
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/HistoryEvent", "/RealTimeEvent"})
  void theGoodEventsOfABatchAreStoredAndTheBadOneIsSetAside(String path) {
    String bad = "{\"identity_id\":2,\"timestamp\":1,\"ext_data\":{}}";
    Wire.Answer answer =
        wire.post(path, "[" + Samples.realTime(1) + "," + bad + "," + Samples.realTime(3) + "]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"message\":\"SUCCESS\",\"status\":0,\"quarantined\":1}");
    assertThat(stored())
        .extracting(event -> new String(event.body(), UTF_8))
        .containsExactly(Samples.realTime(1), Samples.realTime(3));
    assertThat(quarantined())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.message().bytes()).isEqualTo(bad.getBytes(UTF_8));
              assertThat(one.message().path()).isEqualTo(path);
              assertThat(one.message().reason())
                  .endsWith("event: expected string but was number at $[1].identity_id");
            });
  }

  @Test
  void whatCannotBeReadOnAHistoryPathIsSetAsideAndAcknowledged() {
    Wire.Answer answer = wire.post("/brain/historyUpload", "{\"a\":1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"message\":\"SUCCESS\",\"status\":0,\"quarantined\":1}");
    assertThat(quarantined()).singleElement().extracting(QuarantinedMessage::times).isEqualTo(1L);
  }

  @Test
  void theSameEventAgainIsAcknowledgedAndStoredOnce() {
    for (int i = 0; i < 3; i++) {
      assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).body()).isEqualTo(SUCCESS);
    }

    assertThat(stored()).singleElement().extracting(event -> event.again().times()).isEqualTo(2L);
  }

  @Test
  void aDeviceSyncIsAnsweredAsItsSampleHasIt() {
    Wire.Answer answer = wire.post("/box/device/sync", Samples.sample("device-sync-request.json"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":0,\"message\":\"成功\",\"data\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "?dev_sno=X&hex_mac=0xe0a50900062b, V2R1",
    "?dev_sno=X&device_sn=Y, V6R1",
    "?dev_sno=X&mq_license_key=Y, V6R1"
  })
  void aBoxThatLogsInIsToldToSendHere(String query, String layout) {
    Wire.Answer answer = wire.get("/brain/service/login" + query);

    assertThat(answer.status()).isEqualTo(200);
    PlatformLoginAnswer told = (PlatformLoginAnswer) new EventCodec().decode(answer.bytes());
    assertThat(told.layout()).isEqualTo(layout);
    assertThat(told.historyEventUrls()).containsExactly("/HistoryEvent");
    assertThat(told.monitorUrls()).containsExactly("/DeviceStatus");
    assertThat(wire.get("/brain/service/login?dev_sno=X").status()).isEqualTo(404);
  }

  @Test
  void strangersAtTwoDoorsInOneMillisecondAreTwoEvents() {
    String stranger =
        "{\"identity_id\":\"0\",\"identity_name\":\"stranger\",\"timestamp\":1565771454932,"
            + "\"score\":0.1,\"ext_data\":{\"device_ip\":\"192.168.1.%d\",\"person_type\":4}}";
    assertThat(wire.post("/RealTimeEvent", stranger.formatted(25)).body()).isEqualTo(SUCCESS);
    assertThat(wire.post("/RealTimeEvent", stranger.formatted(26)).body()).isEqualTo(SUCCESS);
    assertThat(wire.post("/RealTimeEvent", stranger.formatted(25) + " ").body()).isEqualTo(SUCCESS);

    assertThat(stored()).hasSize(3);
  }

  @Test
  void aMessageOfNoKnownKindIsStoredAllTheSame() {
    Wire.Answer answer = wire.post("/RealTimeEvent", "{\"some\":\"thing\",\"else\":1}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"stored, but event: expected the keys of a known kind but found none of"
                + " them at $ (object, 2 keys)\",\"status\":0}");
    assertThat(stored().get(0).kind()).isEqualTo("unknown");
    assertThat(stored().get(0).layout()).isEmpty();
  }

  @Test
  void theStatusOfADeviceIsAcknowledgedWithoutARemark() {
    assertThat(wire.post("/DeviceStatus", "{\"cpu\":12}").body()).isEqualTo(SUCCESS);
    assertThat(stored().get(0).kind()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON | event: expected JSON but found a letter or digit at line 1, column 1",
        "{\"a\":1 | event: expected JSON but it ends too early at line 1, column 7",
        "{\"a\":1,\"a\":2} | event: expected each key once but one is given twice at line 1, column"
            + " 12",
        "7 | event: expected an object or an array of objects but was number at $",
        "`` | event: expected an object but the body is empty at $",
        "{\"identity_id\":null,\"timestamp\":1,\"ext_data\":{}} | real time event: expected string"
            + " but was null at $.identity_id",
      })
  void aBadBodyIsRefusedByPlaceAndTheServerGoesOn(String body, String message) {
    Wire.Answer answer = wire.post("/RealTimeEvent", body);

    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\",\"status\":1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(stored()).isEmpty();
    assertThat(quarantined())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.message().reason()).isEqualTo(message);
              assertThat(one.message().bytes()).isEqualTo(body.getBytes(UTF_8));
            });
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).body()).isEqualTo(SUCCESS);
  }

  /** What a form says it is, what it is not, and nothing at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: multipart/form-data; boundary=xyz",
        "Content-Type: multipart/form-data; boundary=other",
        "Content-Type: application/json",
        "Content-Type: application/x-www-form-urlencoded",
        "X-None: at all",
      })
  void aMultipartBodyIsStoredAsItsEvent(String header) {
    String body =
        """
        --xyz\r
        Content-Disposition: form-data; name="identity_id"\r
        \r
        7\r
        --xyz\r
        Content-Disposition: form-data; name="timestamp"\r
        \r
        1566016554020\r
        --xyz\r
        Content-Disposition: form-data; name="ext_data"\r
        \r
        {'person_type': 4, 'spot_pic': None}\r
        --xyz--\r
        """
            .replace("\r\n", "\r\n");

    assertThat(wire.post("/RealTimeEvent", body, header).body()).isEqualTo(SUCCESS);

    assertThat(stored()).extracting(StoredEvent::kind).containsExactly("real-time");
    assertThat(new String(stored().get(0).body(), UTF_8))
        .isEqualTo(
            "{\"identity_id\":\"7\",\"timestamp\":1566016554020,\"ext_data\":{\"person_type\":4}}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, UTF-8",
    "application/x-www-form-urlencoded;charset=gbk, GBK",
    "application/json, UTF-8",
    "application/x-www-form-urlencoded;charset=nobody-knows, UTF-8",
  })
  void anUrlencodedBodyIsStoredAsItsEvent(String contentType, String charset) throws IOException {
    String body =
        "identity_id=7&timestamp=1566016554020&identity_name="
            + URLEncoder.encode("小明", charset)
            + "&ext_data="
            + URLEncoder.encode("{\"person_type\":1}", charset);

    assertThat(wire.post("/RealTimeEvent", body, "Content-Type: " + contentType).body())
        .isEqualTo(SUCCESS);
    assertThat(new String(stored().get(0).body(), UTF_8))
        .contains("\"identity_name\":\"小明\"")
        .contains("{\"person_type\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--xyz no more | event: expected JSON but found the character U+002D at line 1, column 2",
        "a=%zz&b=1 | form: expected at most 1000 urlencoded pairs in UTF-8 but the body is another",
        "identity_id=1&identity_id=2&timestamp=1&ext_data={} | event: expected each part once but"
            + " one is given twice at $.identity_id",
        "identity_id=1&timestamp=soon&ext_data={} | real time event: expected a time as a number"
            + " but was string (4 chars) at $.timestamp",
      })
  void aBadFormIsRefusedByPlaceAndTheServerGoesOn(String body, String message) {
    Wire.Answer answer = wire.post("/RealTimeEvent", body);

    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\",\"status\":1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).body()).isEqualTo(SUCCESS);
  }

  @Test
  void aFormMayHaveAThousandPartsAndNoMore() {
    String event = "identity_id=1&timestamp=1&ext_data={}";
    StringBuilder rest = new StringBuilder();
    for (int i = 3; i < EventCodec.MAX_FORM_PARTS; i++) {
      rest.append("&x").append(i).append("=");
    }

    assertThat(wire.post("/RealTimeEvent", event + rest).body()).isEqualTo(SUCCESS);
    assertThat(wire.post("/RealTimeEvent", event + rest + "&y=").status()).isEqualTo(400);
    assertThat(server.storedEvents()).isEqualTo(1);
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() {
    assertThat(wire.post("/RealTimeEvent", bodyOf(EventCodec.MAX_BODY_BYTES)).body())
        .isEqualTo(SUCCESS);
    assertThat(stored().get(0).body()).hasSize(EventCodec.MAX_BODY_BYTES);
  }

  @Test
  void aBodyOfOneByteMoreIsRefused() {
    Wire.Answer answer = wire.post("/RealTimeEvent", bodyOf(EventCodec.MAX_BODY_BYTES + 1));

    assertThat(answer.body()).isEqualTo(TOO_LARGE);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() {
    Wire.Answer answer =
        wire.post("/RealTimeEvent", new byte[0], "Content-Length: 33554433", "Connection: close");

    assertThat(answer.body()).isEqualTo(TOO_LARGE);
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void theLimitHoldsForABodyInChunksToo() throws IOException {
    assertThat(wire.exchange(chunked(bodyOf(EventCodec.MAX_BODY_BYTES))).body()).contains(SUCCESS);

    Wire.Answer refused = wire.exchange(chunked(bodyOf(EventCodec.MAX_BODY_BYTES + 1)));

    assertThat(refused.body()).isEqualTo(TOO_LARGE);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(server.storedEvents()).isEqualTo(1);
  }

  @Test
  void aBodyThatEndsTooEarlyIsNotStoredEvenIfItIsAnEvent() {
    String answer =
        wire.exchangeAndEnd(
            "POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n"
                + Samples.REAL_TIME);

    assertThat(answer).doesNotContain("200");
    assertThat(server.storedEvents()).isZero();
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).body()).isEqualTo(SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Events", "/a/b/c.php", "/EventServer/api/", "/%E5%B0%8F"})
  void anyOtherPathIsPostedToAsWell(String path) {
    assertThat(wire.post(path, Samples.REAL_TIME).body()).isEqualTo(SUCCESS);
    assertThat(stored()).singleElement().extracting(StoredEvent::kind).isEqualTo("real-time");
  }

  @Test
  void whoReadsFromAnotherPathIsToldWhatThereIs() {
    Wire.Answer answer = wire.get("/Events");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"path: expected / or /api/events to read, any other to post to, but was"
                + " another\",\"status\":1}");
  }

  @Test
  void anotherMethodIsToldWhichOneIsRight() {
    Wire.Answer read = wire.get("/RealTimeEvent");
    assertThat(read.status()).isEqualTo(405);
    assertThat(read.header("Allow")).isEqualTo("POST");
    assertThat(read.body())
        .isEqualTo("{\"message\":\"method: expected POST, events are posted here\",\"status\":1}");

    Wire.Answer written = wire.post("/", Samples.REAL_TIME);
    assertThat(written.status()).isEqualTo(405);
    assertThat(written.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(written.body())
        .isEqualTo(
            "{\"message\":\"method: expected GET, this is where events are read\",\"status\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "POST /a/..;/b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /..%2fx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void whatIsNoHttpIsAnsweredInTheSameForm(String request) {
    Wire.Answer answer = wire.exchange(request.getBytes(ISO_8859_1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"message\":\"request: bad request\",\"status\":1}");
    assertThat(answer.header("Server")).isNull();
  }

  @Test
  void headersThatAreTooLargeAreRefused() {
    Wire.Answer answer =
        wire.post("/RealTimeEvent", Samples.REAL_TIME, "X-Long: " + "x".repeat(10_000));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"request: request header fields too large\",\"status\":1}");
  }

  @Test
  void theServerDoesNotSayWhatItIsMadeOf() {
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME).headers())
        .doesNotContainKeys("server", "x-powered-by");
  }

  private List<StoredEvent> stored() {
    List<StoredEvent> events = new ArrayList<>();
    FolderEventStore.visitAll(folder.resolve("data"), events::add);
    return events;
  }

  private List<QuarantinedMessage> quarantined() {
    List<QuarantinedMessage> messages = new ArrayList<>();
    server.close();
    try (EventStore store = FolderEventStore.open(folder.resolve("data"))) {
      store.visitQuarantine(messages::add);
    }
    open();
    return messages;
  }

  /** A real-time event of so many bytes: what is too much is in its picture. */
  private static byte[] bodyOf(int bytes) {
    String start = "{\"identity_id\":\"1\",\"timestamp\":1,\"ext_data\":{\"spot_pic\":\"";
    String end = "\"}}";
    byte[] body = new byte[bytes];
    Arrays.fill(body, (byte) 'A');
    System.arraycopy(start.getBytes(UTF_8), 0, body, 0, start.length());
    System.arraycopy(end.getBytes(UTF_8), 0, body, bytes - end.length(), end.length());
    return body;
  }

  private static byte[] chunked(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(ISO_8859_1));
    for (int at = 0; at < body.length; at += 1 << 20) {
      int length = Math.min(1 << 20, body.length - at);
      out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
      out.write(body, at, length);
      out.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    out.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    return out.toByteArray();
  }
}
