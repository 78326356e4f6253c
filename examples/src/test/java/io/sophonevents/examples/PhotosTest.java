package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.cli.PeopleFolder;
import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.FaceRecognizer;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.RecognitionResult;
import io.sophonevents.recognition.RecognitionResult.Identified;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real models on the bundled photos, face by face against what a person sees in them. */
class PhotosTest {
  private static final Path PHOTOS = Path.of("photos");
  private static final long MAX_BYTES = 2_000_000;

  /** A face that a person sees: its centre in scene pixels, and who it is. */
  private record Truth(double x, double y, String person) {
    boolean isIn(Box box) {
      return x >= box.x1() && x <= box.x2() && y >= box.y1() && y <= box.y2();
    }
  }

  @Test
  void everyFaceIsFoundAndIsWhoAPersonSees() throws IOException {
    Map<String, List<Truth>> scenes = truth();
    StringWriter log = new StringWriter();
    try (FaceRecognizer recognizer = recognizer()) {
      int failed =
          new PeopleFolder(PHOTOS.resolve("people")).enrol(recognizer, new PrintWriter(log));
      assertThat(failed).as(log.toString()).isZero();
      for (Map.Entry<String, List<Truth>> scene : scenes.entrySet()) {
        Frame frame = Frame.read(PHOTOS.resolve("scenes").resolve(scene.getKey()));
        List<RecognitionResult> results = recognizer.recognize(frame);
        assertThat(results).as(scene.getKey()).hasSameSizeAs(scene.getValue());
        for (Truth face : scene.getValue()) {
          assertThat(personAt(face, results))
              .as("%s at %s,%s", scene.getKey(), face.x, face.y)
              .isEqualTo(face.person);
        }
      }
    }
  }

  @Test
  void everySceneHasItsTruth() throws IOException {
    try (Stream<Path> files = Files.list(PHOTOS.resolve("scenes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(truth().keySet());
    }
  }

  @Test
  void somebodyIsIdentifiedInAnotherPhotoThanTheirOwn() throws IOException {
    assertThat(truth().values().stream().flatMap(List::stream).map(Truth::person))
        .contains("alex-winter")
        .contains("stranger");
  }

  @Test
  void thePhotosAreSmallAndEachHasItsSource() throws IOException {
    String sources = Files.readString(PHOTOS.resolve("SOURCES.md"));
    long bytes = 0;
    try (Stream<Path> files = Files.walk(PHOTOS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jpg")).toList()) {
        bytes += Files.size(file);
        assertThat(sources).contains(PHOTOS.relativize(file).toString());
      }
    }
    assertThat(bytes).isPositive().isLessThan(MAX_BYTES);
  }

  private static FaceRecognizer recognizer() {
    ModelPack pack = ModelPack.open();
    return FaceRecognizer.open(
        pack,
        new InMemoryGallery(),
        pack.settings().withMinimumFacePixels(PhotosToReceiver.MINIMUM_FACE_PIXELS));
  }

  private static String personAt(Truth face, List<RecognitionResult> results) {
    List<RecognitionResult> there =
        results.stream().filter(result -> face.isIn(result.face().box())).toList();
    assertThat(there).hasSize(1);
    return there.get(0) instanceof Identified identified
        ? identified.match().person().name().text()
        : "stranger";
  }

  private static Map<String, List<Truth>> truth() throws IOException {
    Map<String, List<Truth>> scenes = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(PHOTOS.resolve("truth.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(",", -1);
      scenes
          .computeIfAbsent(parts[0], scene -> new ArrayList<>())
          .add(new Truth(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), parts[3]));
    }
    return scenes;
  }
}
