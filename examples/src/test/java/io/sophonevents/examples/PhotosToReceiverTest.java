package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sophonevents.event.SophonException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PhotosToReceiverTest {
  private static final Path PHOTOS = Path.of("photos");

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  @Test
  void everyFaceOfTheBundledScenesIsStoredTwiceOverAndSaid() throws Exception {
    run(settings(PHOTOS, folder));

    List<String> lines = printed.toString().lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "demo: 5 scenes, 18 faces, 1 identified, 17 strangers, 36 events sent, 36 stored");
    assertThat(lines)
        .filteredOn(line -> line.contains(", see http://localhost:"))
        .hasSize(18)
        .filteredOn(line -> line.startsWith("women-on-stools.jpg: alex-winter, similarity 0."))
        .hasSize(1);
    assertThat(folder.resolve("events.db")).isRegularFile();
  }

  @Test
  void whatCannotBeUsedIsSaidAndTheRestGoesOn() throws Exception {
    Path people = Files.createDirectories(folder.resolve("photos/people/alex-winter"));
    Path scenes = Files.createDirectories(folder.resolve("photos/scenes"));
    Files.copy(PHOTOS.resolve("people/alex-winter/portrait.jpg"), people.resolve("1.jpg"));
    Files.copy(PHOTOS.resolve("scenes/women-on-stools.jpg"), people.resolve("2.jpg"));
    Files.write(people.resolve("3.jpg"), new byte[] {1, 2, 3});
    Files.copy(PHOTOS.resolve("scenes/women-on-stools.jpg"), scenes.resolve("b.jpg"));
    Files.write(scenes.resolve("a.jpg"), new byte[0]);
    ImageIO.write(
        new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR),
        "png",
        scenes.resolve("c.png").toFile());

    run(settings(folder.resolve("photos"), folder.resolve("data")));

    assertThat(printed.toString())
        .contains("enrolled alex-winter from 1.jpg")
        .contains(
            "not enrolled: enrolment photo "
                + people.resolve("2.jpg")
                + ": expected exactly one face of at least 40 pixels but found 3")
        .contains("not enrolled: picture " + people.resolve("3.jpg") + ": expected ")
        .contains("picture " + scenes.resolve("a.jpg") + ": expected ")
        .contains("c.png: no face of at least 80 pixels")
        .contains("demo: 2 scenes, 3 faces, 1 identified, 2 strangers, 6 events sent, 6 stored");
  }

  @Test
  void aFolderWithoutScenesSaysWhatIsExpectedWhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(settings(folder, folder)))
        .withMessage(
            "photos %s: expected people/<name>/*.jpg and scenes/*.jpg but found no scene", folder);
  }

  @Test
  void aFolderWithoutPeopleSaysWhatIsExpectedWhere() throws IOException {
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    Files.copy(PHOTOS.resolve("scenes/sofa.jpg"), scenes.resolve("1.jpg"));

    Path people = folder.resolve("people");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(settings(folder, folder)))
        .withMessage(
            "people %s: expected a folder with a folder for each person, %s, but found none",
            people, people.resolve("<name>").resolve("*.jpg"));
  }

  @Test
  void aBusyPortNamesTheOptionThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PhotosToReceiver.Settings settings =
          new PhotosToReceiver.Settings(
              PHOTOS, folder.resolve("data"), taken.getLocalPort(), 0, true);

      assertThatExceptionOfType(SophonException.class)
          .isThrownBy(() -> run(settings))
          .withMessage(
              "port %d on 127.0.0.1 is in use; choose another with -Ddemo.port= (0 picks a free"
                  + " one)",
              taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "65536", ""})
  void aPortThatIsNoneIsRefusedByItsOption(String port) {
    System.setProperty("demo.streamPort", port);
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(PhotosToReceiver.Settings::fromSystemProperties)
          .withMessage("-Ddemo.streamPort: expected a port from 0 to 65535 but it is " + port);
    } finally {
      System.clearProperty("demo.streamPort");
    }
  }

  private void run(PhotosToReceiver.Settings settings) throws IOException, InterruptedException {
    new PhotosToReceiver(settings, new PrintWriter(printed)).run();
  }

  private static PhotosToReceiver.Settings settings(Path photos, Path data) {
    return new PhotosToReceiver.Settings(photos, data, 0, 0, true);
  }
}
