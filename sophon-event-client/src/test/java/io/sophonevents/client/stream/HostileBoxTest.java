package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a box sends, the stream says what was wrong, and the next connection serves. */
@Timeout(60)
class HostileBoxTest {
  private static final String DEVICE = "door-1";

  private final Told told = new Told();
  @AutoClose private RawBox box = new RawBox();

  private EventStream.Builder builder() {
    return EventStream.builder(
            box.uri(), StreamSubscription.V5R2.withPictures(List.of(DEVICE)), told)
        .reconnecting(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private static StreamEvent event(String id) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
        .deviceId(DEVICE)
        .build();
  }

  /** An honest connection serves, whatever was before. */
  private void expectService() throws Exception {
    try (RawBox.Connection next = box.subscribed()) {
      told.expect("connected", "gap");
      next.event(event("honest"));
      told.expect("live honest");
    }
  }

  @FunctionalInterface
  private interface Deed {
    void doTo(RawBox.Connection client) throws IOException;
  }

  private void expectLeft(int code, Deed deed) throws Exception {
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection client = box.subscribed()) {
        told.expect("connected");
        deed.doTo(client);
        told.expect("disconnected: closed by this side, code " + code);
        assertThat(client.closeCode()).isEqualTo(code);
      }
      expectService();
      assertThat(stream).isNotNull();
    }
  }

  /** As large as it may be, an event with spaces at its end. */
  private static byte[] largest() {
    byte[] event = new EventCodec().encode(event("large"));
    byte[] text = Arrays.copyOf(event, EventCodec.MAX_BODY_BYTES);
    Arrays.fill(text, event.length, text.length, (byte) ' ');
    return text;
  }

  @Test
  void theLargestMessageIsTakenWholeAndInFragments() throws Exception {
    byte[] text = largest();
    try (EventStream stream = builder().open();
        RawBox.Connection client = box.subscribed()) {
      told.expect("connected");
      client.frame(RawBox.TEXT, true, text);
      told.expect("live large");
      client.frame(RawBox.BINARY, false, Arrays.copyOf(text, 1 << 20));
      client.frame(RawBox.CONTINUATION, false, Arrays.copyOfRange(text, 1 << 20, 31 << 20));
      client.frame(RawBox.PING, true, new byte[0]); // which may stand between
      client.frame(RawBox.CONTINUATION, true, Arrays.copyOfRange(text, 31 << 20, text.length));
      told.expect("live large");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aMessageThatIsTooLargeIsNotWaitedFor() throws Exception {
    expectLeft(
        1009,
        client ->
            client.bytes(
                RawBox.Connection.header(RawBox.TEXT, true, EventCodec.MAX_BODY_BYTES + 1L)));
  }

  @Test
  void fragmentsThatAreTooLargeTogetherAreNotTaken() throws Exception {
    byte[] text = largest();
    expectLeft(
        1009,
        client -> {
          client.frame(RawBox.TEXT, false, text);
          client.frame(RawBox.CONTINUATION, true, new byte[1]);
        });
  }

  @Test
  void aMessageMayHaveSixtyFourThousandFragmentsAndNotOneMore() throws Exception {
    byte[] text = new EventCodec().encode(event("crumbs"));
    try (EventStream stream = builder().open();
        RawBox.Connection client = box.subscribed()) {
      told.expect("connected");
      client.frame(RawBox.TEXT, false, text);
      client.bytes(emptyFragments(65_534));
      client.frame(RawBox.CONTINUATION, true, new byte[0]);
      told.expect("live crumbs");
      assertThat(stream).isNotNull();
    }
    told.calls.clear();
    expectLeft(
        1009,
        client -> {
          client.frame(RawBox.TEXT, false, text);
          client.bytes(emptyFragments(65_536));
        });
  }

  private static byte[] emptyFragments(int count) {
    return new byte[2 * count]; // continuation, not final, no payload
  }

  @ParameterizedTest
  @CsvSource({"c328", "22c3", "e282", "f09f98", "80", "eda080", "c0af", "f4908080"})
  void aTextThatIsNoUtf8EndsTheConnection(String hex) throws Exception {
    byte[] text = HexFormat.of().parseHex(hex);
    expectLeft(1007, client -> client.frame(RawBox.TEXT, true, text));
    told.calls.clear();
    expectLeft(
        1007,
        client -> {
          client.frame(RawBox.TEXT, false, new byte[0]);
          for (byte each : text) {
            client.frame(RawBox.CONTINUATION, false, new byte[] {each});
          }
          client.frame(RawBox.CONTINUATION, true, new byte[0]);
        });
  }

  @Test
  void aCharacterMayBeCutByFragments() throws Exception {
    byte[] text = new EventCodec().encode(event("小明😀"));
    try (EventStream stream = builder().open();
        RawBox.Connection client = box.subscribed()) {
      told.expect("connected");
      for (int i = 0; i < text.length; i++) {
        client.frame(
            i == 0 ? RawBox.TEXT : RawBox.CONTINUATION, i == text.length - 1, new byte[] {text[i]});
      }
      told.expect("live 小明😀");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void framesOutOfOrderEndTheConnection() throws Exception {
    expectLeft(1002, client -> client.frame(RawBox.CONTINUATION, true, new byte[1]));
    told.calls.clear();
    expectLeft(
        1002,
        client -> {
          client.frame(RawBox.TEXT, false, new byte[1]);
          client.frame(RawBox.TEXT, true, new byte[1]);
        });
    told.calls.clear();
    expectLeft(1002, client -> client.frame(5, true, new byte[1])); // no such kind of frame
    told.calls.clear();
    expectLeft(1002, client -> client.bytes(new byte[] {(byte) 0xc1, 0})); // "compressed"
  }

  @Test
  void pingsWhoseAnswersAreNotReadEndTheConnection() throws Exception {
    byte[] ping = new byte[127];
    ping[0] = (byte) 0x89;
    ping[1] = 125;
    byte[] many = new byte[127 * 1000];
    for (int i = 0; i < 1000; i++) {
      System.arraycopy(ping, 0, many, 127 * i, ping.length);
    }
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection client = box.subscribed()) {
        told.expect("connected");
        while (told.calls.isEmpty()) { // the test's time limit ends this
          client.bytes(many);
        }
      } catch (IOException e) {
        assertThat(e).isNotNull(); // the client is gone
      }
      told.expect("disconnected: closed by this side, code 1008");
      expectService();
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aHandshakeThatNeverEndsIsLeft() throws Exception {
    try (EventStream stream = builder().handshakeTime(Duration.ofMillis(300)).open()) {
      try (RawBox.Connection client = box.acceptOnly()) {
        byte[] answer = "HTTP/1.1 101 Switching\r\nX: ".getBytes(ISO_8859_1);
        client.bytes(answer);
        expectGone(client, new byte[] {'x'});
      }
      try (RawBox.Connection client = box.acceptOnly()) { // not a byte
        assertThat(client.closeCode()).isEqualTo(-1);
      }
      try (RawBox.Connection honest = box.subscribed()) {
        told.expect("connected");
        assertThat(honest).isNotNull();
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aHandshakeThatIsTooLongIsLeft() throws Exception {
    byte[] line = ("X: " + "x".repeat(1000) + "\r\n").getBytes(ISO_8859_1);
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection client = box.acceptOnly()) {
        client.bytes("HTTP/1.1 101 Switching\r\n".getBytes(ISO_8859_1));
        expectGone(client, line);
      }
      try (RawBox.Connection honest = box.subscribed()) {
        told.expect("connected");
        assertThat(honest).isNotNull();
      }
      assertThat(stream).isNotNull();
    }
  }

  /** The client goes while it is sent this again and again. */
  private static void expectGone(RawBox.Connection client, byte[] bytes) {
    try {
      while (true) { // the test's time limit ends this
        client.bytes(bytes);
      }
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 404 Not Found",
    "HTTP/1.1 101 Switching",
    "HTTP/1.1 200 OK",
    "SSH-2.0-OpenSSH_9.2",
    "HTTP/1.1 10x Switching",
    "''"
  })
  void anAnswerThatIsNoHandshakeIsLeft(String line) throws Exception {
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection client = box.acceptOnly()) {
        client.bytes((line + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
        assertThat(client.closeCode()).isEqualTo(-1);
      }
      try (RawBox.Connection honest = box.subscribed()) {
        told.expect("connected");
        assertThat(honest).isNotNull();
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void whatIsNoEventIsToldAndTheStreamGoesOn() throws Exception {
    try (EventStream stream = builder().open();
        RawBox.Connection client = box.subscribed()) {
      told.expect("connected");
      client.text("");
      client.text("{");
      client.text("[]");
      client.text("{\"error\":{\"code\":\"MISSING_ARGUMENTS\",\"message\":\"media_device_ids\"}}");
      client.frame(RawBox.BINARY, true, new byte[] {(byte) 0xff, 0});
      client.event(event("1"));
      told.expect(
          "unreadable event: expected an object but the body is empty at $",
          "unreadable event: expected JSON but it ends too early at line 1, column 2",
          "unreadable event: expected an object but was array (0 elements) at $",
          "unreadable stream event: expected string but was absent at $.identity_id",
          "unreadable event: expected UTF-8 but was another encoding at byte 0",
          "live 1");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aHundredThousandMessagesOfGarbageAreEachToldOnce() throws Exception {
    int messages = 100_000;
    AtomicLong unreadable = new AtomicLong();
    AtomicLong read = new AtomicLong();
    CountDownLatch last = new CountDownLatch(1);
    EventStreamListener counting =
        new EventStreamListener() {
          @Override
          public void onEvent(ReceivedEvent event) {
            read.incrementAndGet();
            if (event.event().identityId().text().equals("last")) {
              last.countDown();
            }
          }

          @Override
          public void onUnreadable(byte[] message, EventFormatException problem) {
            unreadable.incrementAndGet();
          }
        };
    byte[] sound = new EventCodec().encode(event("1"));
    Random random = new Random(7);
    long before = 0;
    try (EventStream stream =
            EventStream.builder(
                    box.uri(), StreamSubscription.V5R2.withPictures(List.of(DEVICE)), counting)
                .open();
        RawBox.Connection client = box.subscribed()) {
      ByteArrayOutputStream some = new ByteArrayOutputStream();
      for (int i = 0; i < messages; i++) {
        byte[] garbage = garbage(sound, random);
        some.write(RawBox.Connection.header(RawBox.BINARY, true, garbage.length));
        some.write(garbage);
        if (i % 1000 == 999) {
          client.bytes(some.toByteArray());
          some.reset();
        }
        if (i == messages / 10) {
          before = Heap.used();
        }
      }
      client.event(event("last"));
      assertThat(last.await(50, TimeUnit.SECONDS)).isTrue();
      assertThat(read.get() + unreadable.get()).isEqualTo(messages + 1);
      assertThat(unreadable.get()).isGreaterThan(messages / 2);
      assertThat(Heap.used() - before).isLessThan(8 << 20);
      assertThat(stream.isConnected()).isTrue();
    }
  }

  /** An event with some bytes changed, cut off, or nothing but noise. */
  private static byte[] garbage(byte[] sound, Random random) {
    if (random.nextInt(4) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] changed = Arrays.copyOf(sound, sound.length - random.nextInt(3) * random.nextInt(50));
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }
}
