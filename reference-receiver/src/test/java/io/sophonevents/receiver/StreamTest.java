package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.stream.EventStream;
import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamTest extends ReceiverTest {
  private static final long PATIENCE_SECONDS = 20;

  private final EventCodec codec = new EventCodec();
  private final BlockingQueue<SophonEvent> heard = new ArrayBlockingQueue<>(16);

  @Test
  void whatIsPostedIsHeardOnceAndInOrder() throws Exception {
    try (EventStream stream = listenTo("192.168.1.25")) {
      for (int i = 1; i <= 5; i++) {
        wire.post("/RealTimeEvent", Samples.realTime(i));
      }
      for (int i = 1; i <= 5; i++) {
        assertThat(next().identityId().text()).isEqualTo(String.valueOf(i));
      }
      assertThat(heard).isEmpty();
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void aMessageWithoutAPersonIsNotStreamed() throws Exception {
    try (EventStream stream = listenTo("192.168.1.25")) {
      wire.post("/DeviceStatus", "{\"device_id\":\"192.168.1.25\"}");
      wire.post("/RealTimeEvent", Samples.realTime(1));

      assertThat(next().identityId().text()).isEqualTo("1");
      assertThat(stream).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "realtime-se3-v2r1.json, AKOPKKKKK__192.168.1.25, false", // its range is not known
    "history-event-v5r7.json, 3f09148d-b736-48fb-a29f-95bb9d23ff51, true",
    "access-record-report-v5r6.json, 23c7232b-0b35-4813-be6b-6ec4ee21ac4f, true"
  })
  void anEventOfAnyKindIsHeardAsAStreamEvent(String sample, String device, boolean hasScore)
      throws Exception {
    AccessEvent posted =
        (AccessEvent) codec.decode(Samples.sample(sample).getBytes(UTF_8), Hint.POSTED);

    try (EventStream stream = listenTo(device)) {
      wire.post("/EventServer/api/x", Samples.sample(sample));

      StreamEvent.V5R2 event = next();
      assertThat(event.deviceId()).isEqualTo(device);
      assertThat(event.identityId()).isEqualTo(posted.identityId());
      assertThat(event.identityName()).isEqualTo(posted.identityName());
      assertThat(event.time()).isEqualTo(posted.time());
      assertThat(event.score()).isEqualTo(hasScore ? posted.score() : null);
      assertThat(event.personType()).isEqualTo(posted.personType());
      assertThat(event.registeredImage()).isEqualTo(posted.registeredImage());
      assertThat(event.sceneImage()).isEqualTo(posted.sceneImage());
      assertThat(event.faceImage()).isEqualTo(posted.faceImage());
      assertThat(stream).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "realtime-se3-v2r1.json | {\"identity_id\":\"12345565\",\"device_id\":"
            + "\"AKOPKKKKK__192.168.1.25\",\"identity_name\":\"Tom\",\"identity_info\":{},"
            + "\"group_name\":\"default_group\",\"reg_pic\":\"/9j/6QAEAAD/2wBD...\","
            + "\"timestamp\":1565771454932,\"ext_data\":{\"device_ip\":"
            + "\"192.168.1.25\",\"spot_pic\":\"/9j/6QAEAAD/2wBD...\",\"person_type\":1,"
            + "\"device_type\":\"0\",\"grab_fiqa_info\":{},\"box_fiqa_info\":{}}}",
        "history-event-v5r7.json | {\"identity_id\":\"1602612036.3828533\",\"device_id\":"
            + "\"3f09148d-b736-48fb-a29f-95bb9d23ff51\",\"identity_name\":\"stranger\","
            + "\"identity_info\":{},\"group_name\":\"\",\"reg_pic\":\"\","
            + "\"timestamp\":1602612036150,\"score\":6.58,\"ext_data\":{\"device_ip\":"
            + "\"192.168.1.100\",\"spot_pic\":\"\",\"recognize_face\":\"\",\"person_type\":4,"
            + "\"grab_fiqa_info\":{},\"box_fiqa_info\":{}}}"
      })
  void theLayoutIsThatOfTheStream(String sample, String expected) {
    AccessEvent posted =
        (AccessEvent) codec.decode(Samples.sample(sample).getBytes(UTF_8), Hint.POSTED);

    assertThat(new String(codec.encode(posted.convertTo(StreamEvent.V5R2.class).event()), UTF_8))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"HUNDRED, true", "ONE, false", "UNKNOWN, false"})
  void aScoreIsHeardWhereItsRangeIsStatedToBeThatOfTheStream(
      ScoreRange range, boolean isHeard, @TempDir Path other) throws Exception {
    server.close();
    server =
        ReceiverServer.builder().dataFolder(other).port(0).streamPort(0).scoreRange(range).build();
    wire = new Wire(server.port());
    try (EventStream stream = listenTo("192.168.1.25")) {
      wire.post("/RealTimeEvent", Samples.realTime(1));

      Score score = next().score();
      assertThat(score == null ? "none" : score.value().toString())
          .isEqualTo(isHeard ? "0.78" : "none");
      assertThat(stream).isNotNull();
    }
  }

  @Test
  void anAccessRecordIsPassedOnToTheLetter() {
    byte[] posted = Samples.ACCESS_RECORD.getBytes(UTF_8);

    assertThat(streamed(posted)).isEqualTo(codec.decode(posted));
  }

  @Test
  void anEventWithoutADeviceHasAnEmptyOne() {
    byte[] posted = "{\"identity_id\":\"1\",\"timestamp\":1,\"ep_info\":{}}".getBytes(UTF_8);

    StreamEvent.V5R2 event = streamed(posted);

    assertThat(new String(codec.encode(event), UTF_8))
        .isEqualTo(
            "{\"identity_id\":\"1\",\"device_id\":\"\",\"identity_info\":{},\"group_name\":\"\","
                + "\"timestamp\":1000,\"ext_data\":{\"grab_fiqa_info\":{},\"box_fiqa_info\":{}}}");
  }

  @Test
  void aForeignPageCannotListen() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.streamPort());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: 127.0.0.1:"
                      + server.streamPort()
                      + "\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                  .getBytes(UTF_8));

      assertThat(new String(in.readAllBytes(), UTF_8)).doesNotContain("101 ");
      assertThat(server.subscribers()).isZero();
    }
  }

  private StreamEvent.V5R2 streamed(byte[] posted) {
    AccessEvent event = (AccessEvent) codec.decode(posted, Hint.POSTED);
    return event.convertTo(StreamEvent.V5R2.class).event();
  }

  private EventStream listenTo(String device) {
    EventStream stream =
        EventStream.connect(
            server.streamUri(),
            StreamSubscription.V5R2.withPictures(List.of(device)),
            event -> heard.add(event.event()));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (server.subscribers() == 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return stream;
  }

  private StreamEvent.V5R2 next() throws InterruptedException {
    SophonEvent event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(StreamEvent.V5R2.class);
    return (StreamEvent.V5R2) event;
  }
}
