package io.sophonevents.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.AccessEvent;
import io.sophonevents.event.Decoded;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.Hint;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How do I read whatever a box or a platform sends me? Arguments: files with JSON, if any. */
public final class ReadAnyMessage {
  private static final List<String> MESSAGES =
      List.of(
          """
          {"identity_id": "1001", "identity_name": "Alex Winter", "timestamp": 1566016554020,
           "score": 0.62, "ext_data": {"device_ip": "192.168.1.25", "device_type": 0,
           "grab_fiqa_info": {}, "box_fiqa_info": {}}}\
          """,
          """
          [{"api_version": "2.0", "identity_id": "", "identity_name": "stranger",
            "timestamp": 1629080261881, "score": 27.69, "user_type": "stranger",
            "media_device_info": {"media_device_id": "gate-1"}, "new_in_v7": true}]\
          """,
          "{\"need_face\": true, \"event_list\": [\"gate-1\"]}",
          "{\"identity_id\": \"1001\"，\"timestamp\": 1566016554020}");

  public static void main(String[] files) throws IOException {
    if (files.length == 0) {
      MESSAGES.forEach(message -> read(message.getBytes(UTF_8)));
    }
    for (String file : files) {
      read(Files.readAllBytes(Path.of(file)));
    }
  }

  private static void read(byte[] body) {
    try {
      EventCodec codec = new EventCodec().withScoreRange(ScoreRange.ONE); // no event says it
      for (Decoded one : codec.decodeBatch(body, Hint.NONE)) {
        System.out.println(one.event().kind() + " " + one.event().layout());
        if (one.event() instanceof AccessEvent seen) {
          Score score = seen.score();
          System.out.println("  stranger: " + PersonType.STRANGER.equals(seen.personType()));
          System.out.println("  score: " + (score == null ? "" : score + " of " + score.range()));
        }
        one.deviations().forEach(deviation -> System.out.println("  " + deviation));
      }
    } catch (EventFormatException e) {
      System.out.println(e.getMessage());
    }
  }
}
