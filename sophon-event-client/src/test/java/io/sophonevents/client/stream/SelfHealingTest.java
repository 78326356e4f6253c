package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelfHealingTest {
  private static final String DEVICE = "door-1";
  private static final String OTHER = "door-2";
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(10);

  private final RememberedEvents memory = new RememberedEvents();
  private final Told told = new Told();
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  @AutoClose private RawBox box = new RawBox();

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private EventStream.Builder builder() {
    return EventStream.builder(
            box.uri(), StreamSubscription.V5R2.withPictures(List.of(DEVICE, OTHER)), told)
        .clock(clock())
        .reconnecting(Duration.ofMillis(1), Duration.ofMillis(2))
        .catchingUp(Duration.ofSeconds(2), SHORT, Duration.ofHours(1));
  }

  /** One whose questions overlap by 2 s of the box's, but which waits for nothing. */
  private EventStream.Builder healing() {
    return builder().history(memory);
  }

  private static StreamEvent event(String id, String device, Instant time) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(time.toEpochMilli()))
        .deviceId(device)
        .build();
  }

  private static StreamEvent event(String id) {
    return event(id, DEVICE, NOW);
  }

  @Test
  void aBrokenConnectionIsMadeAnewOnAFreshSocket() throws Exception {
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection first = box.accept()) {
        assertThat(first.nextText())
            .isEqualTo(
                "{\"need_face\":true,\"need_register\":true,\"event_list\":[\"door-1\",\"door-2\"]}");
        told.expect("connected");
        first.event(event("1"));
        told.expect("live 1");
      }
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.accept()) {
        assertThat(second.nextText()).contains("door-1");
        told.expect("connected", "gap");
        second.event(event("2"));
        told.expect("live 2");
        assertThat(stream.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aSubscriptionIsSentBeforeTheConnectionIsReported() throws Exception {
    try (EventStream stream = builder().open();
        RawBox.Connection slow = box.acceptOnly()) {
      assertThat(told.calls).isEmpty();
      assertThat(stream.isConnected()).isFalse();
      assertThat(slow).isNotNull();
    }
  }

  @Test
  void attemptsThatFailAreNoGapsOfTheirOwn() throws Exception {
    int port = box.port();
    try (EventStream stream = builder().open()) {
      box.subscribed().close();
      box.close();
      told.expect("connected");
      assertThat(told.next()).startsWith("disconnected: ");
      box = new RawBox(port);
      for (int i = 0; i < 5; i++) {
        box.acceptOnly().close();
      }
      try (RawBox.Connection last = box.subscribed()) {
        told.expect("connected", "gap");
        last.event(event("1"));
        told.expect("live 1");
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aGapIsFilledFromTheBoxesMemoryAndNothingComesTwice() throws Exception {
    Instant boxTime = NOW.plusSeconds(3600); // the box's clock is an hour ahead
    try (EventStream stream = healing().open()) {
      try (RawBox.Connection first = box.subscribed()) {
        memory.events.add(event("1", DEVICE, boxTime));
        first.event(event("1", DEVICE, boxTime));
        told.expect("connected", "live 1");
        memory.events.add(event("2", DEVICE, boxTime.plusMillis(200)));
        memory.events.add(event("3", OTHER, boxTime.plusMillis(100)));
        memory.events.add(event("too late", DEVICE, boxTime.plusSeconds(60)));
        memory.events.add(event("not subscribed to", "door-3", boxTime.plusMillis(150)));
      }
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.subscribed()) {
        told.expect("connected", "gap", "caught up 2", "caught up 3");
        second.event(event("3", OTHER, boxTime.plusMillis(100)));
        second.event(event("4", OTHER, boxTime.plusMillis(300)));
        told.expect("live 4", "filled");
        assertThat(told.calls).isEmpty();
      }
      RememberedEvents.Asked asked = requireNonNull(memory.asked.poll());
      assertThat(asked.from()).isBetween(boxTime.minusSeconds(3), boxTime.minusSeconds(2));
      assertThat(asked.to()).isEqualTo(boxTime.plusSeconds(2));
      assertThat(told.gaps)
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.to()).isEqualTo(boxTime);
                assertThat(gap.from()).isBetween(boxTime.minusSeconds(30), boxTime);
              });
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void twoStrangersInOnePictureAreTwoEvents() throws Exception {
    try (EventStream stream = healing().open()) {
      try (RawBox.Connection first = box.subscribed()) {
        first.event(event("", DEVICE, NOW));
        told.expect("connected", "live ");
      }
      memory.events.add(event("", DEVICE, NOW));
      memory.events.add(event("", DEVICE, NOW));
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.subscribed()) {
        told.expect("connected", "gap", "caught up ");
        second.event(event("", DEVICE, NOW));
        second.event(event("", DEVICE, NOW));
        told.expect("live "); // the third; the second was the one that was caught up
        assertThat(stream).isNotNull();
      }
    }
  }

  @Test
  void whatIsStoredLateIsFoundByTheSecondQuestion() throws Exception {
    EventStream.Builder builder =
        healing().catchingUp(Duration.ofMillis(300), SHORT, Duration.ofHours(1));
    try (EventStream stream = builder.open()) {
      box.subscribed().close();
      told.expect("connected");
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.subscribed()) {
        told.expect("connected", "gap");
        assertThat(memory.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
        memory.events.add(event("late", DEVICE, NOW.minusMillis(100)));
        told.expect("caught up late", "filled");
        assertThat(second).isNotNull();
        assertThat(stream).isNotNull();
      }
    }
  }

  @Test
  void aCatchUpHoldsBackNoLiveEvent() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    RememberedEvents slow =
        new RememberedEvents() {
          @Override
          public Stream<StreamEvent> between(
              Instant from, Instant to, StreamSubscription subscription) {
            begun.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return super.between(from, to, subscription);
          }
        };
    slow.events.add(event("old", DEVICE, NOW.minusMillis(1)));
    try (EventStream stream = builder().history(slow).open()) {
      box.subscribed().close();
      told.expect("connected");
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.subscribed()) {
        told.expect("connected", "gap");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        second.event(event("new"));
        told.expect("live new");
        answer.countDown();
        told.expect("caught up old");
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aMemoryThatFailsIsAskedUntilItAnswers() throws Exception {
    memory.events.add(event("1"));
    memory.failures.set(5);
    try (EventStream stream = healing().open()) {
      box.subscribed().close();
      told.expect("connected");
      assertThat(told.next()).startsWith("disconnected: ");
      try (RawBox.Connection second = box.subscribed()) {
        told.expect("connected", "gap", "caught up 1", "filled");
        assertThat(memory.asked).hasSizeGreaterThanOrEqualTo(6);
        assertThat(second).isNotNull();
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void theSameIsNotAskedTwiceWhereInterruptionsFollowEachOther() throws Exception {
    time.set(NOW.minusSeconds(3600));
    try (EventStream stream = healing().open()) {
      try (RawBox.Connection first = box.subscribed()) {
        first.event(event("1", DEVICE, time.get()));
        told.expect("connected", "live 1");
        time.set(NOW); // an hour without events
      }
      for (int i = 0; i < 2; i++) {
        assertThat(told.next()).startsWith("disconnected: ");
        try (RawBox.Connection again = box.subscribed()) {
          told.expect("connected", "gap", "filled");
          assertThat(again).isNotNull();
        }
      }
      assertThat(told.next()).startsWith("disconnected: ");
      assertThat(memory.asked)
          .extracting(asked -> asked.from().isBefore(NOW.minusSeconds(5)))
          .containsExactly(true, false, false, false); // each gap is asked for twice
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aProgramThatStartsAgainCatchesUpFromWhereItWas() throws Exception {
    memory.events.add(event("1", DEVICE, NOW.minusSeconds(3600)));
    memory.events.add(event("before", DEVICE, NOW.minusSeconds(3603)));
    try (EventStream stream = healing().since(NOW.minusSeconds(3600)).open();
        RawBox.Connection first = box.subscribed()) {
      told.expect("connected", "gap", "caught up 1", "filled");
      assertThat(first).isNotNull();
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aBoxThatAnswersNoPingIsLeftAndOneThatDoesIsKept() throws Exception {
    try (EventStream stream =
        builder().ping(Duration.ofMillis(50), Duration.ofMillis(300)).open()) {
      try (RawBox.Connection deaf = box.subscribed()) {
        told.expect("connected", "disconnected: silent for 300 ms");
        assertThat(deaf).isNotNull();
      }
      try (RawBox.Connection alive = box.subscribed()) {
        told.expect("connected", "gap");
        for (int pings = 0; pings < 12; ) { // twice the time after which the other was left
          RawBox.Frame frame = alive.next();
          if (frame.opcode() == RawBox.PING) {
            alive.frame(RawBox.PONG, true, frame.payload());
            pings++;
          }
        }
        alive.event(event("1"));
        told.expect("live 1");
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void withoutPingABoxIsLeftAfterSilenceOnly() throws Exception {
    try (EventStream stream = builder().withoutPing(Duration.ofMillis(300)).open()) {
      try (RawBox.Connection quiet = box.subscribed()) {
        told.expect("connected", "disconnected: silent for 300 ms");
        assertThat(quiet.closeCode()).isEqualTo(-1); // and nothing else was sent
      }
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aSlowMessageIsNoSilence() throws Exception {
    byte[] text =
        "{\"identity_id\":\"1\",\"timestamp\":1,\"device_id\":\"door-1\"}".getBytes(UTF_8);
    try (EventStream stream = builder().ping(Duration.ofMillis(50), Duration.ofMillis(300)).open();
        RawBox.Connection slow = box.subscribed()) {
      told.expect("connected");
      slow.bytes(RawBox.Connection.header(RawBox.TEXT, true, text.length));
      for (byte each : text) { // a byte for each ping, and no pong
        while (slow.next().opcode() != RawBox.PING) {}
        slow.bytes(new byte[] {each});
      }
      assertThat(told.next()).isEqualTo("live 1");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aSubscriptionIsChangedWhileLiveAndKeptWhenConnectedAgain() throws Exception {
    try (EventStream stream = builder().open()) {
      try (RawBox.Connection first = box.subscribed()) {
        told.expect("connected");
        stream.subscribe(StreamSubscription.V6R1.withPictures(List.of(OTHER)));
        assertThat(first.nextText())
            .isEqualTo(
                "{\"with_face_image\":true,\"with_register_image\":true,"
                    + "\"media_device_ids\":[\"door-2\"]}");
      }
      try (RawBox.Connection second = box.accept()) {
        assertThat(second.nextText()).contains("\"media_device_ids\":[\"door-2\"]");
      }
    }
  }

  @Test
  void allDevicesAreFoundAndReadAgainWhenTheyChange() throws Exception {
    memory.devices = List.of(DEVICE);
    memory.failures.set(2);
    try (EventStream stream = healing().allDevices().open();
        RawBox.Connection first = box.accept()) {
      assertThat(first.nextText()).contains("\"event_list\":[\"door-1\"]");
      told.expect("connected");
      memory.events.add(event("on a new device", OTHER, NOW));
      memory.devices = List.of(DEVICE, OTHER);
      stream.readDevices();
      assertThat(first.nextText()).contains("\"event_list\":[\"door-1\",\"door-2\"]");
      told.expect("caught up on a new device");
      stream.subscribe(StreamSubscription.V6R1.withPictures(List.of()));
      assertThat(first.nextText()).contains("\"media_device_ids\":[\"door-1\",\"door-2\"]");
    }
  }

  @Test
  void devicesAreReadAgainByThemselves() throws Exception {
    memory.devices = List.of(DEVICE);
    EventStream.Builder builder = healing().catchingUp(Duration.ofSeconds(2), SHORT, SHORT);
    try (EventStream stream = builder.allDevices().open();
        RawBox.Connection first = box.subscribed()) {
      memory.devices = List.of(OTHER);
      assertThat(first.nextText()).contains("\"event_list\":[\"door-2\"]");
      assertThat(stream.subscription().deviceIds()).containsExactly(OTHER);
    }
  }

  @Test
  void closingEndsEveryThread() throws Exception {
    memory.devices = List.of(DEVICE);
    EventStream stream = healing().allDevices().open();
    try (RawBox.Connection first = box.subscribed()) {
      told.expect("connected");
      assertThat(threads()).contains("sophon-event-stream", "sophon-event-stream-connection");
      stream.close();
      stream.close();
      assertThat(first.closeCode()).isEqualTo(1000);
    }
    while (!threads().isEmpty()) { // the test's time limit ends this
      Thread.onSpinWait();
    }
    assertThat(told.calls).isEmpty(); // nobody is told of what he did himself
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("sophon-event-stream") || name.startsWith("WebSocketWrite"))
        .toList();
  }

  @Test
  void connectingHasATimeLimitAndSaysWhatIsWrong() throws IOException {
    int port = box.port();
    box.close();
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> builder().connect(Duration.ofMillis(100)))
        .withMessage(
            "stream 127.0.0.1:%d: expected a connection within 100 ms but got: ConnectException",
            port);
  }

  @Test
  void settingsAreChecked() {
    EventStream.Builder builder = builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.atMost(0, 1, WhenBehind.WAIT))
        .withMessage("event stream: expected room for 1 at least but was 0 events, 1 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.ping(Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .withMessage(
            "event stream: expected a box to be dead later than it is asked but was 1000 ms and"
                + " 1000 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.withoutPing(Duration.ZERO))
        .withMessage("event stream: expected a positive duration but was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.reconnecting(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessage("event stream: expected the longest wait to be no shorter than the first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.allDevices().open())
        .withMessage(
            "event stream: expected a history to find devices or events in but there is none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventStream.builder(
                    URI.create("wss://box"), StreamSubscription.V5R2.withPictures(List.of()), told))
        .withMessage("event stream: expected an address like ws://box:5679");
  }
}
