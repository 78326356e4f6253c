package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.stream.EventStream;
import io.sophonevents.client.stream.EventStreamServer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LiveEventsTest {
  private static final String DEVICE = "192.168.1.25";

  private final EventCodec codec = new EventCodec();
  private final BlockingQueue<SophonEvent> heard = new LinkedBlockingQueue<>();
  private final EventStreamServer stream = EventStreamServer.open("127.0.0.1", 0);

  @SuppressWarnings("NullAway.Init") // set before each test
  private EventStore store;

  @SuppressWarnings("NullAway.Init") // set before each test
  private LiveEvents live;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = FolderEventStore.open(folder);
    live =
        new LiveEvents(stream, new EventFeed(new EventReader(codec, store), store, () -> {}), null);
  }

  @AfterEach
  void close() {
    live.close();
    stream.close();
    store.close();
  }

  @Test
  void bothGenerationsHearWhatIsStored() throws Exception {
    BlockingQueue<SophonEvent> ofV6 = new LinkedBlockingQueue<>();
    try (EventStream old = listen(StreamSubscription.V5R2.withPictures(List.of(DEVICE)), heard);
        EventStream current = listen(StreamSubscription.V6R1.withPictures(List.of(DEVICE)), ofV6)) {
      awaitSubscribers(2);
      for (int i = 1; i <= 3; i++) {
        live.pass(event(i, ""));
      }

      for (int i = 1; i <= 3; i++) {
        AccessEvent sent = (AccessEvent) event(i, "").event();
        assertThat(heard.poll(20, TimeUnit.SECONDS))
            .isEqualTo(sent.convertTo(StreamEvent.V5R2.class).event());
        assertThat(ofV6.poll(20, TimeUnit.SECONDS))
            .isEqualTo(sent.convertTo(StreamEvent.V6R1.class).event());
      }
      assertThat(old).isNotSameAs(current);
    }
  }

  @Test
  void whatIsTooMuchForTheStreamIsLeftOutAndCounted() {
    try (EventStream one = listen(StreamSubscription.V5R2.withPictures(List.of(DEVICE)), heard)) {
      awaitSubscribers(1);
      ReceivedEvent large = event(1, "x".repeat(LiveEvents.MAX_WAITING_BYTES / 4));
      long leftOut = 0;
      for (int i = 0; i < 10_000 && leftOut == 0; i++) { // far faster than it can be written
        live.pass(large);
        leftOut = live.leftOut();
      }

      assertThat(leftOut).isEqualTo(1);
      while (live.leftOut() > 0) { // it says so when it has caught up
        Thread.onSpinWait();
      }
      assertThat(one).isNotNull();
    }
  }

  @Test
  void nothingWaitsWhileNobodyListens() {
    ReceivedEvent large = event(1, "x".repeat(LiveEvents.MAX_WAITING_BYTES));
    for (int i = 0; i < 1_000; i++) {
      live.pass(large);
    }

    assertThat(live.leftOut()).isZero();
  }

  private EventStream listen(StreamSubscription subscription, BlockingQueue<SophonEvent> events) {
    URI uri = URI.create("ws://127.0.0.1:" + stream.port());
    return EventStream.connect(uri, subscription, event -> events.add(event.event()));
  }

  private void awaitSubscribers(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (stream.subscribers() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private ReceivedEvent event(int person, String name) {
    String body = Samples.realTime(person).replace("Tom", "Tom" + name);
    byte[] bytes = body.getBytes(UTF_8);
    return new ReceivedEvent(Instant.EPOCH, "/RealTimeEvent", codec.inspect(bytes, Hint.POSTED));
  }
}
