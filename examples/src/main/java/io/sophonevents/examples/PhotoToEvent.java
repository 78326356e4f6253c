package io.sophonevents.examples;

import io.sophonevents.client.sink.Delivery;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.emit.EmitSettings;
import io.sophonevents.recognition.emit.SceneEvents;
import io.sophonevents.recognition.gallery.Gallery;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;

/** How do I recognise a photo and send what was seen? The snippet of the README. */
public final class PhotoToEvent {
  private PhotoToEvent() {}

  /** Argument: where to post, {@code http://localhost:9528/HistoryEvent} unless given. */
  public static void main(String[] arguments) {
    sendFaces(arguments.length > 0 ? arguments[0] : "http://localhost:9528/HistoryEvent");
  }

  static void sendFaces(String endpoint) {
    Gallery gallery = new InMemoryGallery();
    try (FaceRecognizer recognizer = FaceRecognizer.openPack(gallery);
        WebhookSink sink =
            WebhookSink.builder(endpoint).allowing(InetAddress::isLoopbackAddress).open()) {
      Person alex = Person.of(IdentityId.of("1001"), PersonName.of("Alex Winter"));
      recognizer.enrol(alex, Frame.read(Path.of("photos/people/alex-winter/portrait.jpg")));

      Frame scene = Frame.read(Path.of("photos/scenes/women-on-stools.jpg"));
      EmitSettings box = EmitSettings.of("BOX-1", "device-1", "front door", "127.0.0.1", 0.446);
      SceneEvents events = new SceneEvents(box, scene, Instant.now());
      for (RecognitionResult result : recognizer.recognize(scene)) {
        Delivery delivery = sink.send(events.history(result));
        System.out.println(result.getClass().getSimpleName() + ": " + delivery);
      }
    }
  }
}
