package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.Score;
import io.sophonevents.event.StreamEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * A box's event stream for clients in other languages: prints its port and each subscription that
 * it took, and publishes an event for each line that it reads, which is {@code id device}.
 */
final class PlayedBox {
  private PlayedBox() {}

  public static void main(String[] arguments) throws IOException {
    try (EventStreamServer server =
            EventStreamServer.open(
                "127.0.0.1",
                0,
                client -> true,
                subscription ->
                    System.out.println(
                        subscription.layout() + " " + String.join(",", subscription.deviceIds())));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      System.out.println(server.port());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", 2);
        server.publish(
            StreamEvent.V5R2
                .builder(IdentityId.of(words[0]), EventTime.ofMillis(1566016554020L))
                .deviceId(words[1])
                .identityName(PersonName.of("小明"))
                .score(Score.of(94.8))
                .faceImage(EncodedImage.of(new byte[260_000]))
                .build());
      }
    }
  }
}
