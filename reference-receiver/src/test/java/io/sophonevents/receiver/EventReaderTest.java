package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest extends ReceiverTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void theNewestEventComesFirst() throws Exception {
    for (int i = 1; i <= 5; i++) {
      wire.post("/RealTimeEvent", Samples.realTime(i));
    }

    assertThat(events("").findValuesAsText("identityId")).containsExactly("5", "4", "3", "2", "1");
    assertThat(events("?after=3").findValuesAsText("identityId")).containsExactly("5", "4");
    assertThat(events("?limit=2").findValuesAsText("identityId")).containsExactly("5", "4");
    assertThat(events("?after=1&limit=1").findValuesAsText("id")).containsExactly("5");
    assertThat(events("?after=5").path("events")).isEmpty();
    assertThat(events("?after=5").path("newest").asInt()).isEqualTo(5);
  }

  @Test
  void anEventIsShownWithoutItsPictures() throws Exception {
    wire.post("/EventServer/api/AccessRecord", Samples.ACCESS_RECORD);

    JsonNode event = events("").path("events").path(0);

    assertThat(event.path("receivedAt").asText()).endsWith("Z");
    ((com.fasterxml.jackson.databind.node.ObjectNode) event).remove("receivedAt");
    assertThat(event)
        .isEqualTo(
            JSON.readTree(
                """
                {"id":1,"path":"/EventServer/api/AccessRecord","kind":"access-record",
                 "layout":"V5R6","name":"小明","identityId":"666666","stranger":false,
                 "personType":5,"score":0.6231614351272583,
                 "device":"23c7232b-0b35-4813-be6b-6ec4ee21ac4f",
                 "time":"2019-08-17T04:35:54.020Z","pictures":[]}
                """));
  }

  @Test
  void aStrangerIsSaidToBeOne() throws Exception {
    wire.post("/HistoryEvent", Samples.HISTORY);

    assertThat(events("").path("events").path(0).path("stranger").asBoolean()).isTrue();
  }

  @Test
  void aMessageWithoutAPersonIsShownToo() throws Exception {
    wire.post("/DeviceStatus", "{\"cpu\":1}");

    JsonNode event = events("").path("events").path(0);
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly("id", "receivedAt", "path", "kind", "layout");
    assertThat(event.path("kind").asText()).isEqualTo("unknown");
  }

  @Test
  void picturesAreServedAsWhatTheyAre() throws Exception {
    wire.post("/HistoryEvent", Samples.withPictures(Samples.JPEG, Samples.PNG, Samples.WEBP));

    assertThat(events("").path("events").path(0).path("pictures").toString())
        .isEqualTo("[\"face\",\"scene\",\"registered\"]");
    assertPicture("face", "image/jpeg", "picture.jpeg", Samples.JPEG);
    assertPicture("scene", "image/png", "picture.png", Samples.PNG);
    assertPicture("registered", "image/webp", "picture.webp", Samples.WEBP);
  }

  private void assertPicture(String role, String type, String file, byte[] bytes) {
    Wire.Answer answer = wire.get("/api/events/1/pictures/" + role);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(bytes);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"" + file + "\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><script>alert(1)</script>", "<svg xmlns='x'/>", "GIF89a", ""})
  void whatIsNoPictureIsNotServed(String bytes) throws Exception {
    byte[] fake = bytes.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    wire.post("/HistoryEvent", Samples.withPictures(fake, fake, fake));

    Wire.Answer answer = wire.get("/api/events/1/pictures/face");

    assertThat(events("").path("events").path(0).path("pictures")).isEmpty();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"picture: expected an event with a JPEG, PNG or WebP as face but there"
                + " is none\",\"status\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/events/1/pictures/infrared",
        "/api/events/x/pictures/face",
        "/api/events/1",
        "/api/events/",
        "/api/events/1/pictures/face/..%2f..",
        "/api/events/99999999999999999999/pictures/face"
      })
  void anotherPictureIsToldWhatThereIs(String path) {
    Wire.Answer answer = wire.get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).endsWith("\"status\":1}");
  }

  @ParameterizedTest
  @CsvSource({"?after=x", "?after=-1", "?limit=201", "?limit=1.5", "?after=9999999999999999999"})
  void aQueryThatIsNoNumberIsRefused(String query) {
    Wire.Answer answer = wire.get("/api/events" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"events: expected ?after=ID and &limit=N, both whole numbers, N at most"
                + " 200\",\"status\":1}");
  }

  @Test
  void whatIsInQuarantineIsListedWithoutItsBytes() {
    wire.post("/RealTimeEvent", "secret {");
    wire.post("/RealTimeEvent", "secret {");

    Wire.Answer answer = wire.get("/api/quarantine");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.body())
        .matches(
            "\\{\"messages\":\\[\\{\"id\":1,\"receivedAt\":\"[^\"]+\",\"times\":2,"
                + "\"path\":\"/RealTimeEvent\",\"bytes\":8,\"reason\":\"event: expected JSON but"
                + " found a letter or digit at line 1, column 1\"}],\"count\":1}");
  }

  @Test
  void whatIsReadIsNotKeptByTheBrowser() {
    assertThat(wire.get("/api/events").header("Cache-Control")).isEqualTo("private, no-store");
  }

  private JsonNode events(String query) throws Exception {
    Wire.Answer answer = wire.get("/api/events" + query);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    return JSON.readTree(answer.body());
  }
}
