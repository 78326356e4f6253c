package io.sophonevents.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxException;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.EventFilter;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the JDK's clients, which know nothing of boxes. */
@Timeout(60)
class FakeBoxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeBox box = FakeBox.open(BoxGeneration.V5);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    box.close();
  }

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void whatItSeesIsPushedAndStored(BoxGeneration generation) throws Exception {
    try (FakeBox each = FakeBox.open(generation)) {
      subscribe(each);
      each.sees(event("1"));

      assertThat(next()).contains("\"identity_id\":\"1\"");
      assertThat(events(each, generation)).contains("\"identity_id\":\"1\"");
    }
  }

  @ParameterizedTest
  @EnumSource(BoxGeneration.class)
  void aBoxClientFindsWhatItSees(BoxGeneration generation) {
    byte[] face = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
    try (FakeBox each = FakeBox.open(generation);
        BoxClient client = BoxClient.at(each.restUri().toString())) {
      for (int i = 0; i < 120; i++) {
        each.sees(
            StreamEvent.V5R2
                .builder(IdentityId.of("" + i), EventTime.ofMillis(1566016554020L + 1000L * i))
                .deviceId(FakeBox.DEVICE_ID)
                .faceImage(EncodedImage.of(face))
                .build());
      }
      assertThat(client.generation()).isEqualTo(generation);
      assertThat(client.devices().all()).hasSize(1);
      Instant from = Instant.ofEpochMilli(1566016555020L);
      List<StoredEvent> found =
          client.events().find(EventFilter.between(from, from.plusSeconds(99))).toList();
      assertThat(found.stream().map(event -> event.identityId().text()))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 100).mapToObj(i -> "" + (101 - i)).toList());
      StoredEvent first = found.get(0);
      assertThat(client.pictures().ofEvent(requireNonNull(first.faceImageId()), first.time()))
          .isEqualTo(face);
      each.refusesCalls("INTERNAL_ERROR", "busy");
      assertThatExceptionOfType(BoxException.class)
          .isThrownBy(() -> client.devices().all())
          .matches(e -> e.is(generation == BoxGeneration.V5 ? "50072" : "INTERNAL_ERROR"));
    }
  }

  @Test
  void whatItOnlyRemembersIsNotPushed() throws Exception {
    subscribe(box);
    box.memory().add(event("1"));
    box.sees(event("2"));

    assertThat(next()).contains("\"identity_id\":\"2\"");
    assertThat(events(box, BoxGeneration.V5))
        .contains("\"identity_id\":\"1\"", "\"identity_id\":\"2\"");
  }

  @Test
  void itTellsWhatWasSubscribedTo() throws Exception {
    subscribe(box, "{\"need_face\":true,\"event_list\":[\"a\",\"b\"]}");
    StreamSubscription subscription = box.nextSubscription(PATIENCE);
    assertThat(subscription.deviceIds()).containsExactly("a", "b");
    assertThat(subscription.wantsFaceImage()).isTrue();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> box.nextSubscription(Duration.ofMillis(1)))
        .withMessage("fake box: expected a subscription within PT0.001S");
  }

  @Test
  void itSaysAnything() throws Exception {
    subscribe(box);
    box.says(FakeBox.DEVICE_ID, "{no JSON");
    assertThat(next()).isEqualTo("{no JSON");
  }

  @Test
  void aLineThatIsCutBreaksEveryConnectionAndTakesNewOnes() throws Exception {
    subscribe(box);
    box.streamLine().cut();
    assertThat(next()).isEqualTo("IOException");
    subscribe(box);
    box.sees(event("2"));
    assertThat(next()).contains("\"identity_id\":\"2\"");
  }

  @Test
  void aSilentLineHoldsBackWhatIsSaidUntilItIsMended() throws Exception {
    subscribe(box);
    box.streamLine().fallSilent();
    box.sees(event("1"));
    box.restLine().fallSilent();
    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> get(box, Duration.ofMillis(200)));
    assertThat(told).isEmpty();

    box.streamLine().mend();
    box.restLine().mend();
    assertThat(next()).contains("\"identity_id\":\"1\"");
    assertThat(get(box, PATIENCE).statusCode()).isEqualTo(200);
  }

  @Test
  void aLineThatRefusesIsOnTheSamePortAgainWhenItIsMended() throws Exception {
    URI before = box.streamUri();
    subscribe(box);
    box.streamLine().refuse();
    box.restLine().refuse();
    assertThat(next()).isEqualTo("IOException");
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(box, PATIENCE));

    box.streamLine().mend();
    box.restLine().mend();
    subscribe(box);
    box.sees(event("1"));
    assertThat(next()).contains("\"identity_id\":\"1\"");
    assertThat(box.streamUri()).isEqualTo(before);
    assertThat(get(box, PATIENCE).statusCode()).isEqualTo(200);
  }

  @Test
  void aLineThatGarblesIsUnderstoodByNobody() throws Exception {
    subscribe(box);
    box.streamLine().garble();
    box.restLine().garble();
    box.sees(event("1"));
    assertThat(next()).isNotNull().doesNotContain("identity_id");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(box, PATIENCE));
  }

  @Test
  void aSlowLineIsAsSlowAsItIsTold() throws Exception {
    box.memory().add(event("1"));
    int length = get(box, PATIENCE).body().length;
    box.restLine().slowTo(10 * length);
    long start = System.nanoTime();
    get(box, PATIENCE);
    // a tenth of a second for the answer alone, and the request was slow too
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(95));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> box.restLine().slowTo(49))
        .withMessage("faulty line: expected at least 50 bytes a second");
  }

  @Test
  void itRefusesCallsUntilItAnswersAgain() throws Exception {
    box.refusesCalls("INTERNAL_ERROR", "busy");
    HttpResponse<byte[]> refused = get(box, PATIENCE);
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(new String(refused.body(), UTF_8))
        .isEqualTo(
            "{\"error\":{\"code\":50072,\"message\":\"busy\",\"status\":\"SERVER_PROCESS_FAILED\"}}");
    box.answersCalls();
    assertThat(get(box, PATIENCE).statusCode()).isEqualTo(200);
  }

  @Test
  void aClosedBoxIsGoneAndMayBeClosedTwice() {
    box.close();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(box, PATIENCE));
    box.close();
  }

  private static StreamEvent.V5R2 event(String id) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(1566016554020L))
        .deviceId(FakeBox.DEVICE_ID)
        .build();
  }

  private static HttpResponse<byte[]> get(FakeBox box, Duration timeout)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(box.restUri().resolve("/SophonFace/api/events"))
                .timeout(timeout)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String events(FakeBox box, BoxGeneration generation)
      throws IOException, InterruptedException {
    if (generation == BoxGeneration.V5) {
      return new String(get(box, PATIENCE).body(), UTF_8);
    }
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(box.restUri().resolve("/sophon/v2/face/getevents"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void subscribe(FakeBox to) {
    subscribe(to, "{\"event_list\":[\"" + FakeBox.DEVICE_ID + "\"]}");
    to.nextSubscription(PATIENCE);
  }

  private void subscribe(FakeBox to, String subscription) {
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            to.streamUri(),
            new WebSocket.Listener() {
              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket webSocket, CharSequence data, boolean last) {
                told.add(data.toString());
                webSocket.request(1);
                return null;
              }

              @Override
              public void onError(WebSocket webSocket, Throwable error) {
                told.add(error instanceof IOException ? "IOException" : "other error");
              }
            })
        .join()
        .sendText(subscription, true)
        .join();
  }

  private @Nullable String next() throws InterruptedException {
    return told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
