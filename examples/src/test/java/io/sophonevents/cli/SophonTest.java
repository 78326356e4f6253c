package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SophonTest {
  private static final String PEOPLE = "photos/people";
  private static final String SCENE = "photos/scenes/women-on-stools.jpg";

  @TempDir Path folder;

  @RegisterExtension final CapturedOutput output = new CapturedOutput();

  @Test
  void recognizeSaysWhoIsInAPhotoOnALineAFace() {
    assertThat(Sophon.run("recognize", "--people", PEOPLE, SCENE)).isZero();

    assertThat(output.out().lines()).hasSize(3).allMatch(line -> line.startsWith(SCENE + ": "));
    assertThat(output.out())
        .containsPattern(": alex-winter, similarity 0\\.7\\d\\d, face of 1\\d\\d pix");
    assertThat(output.out())
        .containsPattern(": stranger, nearest -?0\\.\\d\\d\\d, face of 1\\d\\d pix");
  }

  @Test
  void attributesAreSaidIfAskedFor() {
    assertThat(Sophon.run("recognize", "--people", PEOPLE, "--attributes", SCENE)).isZero();

    assertThat(output.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches(".*: alex-winter, .*, about 29 years, female 0\\.9\\d"))
        .allMatch(line -> line.matches(".* at \\d+,\\d+, about \\d\\d years, female 0\\.9\\d"));
  }

  @Test
  void aHigherThresholdMakesHerAStranger() {
    assertThat(Sophon.run("recognize", "--people", PEOPLE, "--threshold", "0.9", SCENE)).isZero();

    assertThat(output.out()).doesNotContain("alex-winter").contains("stranger, nearest 0.7");
  }

  @Test
  void facesUnderTheMinimumAreLeftOut() {
    assertThat(Sophon.run("recognize", "--people", PEOPLE, "--min-face", "9999", SCENE)).isZero();

    assertThat(output.out()).isEqualToIgnoringNewLines(SCENE + ": no face");
  }

  @Test
  void aPhotoThatIsNoneIsNamedAndTheOthersAreRead() throws IOException {
    Path none = folder.resolve("none.jpg");
    Files.writeString(none, "hello");

    assertThat(Sophon.run("recognize", "--people", PEOPLE, none.toString(), SCENE)).isEqualTo(1);

    assertThat(output.err()).contains("picture " + none + ": expected ");
    assertThat(output.out()).contains("alex-winter");
  }

  @Test
  void wrongArgumentsAreExplained() {
    assertThat(Sophon.run("recognize", SCENE)).isEqualTo(2);
    assertThat(output.err()).contains("Missing required option: '--people=DIR'");
  }

  @Test
  void aThresholdThatIsNoCosineIsRefused() {
    assertThat(Sophon.run("recognize", "--people", PEOPLE, "--threshold", "1.5", SCENE))
        .isEqualTo(1);
    assertThat(output.err())
        .contains("recognition settings: expected a threshold in [-1, 1] but it is 1.5");
  }

  @Test
  void aPackInAFolderIsUsed() {
    String pack = "../sophon-recognition/src/main/resources/io/sophonevents/recognition/open";

    assertThat(Sophon.run("recognize", "--pack", pack, "--people", PEOPLE, SCENE)).isZero();

    assertThat(output.out()).containsPattern(": alex-winter, similarity 0\\.7\\d\\d,");
  }

  @Test
  void aFolderThatIsNoPackIsNamed() {
    String none = folder.toString();

    assertThat(Sophon.run("recognize", "--pack", none, "--people", PEOPLE, SCENE)).isEqualTo(1);
    assertThat(output.err())
        .isEqualToIgnoringNewLines(
            "model pack " + none + ": expected manifest.json but found none");
  }

  @Test
  void aPackIsBuiltOnlyForWhoAcceptsTheLicenceNote() {
    Path out = folder.resolve("pack");

    assertThat(Sophon.run("pack", "build", "accurate", "--out", out.toString())).isEqualTo(3);

    assertThat(output.out()).isEmpty();
    assertThat(output.err())
        .contains("for non-commercial research purposes only")
        .endsWith(
            "Nothing was fetched. To go on, repeat the command with --accept-licence."
                + System.lineSeparator());
    assertThat(out).doesNotExist();
  }

  @Test
  void aPackIsNotBuiltOverOtherFiles() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThat(
            Sophon.run("pack", "build", "accurate", "--accept-licence", "--out", folder.toString()))
        .isEqualTo(1);
    assertThat(output.err())
        .contains("for non-commercial research purposes only")
        .contains("pack folder " + folder + ": expected one that is empty or not there yet");
    assertThat(Sophon.run("pack", "build", "open", "--out", folder.toString())).isEqualTo(2);
  }

  @Test
  void helpTeaches() {
    assertThat(Sophon.run()).isZero();
    assertThat(output.out()).contains("recognize", "evaluate");
    assertThat(Sophon.run("evaluate", "verification", "--help")).isZero();
    assertThat(output.out()).contains("fold,image1,image2,same");
  }
}
