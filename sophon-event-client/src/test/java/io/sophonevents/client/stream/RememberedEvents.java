package io.sophonevents.client.stream;

import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A box's memory that is a list. */
class RememberedEvents implements EventHistory {
  final List<StreamEvent> events = new CopyOnWriteArrayList<>();
  final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  final AtomicInteger failures = new AtomicInteger();
  volatile List<String> devices = List.of();

  /** A question. */
  record Asked(Instant from, Instant to, StreamSubscription subscription) {}

  @Override
  public List<String> deviceIds() {
    failIfSo();
    return devices;
  }

  @Override
  public Stream<StreamEvent> between(Instant from, Instant to, StreamSubscription subscription) {
    asked.add(new Asked(from, to, subscription));
    failIfSo();
    return events.stream()
        .filter(event -> !event.time().instant().isBefore(from))
        .filter(event -> !event.time().instant().isAfter(to))
        .filter(event -> subscription.deviceIds().contains(event.captureDeviceId()));
  }

  private void failIfSo() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the box says no");
    }
  }
}
