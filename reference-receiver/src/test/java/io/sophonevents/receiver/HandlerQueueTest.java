package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.SophonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HandlerQueueTest {
  private static final HandlerPolicy QUICK =
      new HandlerPolicy(3, Duration.ofMillis(1), Duration.ofMillis(4));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

  @Test
  void everyStoredEventIsHandledInOrder() throws Exception {
    try (ReceiverServer server = open(event -> handled.add(person(event)), QUICK)) {
      Wire wire = new Wire(server.port());
      for (int i = 1; i <= 5; i++) {
        wire.post("/RealTimeEvent", Samples.realTime(i));
        wire.post("/RealTimeEvent", Samples.realTime(i)); // a duplicate is no other event
      }
      assertThat(next(5)).containsExactly("1", "2", "3", "4", "5");
    }
    assertThat(handled).isEmpty();
  }

  @Test
  void itGoesOnWhereItWasAndMissesNothingThatCameMeanwhile() throws Exception {
    try (ReceiverServer server = open(event -> handled.add(person(event)), QUICK)) {
      new Wire(server.port()).post("/RealTimeEvent", Samples.realTime(1));
      assertThat(next(1)).containsExactly("1");
    }
    try (ReceiverServer server =
        ReceiverServer.builder().dataFolder(folder).port(0).streamPort(0).build()) {
      new Wire(server.port()).post("/RealTimeEvent", Samples.realTime(2));
    }
    try (ReceiverServer server = open(event -> handled.add(person(event)), QUICK)) {
      assertThat(next(1)).containsExactly("2");
      new Wire(server.port()).post("/RealTimeEvent", Samples.realTime(3));
      assertThat(next(1)).containsExactly("3");
    }
    assertThat(handled).isEmpty();
  }

  @Test
  void aHandlerThatThrowsIsAskedAgainAndTheOthersWait() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    EventHandler handler =
        event -> {
          if (person(event).equals("1") && attempts.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          handled.add(person(event));
        };
    try (ReceiverServer server = open(handler, QUICK)) {
      Wire wire = new Wire(server.port());
      assertThat(wire.post("/RealTimeEvent", Samples.realTime(1)).status()).isEqualTo(200);
      assertThat(wire.post("/RealTimeEvent", Samples.realTime(2)).status()).isEqualTo(200);

      assertThat(next(2)).containsExactly("1", "2");
    }
    assertThat(attempts).hasValue(3);
    assertThat(folder.resolve(HandlerQueue.SET_ASIDE)).doesNotExist();
  }

  @Test
  void anEventThatIsNeverHandledIsSetAsideAndStaysStored() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    EventHandler handler =
        event -> {
          if (person(event).equals("1")) {
            attempts.incrementAndGet();
            throw new java.io.IOException("Tom");
          }
          handled.add(person(event));
        };
    try (ReceiverServer server = open(handler, QUICK)) {
      Wire wire = new Wire(server.port());
      wire.post("/RealTimeEvent", Samples.realTime(1));
      wire.post("/RealTimeEvent", Samples.realTime(2));

      assertThat(next(1)).containsExactly("2");
      assertThat(server.storedEvents()).isEqualTo(2);
    }
    assertThat(attempts).hasValue(3);
    assertThat(Files.readAllLines(folder.resolve(HandlerQueue.SET_ASIDE)))
        .singleElement()
        .satisfies(
            line -> assertThat(line).matches("1 20\\S+Z 3 attempts java\\.io\\.IOException"));
  }

  @Test
  void closingWaitsForNoPause() throws Exception {
    HandlerPolicy slow =
        new HandlerPolicy(Integer.MAX_VALUE, Duration.ofHours(1), Duration.ofHours(1));
    EventHandler handler =
        event -> {
          handled.add("tried");
          throw new IllegalStateException();
        };
    long start = System.nanoTime();
    try (ReceiverServer server = open(handler, slow)) {
      new Wire(server.port()).post("/RealTimeEvent", Samples.realTime(1));
      next(1);
    }
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));

    try (ReceiverServer server = open(event -> handled.add(person(event)), QUICK)) {
      assertThat(next(1)).containsExactly("1");
      assertThat(server.storedEvents()).isEqualTo(1);
    }
  }

  @Test
  void aPositionThatIsNoneIsSaid() throws Exception {
    Files.createDirectories(folder);
    Path position = Files.writeString(folder.toRealPath().resolve(HandlerQueue.POSITION), "x");

    assertThatThrownBy(() -> open(event -> {}, QUICK))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            position
                + ": expected the id of an event but was another text; delete it to begin anew");
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    HandlerPolicy policy = new HandlerPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(5));

    assertThat(List.of(1, 2, 3, 4, 100).stream().map(policy::pauseAfter))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 5L, 5L);
    assertThatThrownBy(() -> new HandlerPolicy(0, Duration.ZERO, Duration.ZERO))
        .hasMessage("attempts: expected at least 1 but was 0");
  }

  private ReceiverServer open(EventHandler handler, HandlerPolicy policy) {
    return ReceiverServer.builder()
        .dataFolder(folder)
        .port(0)
        .streamPort(0)
        .onEvent(handler, policy)
        .build();
  }

  private static String person(StoredEvent event) {
    assertThat(new String(event.body(), UTF_8)).isNotEmpty();
    return ((AccessEvent) event.event()).identityId().text();
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String one = handled.poll(20, TimeUnit.SECONDS);
      assertThat(one).isNotNull();
      next.add(String.valueOf(one));
    }
    return next;
  }
}
