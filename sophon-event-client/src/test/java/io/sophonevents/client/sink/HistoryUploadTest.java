package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.Hint;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryUploadTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  private final List<HistoryUpload.Stored> stored = new CopyOnWriteArrayList<>();
  private final BlockingQueue<List<Integer>> arrived = new LinkedBlockingQueue<>();
  private volatile Function<List<Integer>, Integer> status = batch -> 200;
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          List<Integer> batch = new ArrayList<>();
          byte[] body = exchange.getRequestBody().readAllBytes();
          for (Decoded each : new EventCodec().decodeBatch(body, Hint.POSTED)) {
            batch.add(Integer.parseInt(((AccessEvent) each.event()).identityId().text()));
          }
          int answer = status.apply(batch);
          if (answer == 200) {
            arrived.add(batch);
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void store(int from, int to) {
    for (int i = from; i <= to; i++) {
      EventTime time = EventTime.ofMillis(1566016554020L + i);
      stored.add(
          new HistoryUpload.Stored(
              i * 10L, HistoryEvent.V6R1.builder(IdentityId.of("" + i), time).build()));
    }
  }

  private List<HistoryUpload.Stored> after(long number, int most) {
    return stored.stream().filter(each -> each.number() > number).limit(most).toList();
  }

  private WebhookSink sink(BodyForm form) {
    return WebhookSink.builder("http://127.0.0.1:" + receiver.getAddress().getPort() + "/")
        .allowing(InetAddress::isLoopbackAddress)
        .form(form)
        .open();
  }

  private HistoryUpload upload(WebhookSink sink, Duration period) {
    return HistoryUpload.open(sink, this::after, folder.resolve("cursor"), period);
  }

  @Test
  void aHundredAtMostGoInOneRequestAndTheCursorSurvives() throws Exception {
    store(1, 250);
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload = upload(sink, LONG)) {
      assertThat(upload.uploadNow()).isEqualTo(new Delivery.Accepted());
      assertThat(upload.cursor()).isEqualTo(2500);
    }
    assertThat(arrived).extracting(List::size).containsExactly(100, 100, 50);
    assertThat(arrived.stream().flatMap(List::stream)).isSorted().doesNotHaveDuplicates();
    arrived.clear();
    assertThat(Files.readString(folder.resolve("cursor"))).isEqualTo("2500\n");
    store(251, 251);
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload = upload(sink, LONG)) {
      upload.uploadNow();
    }
    assertThat(arrived).containsExactly(List.of(251));
  }

  @Test
  void whatIsNotTakenStaysBehindTheCursor() {
    store(1, 3);
    status = batch -> 503;
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload = upload(sink, LONG)) {
      assertThat(upload.uploadNow()).isEqualTo(new Delivery.Deferred(503, null));
      status = batch -> 401;
      assertThat(upload.uploadNow()).isEqualTo(new Delivery.Rejected(401));
      assertThat(upload.cursor()).isZero();
      status = batch -> 200;
      assertThat(upload.uploadNow()).isEqualTo(new Delivery.Accepted());
      assertThat(arrived).containsExactly(List.of(1, 2, 3));
    }
  }

  @Test
  void thePoisonousOneIsFoundAndPassedOver() {
    store(1, 100);
    status = batch -> batch.contains(37) ? 400 : 200;
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload = upload(sink, LONG)) {
      assertThat(upload.uploadNow()).isEqualTo(new Delivery.Accepted());
      assertThat(upload.cursor()).isEqualTo(1000);
    }
    assertThat(arrived.stream().flatMap(List::stream))
        .hasSize(99)
        .doesNotContain(37)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void whatIsRefusedIsToldBeforeItIsPassedOver() {
    store(1, 3);
    status = batch -> batch.contains(2) ? 422 : 200;
    List<String> told = new CopyOnWriteArrayList<>();
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload =
            HistoryUpload.open(
                sink,
                this::after,
                folder.resolve("cursor"),
                LONG,
                (event, answer) -> {
                  told.add(event.number() + " " + answer.status());
                  if (told.size() == 1) {
                    throw new IllegalStateException("no room to keep it");
                  }
                })) {
      while (upload.cursor() < 30) { // by its own thread or by this one
        try {
          assertThat(upload.uploadNow()).isEqualTo(new Delivery.Accepted());
        } catch (IllegalStateException noRoom) {
          // not passed over: it comes again
        }
      }
    }
    assertThat(told).containsExactly("20 422", "20 422");
    assertThat(arrived.stream().flatMap(List::stream)).containsExactly(1, 3);
  }

  @Test
  void whatIsStoredLaterComesWithThePeriod() throws InterruptedException {
    try (WebhookSink sink = sink(BodyForm.JSON);
        HistoryUpload upload = upload(sink, Duration.ofSeconds(1))) {
      store(1, 1);
      assertThat(arrived.poll(20, TimeUnit.SECONDS)).containsExactly(1);
      store(2, 2);
      assertThat(arrived.poll(20, TimeUnit.SECONDS)).containsExactly(2);
      assertThat(upload.cursor()).isBetween(10L, 20L);
    }
  }

  @Test
  void whatIsNoCursorOrPeriodIsRefused() throws IOException {
    Files.writeString(folder.resolve("cursor"), "x");
    try (WebhookSink sink = sink(BodyForm.JSON)) {
      assertThatExceptionOfType(SophonException.class)
          .isThrownBy(() -> upload(sink, LONG))
          .withMessageEndingWith("cursor: expected a number but is none");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> upload(sink, Duration.ofMillis(999)))
          .withMessage("history upload: expected a period of at least 1 second but was PT0.999S");
    }
  }
}
