package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sophonevents.event.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a request has, events or something for quarantine come out, and what is stored of an
 * event is its body again, byte for byte. In the build it goes through the samples; with {@code
 * JAZZER_FUZZ=1} it looks for more.
 */
class ReceptionFuzzTest {
  private static final EventCodec CODEC = new EventCodec();
  private static final int LONGEST_REASON = 400;

  static List<byte[]> bodies() {
    return Stream.concat(
            Samples.named("realtime", "history", "stream", "access", "device", "box").stream()
                .map(Samples::sample),
            Stream.of(
                "",
                "[{\"identity_id\":\"1\",\"timestamp\":1},7,null]",
                "{\"events\":[{\"identity_id\":\"1\",\"timestamp\":1,\"reg_pic\":\""
                    + Samples.base64(new byte[900])
                    + "\"}]}",
                "identity_id=7&timestamp=1566016554020&ext_data=%7B%7D"))
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  static List<byte[]> forms() {
    return Stream.of(
            """
            --xyz\r
            Content-Disposition: form-data; name="identity_id"\r
            \r
            7\r
            --xyz\r
            Content-Disposition: form-data; name="timestamp"\r
            Content-Type: text/plain; charset=gbk\r
            \r
            1566016554020\r
            --xyz\r
            Content-Disposition: form-data; name="spot_pic"; filename="a.jpg"\r
            Content-Type: image/jpeg\r
            \r
            \u00ff\u00d8\u00ff\r
            --xyz--\r
            """,
            "--xyz\r\n\r\n\r\n--xyz--",
            "--xyz--")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @MethodSource("bodies")
  @DictionaryEntries({"{\"events\":[", "\"spot_pic\":\"", "\"ext_data\":{", "&ext_data=", "%7B"})
  @FuzzTest(maxDuration = "20s")
  void body(byte[] body) {
    receive("/RealTimeEvent", null, body);
  }

  @MethodSource("forms")
  @DictionaryEntries({
    "--xyz",
    "--xyz--",
    "Content-Disposition: form-data; name=",
    "\\x0d\\x0a\\x0d\\x0a"
  })
  @FuzzTest(maxDuration = "20s")
  void multipart(byte[] body) {
    receive("/HistoryEvent", "multipart/form-data; boundary=xyz", body);
  }

  private static void receive(String path, @Nullable String type, byte[] body) {
    Reception reception = Reception.of(CODEC, Instant.EPOCH, path, type, body);

    for (UnreadableMessage message : reception.unreadable()) {
      assertThat(message.reason())
          .hasSizeLessThan(LONGEST_REASON)
          .doesNotContainPattern("\\p{Cntrl}");
      assertThat(message.bytes().length).isLessThanOrEqualTo(body.length);
    }
    for (ReceivedEvent event : reception.events()) {
      PreparedEvent prepared = PreparedEvent.of(event, false);
      assertThat(prepared.body().whole()).isEqualTo(event.body());
      assertThat(PreparedEvent.of(event, false).key()).isEqualTo(prepared.key());
      PreparedEvent.of(event, true);
    }
  }
}
