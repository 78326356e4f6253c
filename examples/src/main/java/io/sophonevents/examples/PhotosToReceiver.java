package io.sophonevents.examples;

import io.sophonevents.cli.PeopleFolder;
import io.sophonevents.cli.Sighting;
import io.sophonevents.client.sink.Delivery;
import io.sophonevents.client.sink.WebhookSink;
import io.sophonevents.event.EventKind;
import io.sophonevents.event.SophonException;
import io.sophonevents.receiver.ReceiverServer;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.emit.EmitSettings;
import io.sophonevents.recognition.emit.SceneEvents;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How does a photo become a stored, visible event? Starts the receiver, enrols people from photos,
 * recognises scenes, posts an event of each face in real time and one as history, and stays for you
 * to look until Ctrl-C. {@code mvn -Pdemo} runs it.
 */
public final class PhotosToReceiver {
  /** Smaller faces are left out: they are not worth a look, let alone an open door. */
  static final int MINIMUM_FACE_PIXELS = 80;

  private static final int HIGHEST_PORT = 65_535;

  /** One in real time, one as history. */
  private static final int EVENTS_PER_FACE = 2;

  private final Settings settings;
  private final PrintWriter out;
  private int scenes;
  private int faces;
  private int identified;
  private int sent;

  PhotosToReceiver(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * What the demo is run with.
   *
   * @param photos a folder with {@code people/<name>/*.jpg} and {@code scenes/*.jpg}
   * @param data where to store events, null for a temporary folder that is deleted at the end
   */
  record Settings(Path photos, @Nullable Path data, int port, int streamPort, boolean once) {
    /** From the system properties {@code demo.photos}, {@code demo.data} and so on. */
    static Settings fromSystemProperties() {
      String data = System.getProperty("demo.data", "");
      return new Settings(
          Path.of(System.getProperty("demo.photos", "photos")),
          data.isEmpty() ? null : Path.of(data),
          port("demo.port", 9528),
          port("demo.streamPort", 5679),
          Boolean.getBoolean("demo.once"));
    }

    private static int port(String name, int usual) {
      String text = System.getProperty(name, Integer.toString(usual));
      if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
        throw new IllegalArgumentException(
            "-D" + name + ": expected a port from 0 to " + HIGHEST_PORT + " but it is " + text);
      }
      return Integer.parseInt(text);
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    new PhotosToReceiver(Settings.fromSystemProperties(), out).run();
  }

  void run() throws IOException, InterruptedException {
    List<Path> scenePhotos = scenePhotos();
    PeopleFolder people = new PeopleFolder(settings.photos.resolve("people"));
    long stored;
    try (DataFolder data = new DataFolder(settings.data);
        ReceiverServer receiver = receiver(data.path)) {
      String page = "http://localhost:" + receiver.port() + "/";
      long storedBefore = receiver.storedEvents();
      out.println("demo: the receiver's page is " + page);
      out.println(
          "demo: faces under "
              + MINIMUM_FACE_PIXELS
              + " pixels are left out; a similarity is no proof, see docs/models.md");
      recognise(people, scenePhotos, receiver, page);
      stored = receiver.storedEvents() - storedBefore;
      if (!settings.once) {
        summarise(stored);
        out.println("demo: look at " + page + " and end with Ctrl-C");
        awaitInterrupt(receiver, data);
      }
    }
    summarise(stored);
  }

  private void summarise(long stored) {
    out.printf(
        "demo: %d scenes, %d faces, %d identified, %d strangers, %d events sent, %d stored%n",
        scenes, faces, identified, faces - identified, sent, stored);
    if (stored != sent || sent != EVENTS_PER_FACE * faces) {
      throw new IllegalStateException(
          "demo: expected "
              + EVENTS_PER_FACE * faces
              + " events sent and stored but "
              + sent
              + " were sent and "
              + stored
              + " stored");
    }
  }

  private List<Path> scenePhotos() {
    Path folder = settings.photos.resolve("scenes");
    List<Path> photos = Files.isDirectory(folder) ? PeopleFolder.photos(folder) : List.of();
    if (photos.isEmpty()) {
      throw new IllegalArgumentException(
          "photos "
              + settings.photos
              + ": expected people/<name>/*.jpg and scenes/*.jpg but found"
              + " no scene");
    }
    return photos;
  }

  private ReceiverServer receiver(Path data) {
    try {
      return ReceiverServer.builder()
          .dataFolder(data)
          .port(settings.port)
          .streamPort(settings.streamPort)
          .build();
    } catch (SophonException problem) {
      // the receiver names its own options; here they have other names
      throw new SophonException(
          String.valueOf(problem.getMessage())
              .replace("--port", "-Ddemo.port=")
              .replace("--stream-port", "-Ddemo.streamPort=")
              .replace("--data", "-Ddemo.data="));
    }
  }

  private void recognise(
      PeopleFolder people, List<Path> scenePhotos, ReceiverServer receiver, String page) {
    ModelPack pack = ModelPack.open();
    EmitSettings emit =
        EmitSettings.of(
            "DEMOBOX01",
            "0d9b1c52-7c3e-4f5e-9d63-6a3f5f0f7a10",
            "demo camera",
            "127.0.0.1",
            pack.threshold());
    try (FaceRecognizer recognizer =
            FaceRecognizer.open(
                pack,
                new InMemoryGallery(),
                pack.settings().withMinimumFacePixels(MINIMUM_FACE_PIXELS));
        WebhookSink realTime = sink(receiver, EventKind.REAL_TIME);
        WebhookSink history = sink(receiver, EventKind.HISTORY)) {
      people.enrol(recognizer, out);
      for (Path photo : scenePhotos) {
        recognise(photo, recognizer, emit, List.of(realTime, history), page);
      }
    }
  }

  private static WebhookSink sink(ReceiverServer receiver, EventKind kind) {
    return WebhookSink.builder("http://localhost:" + receiver.port() + kind.defaultPath())
        .allowing(InetAddress::isLoopbackAddress)
        .open();
  }

  private void recognise(
      Path photo,
      FaceRecognizer recognizer,
      EmitSettings emit,
      List<WebhookSink> sinks,
      String page) {
    try {
      Frame scene = Frame.read(photo);
      List<RecognitionResult> results = recognizer.recognize(scene);
      SceneEvents events = new SceneEvents(emit, scene, Instant.now());
      scenes++;
      if (results.isEmpty()) {
        out.println(
            photo.getFileName() + ": no face of at least " + MINIMUM_FACE_PIXELS + " pixels");
      }
      for (RecognitionResult result : results) {
        faces++;
        identified += result instanceof Identified ? 1 : 0;
        count(sinks.get(0).send(events.realTime(result)));
        count(sinks.get(1).send(events.history(result)));
        out.println(photo.getFileName() + ": " + Sighting.describe(result) + ", see " + page);
      }
    } catch (SophonException problem) {
      out.println(problem.getMessage());
    }
  }

  private void count(Delivery delivery) {
    if (delivery instanceof Delivery.Accepted) {
      sent++;
    } else {
      out.println("demo: not delivered: " + delivery);
    }
  }

  /** Ctrl-C ends the process; what is open is closed first. */
  private static void awaitInterrupt(ReceiverServer receiver, DataFolder data)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  receiver.close();
                  data.close();
                },
                "demo-close"));
    never.await();
  }

  /**
   * Where the events go: the folder that was given, or one for this run that holds faces no longer.
   */
  private static final class DataFolder implements AutoCloseable {
    final Path path;
    private final boolean temporary;

    DataFolder(@Nullable Path given) throws IOException {
      temporary = given == null;
      path = given == null ? Files.createTempDirectory("sophon-demo-") : given;
    }

    @Override
    public void close() {
      if (!temporary || !Files.exists(path)) {
        return;
      }
      try (Stream<Path> files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        System.err.println("demo: could not delete " + path);
      }
    }
  }
}
