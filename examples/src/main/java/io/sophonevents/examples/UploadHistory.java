package io.sophonevents.examples;

import io.sophonevents.client.sink.HistoryUpload;
import io.sophonevents.client.sink.HistoryUpload.Stored;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.HistoryEvent;
import io.sophonevents.event.HistoryEventUrl;
import io.sophonevents.event.IdentityId;
import io.sophonevents.receiver.ReceiverServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How do I upload what is stored, a hundred at once, and go on where I was? */
public final class UploadHistory {
  private UploadHistory() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("history-");
    List<Stored> database = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      EventTime time = EventTime.of(Instant.parse("2026-11-21T08:00:00Z").plusSeconds(i));
      IdentityId who = IdentityId.of(String.valueOf(1000 + i));
      database.add(new Stored(i, HistoryEvent.V6R1.builder(who, time).build()));
    }
    try (ReceiverServer receiver =
        ReceiverServer.builder().dataFolder(folder).port(0).streamPort(0).build()) {
      String url = receiver.uri() + "HistoryEvent";
      HistoryEventUrl.V2R1 settings = HistoryEventUrl.V2R1.json(List.of(url), 5);
      HistoryUpload.Source source =
          (number, most) ->
              database.stream().filter(each -> each.number() > number).limit(most).toList();
      Path cursor = folder.resolve("cursor");
      try (WebhookSink box =
              WebhookSink.asBox(settings, url).allowing(InetAddress::isLoopbackAddress).open();
          HistoryUpload upload = HistoryUpload.open(box, source, cursor, Duration.ofSeconds(5))) {
        System.out.println(upload.uploadNow() + ", cursor: " + upload.cursor());
      }
      System.out.println("stored: " + receiver.storedEvents());
      System.out.print("to go on from: " + Files.readString(cursor));
    }
  }
}
