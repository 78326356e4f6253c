package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.Score;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TailTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant SEEN = Instant.parse("2026-11-21T08:00:00Z");

  @RegisterExtension final CapturedOutput output = new CapturedOutput();

  private final FakeBox box = FakeBox.open(BoxGeneration.V5);

  @AfterEach
  void close() {
    box.close();
  }

  private static StreamEvent event(String id, String name) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(id), EventTime.ofMillis(SEEN.toEpochMilli()))
        .deviceId(FakeBox.DEVICE_ID)
        .identityName(PersonName.of(name))
        .score(Score.of(91.5))
        .faceImage(EncodedImage.of(new byte[] {1, 2, 3}))
        .build();
  }

  private static CompletableFuture<Integer> run(String... arguments) {
    return CompletableFuture.supplyAsync(() -> Sophon.run(arguments));
  }

  private StreamSubscription nextSubscription() {
    return box.nextSubscription(PATIENCE);
  }

  @Test
  void aLineForEachEventOfAllDevices() throws Exception {
    CompletableFuture<Integer> code =
        run("tail", box.streamUri().toString(), "--rest", box.restUri().toString(), "--count", "2");
    StreamSubscription subscription = nextSubscription();
    assertThat(subscription.deviceIds()).containsExactly(FakeBox.DEVICE_ID);
    assertThat(subscription.wantsFaceImage()).isFalse();
    box.sees(event("1001", "Alex Winter"));
    box.sees(event("1002", "\u001b[2Jevil\"\n"));

    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(output.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "2026-11-21T08:00:00Z live age=[-0-9.]+s device="
                            + FakeBox.DEVICE_ID
                            + " id=1001 name=\"Alex Winter\" score=91\\.5"),
            line -> assertThat(line).contains("name=\"?[2Jevil??\""));
  }

  @Test
  void jsonHoldsTheWholeEventAndItsPicturesIfAskedFor() throws Exception {
    CompletableFuture<Integer> code =
        run(
            "tail",
            box.streamUri().toString(),
            "--live-only",
            "--device",
            FakeBox.DEVICE_ID,
            "--json",
            "--pictures",
            "--count",
            "1");
    nextSubscription();
    box.sees(event("1001", "Alex Winter"));

    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(output.out())
        .startsWith("{\"receivedAt\":\"")
        .contains("\"live\":true,\"event\":{\"identity_id\":\"1001\",")
        .contains("\"recognize_face\":\"AQID\"")
        .endsWith("}}" + System.lineSeparator());
  }

  @Test
  void whatTheBoxSawBeforeIsPrintedSinceThen() throws Exception {
    box.sees(event("1001", "Alex Winter"));
    CompletableFuture<Integer> code =
        run(
            "tail",
            box.streamUri().toString(),
            "--rest",
            box.restUri().toString(),
            "--since",
            SEEN.toString(),
            "--count",
            "1");
    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(output.out()).contains(" caught-up ").contains(" id=1001 ");
    assertThat(output.err()).contains("gap from ");
  }

  @Test
  void aBoxOfV6IsFollowedInItsLayout() throws Exception {
    try (FakeBox v6 = FakeBox.open(BoxGeneration.V6)) {
      v6.sees(eventOfV6("1001", "Alex Winter"));
      CompletableFuture<Integer> code =
          run(
              "tail",
              v6.streamUri().toString(),
              "--rest",
              v6.restUri().toString(),
              "--since",
              SEEN.toString(),
              "--json",
              "--pictures",
              "--count",
              "2");
      StreamSubscription subscription = v6.nextSubscription(PATIENCE);
      assertThat(subscription).isInstanceOf(StreamSubscription.V6R1.class);
      assertThat(subscription.deviceIds()).containsExactly(FakeBox.DEVICE_ID);
      v6.sees(eventOfV6("1002", "Kim Sommer"));

      assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(output.out().lines())
          .hasSize(2)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "\"media_device_id\":\"" + FakeBox.DEVICE_ID + "\"",
                          "\"recognize_face_image\":\"data:image/jpeg;base64,/9j/wAALCAAQABABAREA/9k=\""))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("\"live\":false", "\"event_id\":\"id-1001\"", "Alex Winter"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("\"live\":true", "\"event_id\":\"id-1002\"", "Kim Sommer"));
    }
  }

  private static StreamEvent eventOfV6(String id, String name) {
    return StreamEvent.V6R1
        .builder(IdentityId.of(id), EventTime.ofMillis(SEEN.toEpochMilli()))
        .eventId("id-" + id)
        .deviceId(FakeBox.DEVICE_ID)
        .identityName(PersonName.of(name))
        .faceImage(EncodedImage.ofText("data:image/jpeg;base64,/9j/wAALCAAQABABAREA/9k="))
        .build();
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(Sophon.run("tail", "ws://127.0.0.1:1", "--live-only")).isEqualTo(1);
    assertThat(output.err()).contains("tail: expected --device and no --since beside --live-only");
    assertThat(Sophon.run("tail", "http://127.0.0.1", "--live-only", "--device", "1")).isEqualTo(1);
    assertThat(output.err()).contains("event stream: expected an address like ws://box:5679");
    assertThat(Sophon.run("tail", "--help")).isZero();
    assertThat(List.of(output.out().split("\n"))).anyMatch(line -> line.contains("--live-only"));
  }
}
