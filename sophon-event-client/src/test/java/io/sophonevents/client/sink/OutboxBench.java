package io.sophonevents.client.sink;

import com.sun.net.httpserver.HttpServer;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Figures of an outbox beside what they are measured against, in turns. */
final class OutboxBench {
  private static final int PRODUCERS = 32;
  private static final int CONNECTIONS = 8;

  /** More than connections: with as many, the slowest door would be waited for alone at the end. */
  private static final int DOORS = 64;

  private static final long NANOS = 2_000_000_000L;
  private static final int PICTURE_BYTES = 260_000;
  private static final int SMALL = 40_000;
  private static final int LARGE = 2_000;

  private OutboxBench() {}

  /** One turn of a measurement: how much a second. */
  private interface Turn {
    double run() throws Exception;
  }

  static void run(Path folder, int rounds) throws Exception {
    SophonEvent small = OutboxLoad.event(1, 0);
    SophonEvent large = OutboxLoad.event(2, PICTURE_BYTES);
    compare(rounds, "take small", () -> take(folder, small), "-", () -> 1);
    compare(
        rounds, "take 347 kB", () -> take(folder, large), "append", () -> append(folder, large));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
    server.setExecutor(executor);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    compare(
        rounds,
        "deliver small",
        () -> deliver(folder, url, 0, SMALL, false),
        "OkHttp",
        () -> post(url, small, SMALL));
    compare(
        rounds,
        "... restarted",
        () -> deliver(folder, url, 0, SMALL, true),
        "OkHttp",
        () -> post(url, small, SMALL));
    compare(
        rounds,
        "deliver 347 kB",
        () -> deliver(folder, url, PICTURE_BYTES, LARGE, false),
        "OkHttp",
        () -> post(url, large, LARGE));
    compare(
        rounds,
        "... restarted",
        () -> deliver(folder, url, PICTURE_BYTES, LARGE, true),
        "OkHttp",
        () -> post(url, large, LARGE));
    server.stop(0);
    executor.shutdown();
  }

  private static void compare(int rounds, String name, Turn turn, String peerName, Turn peer)
      throws Exception {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    turn.run();
    peer.run(); // once to warm up
    for (int i = 0; i < rounds; i++) {
      ours[i] = turn.run();
      theirs[i] = peer.run();
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-16s min %8.0f median %8.0f a second; %-8s min %8.0f median %8.0f; ratio of medians"
                + " %.2f",
            name,
            ours[0],
            ours[rounds / 2],
            peerName,
            theirs[0],
            theirs[rounds / 2],
            ours[rounds / 2] / theirs[rounds / 2]));
  }

  private static double take(Path parent, SophonEvent event) throws Exception {
    Path folder = Files.createTempDirectory(parent, "take-");
    AtomicLong taken = new AtomicLong();
    CountDownLatch hold = new CountDownLatch(1);
    double seconds;
    try (OutboxStore store = SqliteOutboxStore.open(folder);
        Outbox outbox = Outbox.builder(held(hold), store).orderedBy(each -> "one").open()) {
      long start = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < PRODUCERS; i++) {
        Thread thread =
            new Thread(
                () -> {
                  while (System.nanoTime() - start < NANOS) {
                    outbox.send(event);
                    taken.incrementAndGet();
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread each : threads) {
        each.join();
      }
      seconds = (System.nanoTime() - start) / 1e9;
      hold.countDown();
    }
    delete(folder);
    return taken.get() / seconds;
  }

  private static EventSink held(CountDownLatch hold) {
    return new EventSink() {
      @Override
      public Delivery send(SophonEvent event, String id) {
        try {
          hold.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new Delivery.Unreachable("held");
      }

      @Override
      public void close() {}
    };
  }

  /** Groups of as many bodies as there are producers, one fdatasync each. */
  private static double append(Path parent, SophonEvent event) throws IOException {
    byte[] body = new EventCodec().encode(event);
    Path file = Files.createTempFile(parent, "append-", ".bin");
    long appended = 0;
    long start = System.nanoTime();
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (System.nanoTime() - start < NANOS) {
        for (int i = 0; i < PRODUCERS; i++) {
          ByteBuffer bytes = ByteBuffer.wrap(body);
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
        }
        out.force(false);
        appended += PRODUCERS;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(file);
    return appended / seconds;
  }

  /**
   * How fast a backlog is delivered.
   *
   * @param restarted whether the store was closed since it was filled, so that all is read again
   */
  private static double deliver(
      Path parent, String url, int pictureBytes, int count, boolean restarted) throws Exception {
    Path folder = Files.createTempDirectory(parent, "deliver-");
    double seconds;
    OutboxStore store = SqliteOutboxStore.open(folder);
    fill(store, pictureBytes, count);
    if (restarted) {
      store.close();
      store = SqliteOutboxStore.open(folder);
    }
    try (OutboxStore filled = store;
        WebhookSink sink =
            WebhookSink.builder(url).allowing(InetAddress::isLoopbackAddress).open()) {
      CountDownLatch delivered = new CountDownLatch(count);
      DeliveryListener listener =
          new DeliveryListener() {
            @Override
            public void delivered(OutboxEntry entry) {
              delivered.countDown();
            }
          };
      long start = System.nanoTime();
      try (Outbox outbox =
          Outbox.builder(sink, filled).parallel(CONNECTIONS).listener(listener).open()) {
        delivered.await();
        seconds = (System.nanoTime() - start) / 1e9;
        if (outbox.breaker() != BreakerState.CLOSED) {
          throw new IllegalStateException("the receiver did not keep up");
        }
      }
    }
    delete(folder);
    return count / seconds;
  }

  private static void fill(OutboxStore store, int pictureBytes, int count) {
    List<CompletionStage<OutboxEntry>> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SophonEvent event = OutboxLoad.event(i, pictureBytes);
      byte[] body = new EventCodec().encode(event);
      added.add(
          store.add(
              OutboxEntry.of(
                  "msg_" + i,
                  "door " + i % DOORS,
                  event.getClass().getName(),
                  Instant.EPOCH,
                  body.length),
              body));
      if (i % PRODUCERS == 0) {
        added.get(i).toCompletableFuture().join();
      }
    }
    for (CompletionStage<OutboxEntry> each : added) {
      each.toCompletableFuture().join();
    }
  }

  private static double post(String url, SophonEvent event, int count) throws Exception {
    byte[] body = new EventCodec().encode(event);
    MediaType json = MediaType.get("application/json");
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(
                new okhttp3.ConnectionPool(CONNECTIONS, 1, java.util.concurrent.TimeUnit.MINUTES))
            .build();
    AtomicLong left = new AtomicLong(count);
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (left.getAndDecrement() > 0) {
                  Request request =
                      new Request.Builder()
                          .url(url)
                          .header(WebhookSignature.ID_HEADER, "msg_1") // as the outbox sends one
                          .post(RequestBody.create(body, json))
                          .build();
                  try (Response response = client.newCall(request).execute()) {
                    if (!response.isSuccessful()) {
                      throw new IllegalStateException("answered " + response.code());
                    }
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread each : threads) {
      each.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    client.connectionPool().evictAll();
    return count / seconds;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }
}
