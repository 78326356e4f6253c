package io.sophonevents.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that is slow, stuck or broken harms nobody. */
@Timeout(60)
class ListenerTest {
  private static final String DEVICE = "door-1";

  @AutoClose private RawBox box = new RawBox();

  private EventStream.Builder builder(EventStreamListener listener) {
    return EventStream.builder(
        box.uri(), StreamSubscription.V5R2.withPictures(List.of(DEVICE)), listener);
  }

  private static StreamEvent event(String id) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
        .deviceId(DEVICE)
        .build();
  }

  /** Told of everything, but stuck at its first event until it is let go. */
  private static final class Stuck implements EventStreamListener {
    final Told told = new Told();
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void onEvent(ReceivedEvent event) {
      reached.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        told.calls.add("interrupted");
        return;
      }
      told.onEvent(event);
    }

    @Override
    public void onDrop(long count) {
      told.onDrop(count);
    }
  }

  @Test
  void whateverAListenerThrowsTheNextEventComes() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    EventStreamListener broken =
        received -> {
          String id = received.event().identityId().text();
          heard.add(id);
          switch (id) {
            case "exception" -> throw new IllegalStateException("a bug of the user's");
            case "error" -> throw new AssertionError("a bug of the user's");
            case "interrupt" -> Thread.currentThread().interrupt();
            default -> {}
          }
        };
    try (EventStream stream = builder(broken).open();
        RawBox.Connection client = box.subscribed()) {
      for (String id : List.of("exception", "error", "interrupt", "last")) {
        client.event(event(id));
      }
      for (String id : List.of("exception", "error", "interrupt", "last")) {
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
      }
      assertThat(stream.isConnected()).isTrue();
    }
  }

  @Test
  void theOldestAreDroppedCountedAndAnnounced() throws Exception {
    Stuck listener = new Stuck();
    try (EventStream stream = builder(listener).atMost(3, 1 << 20, WhenBehind.DROP_OLDEST).open();
        RawBox.Connection client = box.subscribed()) {
      client.event(event("0"));
      assertThat(listener.reached.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 1; i <= 10; i++) {
        client.event(event(Integer.toString(i)));
      }
      while (stream.dropped() < 7) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      listener.go.countDown();
      listener.told.expect("live 0", "dropped 7", "live 8", "live 9", "live 10");
      assertThat(stream.dropped()).isEqualTo(7);
    }
  }

  @Test
  void theNewestAreDroppedCountedAndAnnounced() throws Exception {
    Stuck listener = new Stuck();
    try (EventStream stream = builder(listener).atMost(3, 1 << 20, WhenBehind.DROP_NEWEST).open();
        RawBox.Connection client = box.subscribed()) {
      client.event(event("0"));
      assertThat(listener.reached.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 1; i <= 10; i++) {
        client.event(event(Integer.toString(i)));
      }
      while (stream.dropped() < 7) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      listener.go.countDown();
      listener.told.expect("live 0", "dropped 7", "live 1", "live 2", "live 3");
    }
  }

  @Test
  void whoWaitsLosesNothingAndTheBoxFeelsIt() throws Exception {
    Stuck listener = new Stuck();
    StreamEvent big =
        StreamEvent.V5R2
            .builder(IdentityId.of("big"), EventTime.ofMillis(1))
            .faceImage(EncodedImage.of(new byte[300_000]))
            .build();
    try (EventStream stream = builder(listener).atMost(4, 1 << 20, WhenBehind.WAIT).open();
        RawBox.Connection client = box.subscribed()) {
      client.event(event("first"));
      assertThat(listener.reached.await(10, TimeUnit.SECONDS)).isTrue();
      AtomicReference<IOException> problem = new AtomicReference<>();
      CountDownLatch sent = new CountDownLatch(200);
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 200; i++) {
                    client.event(big);
                    sent.countDown();
                  }
                } catch (IOException e) {
                  problem.set(e);
                }
              });
      sender.start();
      assertThat(sent.await(300, TimeUnit.MILLISECONDS)).isFalse(); // 80 MB fit nowhere
      listener.go.countDown();
      listener.told.expect("live first");
      for (int i = 0; i < 200; i++) {
        listener.told.expect("live big");
      }
      sender.join();
      assertThat(problem.get()).isNull();
      assertThat(stream.dropped()).isZero();
    }
  }

  @Test
  void theHeapStaysBoundedBehindASlowListener() throws Exception {
    Stuck listener = new Stuck();
    long mostBytes = 8 << 20;
    StreamEvent big =
        StreamEvent.V5R2
            .builder(IdentityId.of("big"), EventTime.ofMillis(1))
            .faceImage(EncodedImage.of(new byte[300_000]))
            .build();
    try (EventStream stream =
            builder(listener).atMost(100_000, mostBytes, WhenBehind.DROP_OLDEST).open();
        RawBox.Connection client = box.subscribed()) {
      client.event(event("first"));
      assertThat(listener.reached.await(10, TimeUnit.SECONDS)).isTrue();
      long before = Heap.used();
      for (int i = 0; i < 1000; i++) { // 400 MB
        client.event(big);
      }
      while (stream.dropped() < 1000 - mostBytes / 400_000) { // the test's time limit ends this
        Thread.onSpinWait();
      }
      assertThat(Heap.used() - before).isLessThan(2 * mostBytes);
      listener.go.countDown();
      listener.told.expect("live first", "dropped " + stream.dropped());
      for (long left = 1000 - stream.dropped(); left > 0; left--) {
        listener.told.expect("live big");
      }
    }
  }

  @Test
  void aSingleEventMayBeLargerThanAllThatMayWait() throws Exception {
    Told told = new Told();
    try (EventStream stream = builder(told).atMost(1, 1, WhenBehind.DROP_NEWEST).open();
        RawBox.Connection client = box.subscribed()) {
      told.expect("connected");
      client.event(event("1"));
      told.expect("live 1");
      assertThat(stream.dropped()).isZero();
    }
  }

  @Test
  void closingInterruptsACallAndMakesNoOther() throws Exception {
    Stuck listener = new Stuck();
    EventStream stream = builder(listener).open();
    try (RawBox.Connection client = box.subscribed()) {
      client.event(event("1"));
      client.event(event("2"));
      assertThat(listener.reached.await(10, TimeUnit.SECONDS)).isTrue();
      stream.close();
      listener.told.expect("interrupted");
      assertThat(client.closeCode()).isEqualTo(1000);
    }
    assertThat(listener.told.calls).isEmpty();
  }

  @Test
  void aListenerMayCloseTheStream() throws Exception {
    AtomicReference<EventStream> stream = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    EventStreamListener closing =
        received -> {
          stream.get().close();
          closed.countDown();
        };
    stream.set(builder(closing).open());
    try (RawBox.Connection client = box.subscribed()) {
      client.event(event("1"));
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }
}
