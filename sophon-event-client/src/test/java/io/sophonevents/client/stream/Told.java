package io.sophonevents.client.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventFormatException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a stream tells, in its order: texts, and the events and gaps beside them. */
final class Told implements EventStreamListener {
  final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  final BlockingQueue<ReceivedEvent> events = new LinkedBlockingQueue<>();
  final BlockingQueue<Gap> gaps = new LinkedBlockingQueue<>();

  /** A gap as it was announced. */
  record Gap(Instant from, Instant to) {}

  @Override
  public void onEvent(ReceivedEvent event) {
    events.add(event);
    calls.add((event.isLive() ? "live " : "caught up ") + event.event().identityId().text());
  }

  @Override
  public void onUnreadable(byte[] message, EventFormatException problem) {
    calls.add("unreadable " + problem.getMessage());
  }

  @Override
  public void onConnect() {
    calls.add("connected");
  }

  @Override
  public void onDisconnect(String reason) {
    calls.add("disconnected: " + reason);
  }

  @Override
  public void onGap(Instant from, Instant to) {
    gaps.add(new Gap(from, to));
    calls.add("gap");
  }

  @Override
  public void onGapFilled(Instant from, Instant to) {
    calls.add("filled");
  }

  @Override
  public void onDrop(long count) {
    calls.add("dropped " + count);
  }

  String next() throws InterruptedException {
    return requireNonNull(calls.poll(10, TimeUnit.SECONDS), "nothing more was told");
  }

  /** The next calls are these, in this order. */
  void expect(String... expected) throws InterruptedException {
    for (String each : expected) {
      assertThat(next()).isEqualTo(each);
    }
  }
}
