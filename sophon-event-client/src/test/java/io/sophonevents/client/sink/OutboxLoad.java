package io.sophonevents.client.sink;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A process with an outbox, for the checks of {@code .ci/outbox.py}: it is killed, watched, or
 * given a full disk. Says a line for each event that was taken.
 */
final class OutboxLoad {
  private static final int THREADS = 8;
  private static final int LARGE_BYTES = 30_000;
  private static final int BOX_PICTURES_BYTES = 260_000;

  private OutboxLoad() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "load" -> load(folder, arguments[2], Long.parseLong(arguments[3]));
      case "drain" -> drain(folder, arguments[2]);
      case "sync" -> sync(folder, Integer.parseInt(arguments[2]));
      case "bench" -> OutboxBench.run(folder, Integer.parseInt(arguments[2]));
      case "full" -> full(folder, Path.of(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static SophonEvent event(long number, int pictureBytes) {
    byte[] picture = new byte[pictureBytes];
    new Random(number).nextBytes(picture);
    return RealTimeEvent.V2R1
        .builder(IdentityId.of(String.valueOf(number)), EventTime.ofMillis(1566016554020L + number))
        .captureDeviceIp("192.168.1." + number % THREADS)
        .registeredImage(EncodedImage.of(picture))
        .build();
  }

  private static Outbox outbox(OutboxStore store, WebhookSink sink) {
    return Outbox.builder(sink, store)
        .policy(RetryPolicy.DEFAULT.waiting(Duration.ofMillis(1), Duration.ofMillis(20)))
        .probingEvery(Duration.ofMillis(20))
        .open();
  }

  private static WebhookSink sink(String url) {
    return WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress).open();
  }

  /** Until it is killed. */
  private static void load(Path folder, String url, long first) {
    Outbox outbox = outbox(SqliteOutboxStore.open(folder), sink(url));
    AtomicLong next = new AtomicLong(first);
    for (int i = 0; i < THREADS; i++) {
      new Thread(
              () -> {
                while (true) {
                  long number = next.getAndIncrement();
                  Delivery delivery =
                      outbox.send(
                          event(number, number % 3 == 0 ? LARGE_BYTES : 0), "msg_" + number);
                  say((delivery instanceof Delivery.Queued ? "queued " : "not ") + number);
                }
              })
          .start();
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }

  /** Delivers what is left; gives up when nothing more has arrived for a minute. */
  private static void drain(Path folder, String url) throws InterruptedException {
    try (WebhookSink sink = sink(url);
        OutboxStore store = SqliteOutboxStore.open(folder);
        Outbox outbox = outbox(store, sink)) {
      for (long left = outbox.size().waiting(); left > 0; left = outbox.size().waiting()) {
        long before = left;
        if (!within(60, () -> outbox.size().waiting() < before)) {
          throw new IllegalStateException("not drained: " + outbox.size());
        }
      }
      say("drained dead=" + outbox.size().dead());
    }
  }

  private static boolean within(int seconds, BooleanSupplier condition)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < seconds * 50; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      if (never.await(20, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return condition.getAsBoolean();
  }

  /**
   * Takes events one after the other while the first delivery hangs, so nothing else is written.
   */
  private static void sync(Path folder, int count) {
    CountDownLatch never = new CountDownLatch(1);
    Switched hanging = new Switched();
    hanging.before =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    OutboxStore store = SqliteOutboxStore.open(folder);
    Outbox outbox = Outbox.builder(hanging, store).orderedBy(event -> "one").open();
    for (int i = 1; i <= count; i++) {
      outbox.send(event(i, i % 2 == 0 ? LARGE_BYTES : 0), "msg_" + i);
      say("queued " + i);
    }
    Runtime.getRuntime().halt(0);
  }

  /** Takes events, or does not answer. */
  private static final class Switched implements EventSink {
    private volatile boolean up;
    private volatile Runnable before = () -> {};

    @Override
    public Delivery send(SophonEvent event, String id) {
      before.run();
      return up ? new Delivery.Accepted() : new Delivery.Unreachable("switched off");
    }

    @Override
    public void close() {}
  }

  /** Each policy on a disk that fills; a file that is in the way is deleted and written again. */
  private static void full(Path place, Path filler) throws IOException, InterruptedException {
    byte[] inTheWay = new byte[(int) Files.size(filler)];
    for (WhenFull policy : WhenFull.values()) {
      Path folder = Files.createDirectories(place.resolve(policy.name()));
      Switched sink = new Switched();
      AtomicLong dropped = new AtomicLong();
      DeliveryListener counting =
          new DeliveryListener() {
            @Override
            public void dropped(OutboxEntry entry) {
              dropped.incrementAndGet();
            }
          };
      try (OutboxStore store = SqliteOutboxStore.open(folder);
          Outbox outbox =
              Outbox.builder(sink, store)
                  .atMost(1_000_000, 1L << 40, policy)
                  .probingEvery(Duration.ofMillis(20))
                  .policy(RetryPolicy.DEFAULT.waiting(Duration.ofMillis(1), Duration.ofMillis(20)))
                  .listener(counting)
                  .open()) {
        BlockingQueue<Delivery> outcomes = new LinkedBlockingQueue<>();
        int taken = fill(outbox, outcomes, policy == WhenFull.DROP_OLDEST ? 300 : 1000);
        long millis =
            policy == WhenFull.DROP_OLDEST ? 0 : recover(outbox, outcomes, filler, policy);
        require(outbox.size().waiting() >= taken - dropped.get(), "an event is gone");
        require((dropped.get() > 0) == (policy == WhenFull.DROP_OLDEST), "dropped " + dropped);
        sink.up = true;
        require(within(30, () -> outbox.size().waiting() == 0), "not delivered: " + outbox.size());
        require(
            outbox.send(event(1, BOX_PICTURES_BYTES)) instanceof Delivery.Queued,
            "no room although all is delivered");
        say(
            policy
                + ": "
                + taken
                + " taken, "
                + dropped
                + " dropped, again after "
                + millis
                + " ms");
      }
      try (var files = Files.list(folder)) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
      }
      Files.write(filler, inTheWay);
    }
  }

  /** How many were taken before the disk was full, or the most. */
  private static int fill(Outbox outbox, BlockingQueue<Delivery> outcomes, int most)
      throws InterruptedException {
    for (int taken = 0; taken < most; taken++) {
      long number = taken;
      Thread sender =
          new Thread(() -> outcomes.add(outbox.send(event(number, BOX_PICTURES_BYTES))));
      sender.setDaemon(true);
      sender.start();
      Delivery delivery = outcomes.poll(3, TimeUnit.SECONDS);
      if (delivery == null || delivery instanceof Delivery.NotQueued) {
        return taken;
      }
    }
    return most;
  }

  /** How long after there is room one is taken again, in milliseconds. */
  private static long recover(
      Outbox outbox, BlockingQueue<Delivery> outcomes, Path filler, WhenFull policy)
      throws IOException, InterruptedException {
    Files.delete(filler);
    long start = System.nanoTime();
    if (policy == WhenFull.BLOCK) { // one waits
      require(
          outcomes.poll(2, TimeUnit.SECONDS) instanceof Delivery.Queued,
          "nothing taken 2 s after there was room");
    } else {
      while (!(outbox.send(event(0, BOX_PICTURES_BYTES)) instanceof Delivery.Queued)) {
        require(
            System.nanoTime() - start < 2_000_000_000L, "nothing taken 2 s after there was room");
      }
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
