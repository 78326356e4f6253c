package io.sophonevents.recognition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.evaluation.DetectionRecall.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionRecallTest {
  private static final Box FACE = new Box(0, 0, 20, 10);

  @TempDir Path folder;

  @Test
  void aBoxThatOverlapsByExactlyHalfFindsTheFace() {
    Box half = new Box(0, 0, 10, 10);
    assertThat(DetectionRecall.overlap(FACE, half)).isEqualTo(0.5);

    DetectionRecall recall = recallOf(List.of(FACE), List.of(half));

    assertThat(recall.found()).isEqualTo(new Proportion(1, 1));
    assertThat(recall.missed()).isEmpty();
    assertThat(recall.unconfirmed()).isEmpty();
  }

  @Test
  void aBoxThatOverlapsByLessMissesTheFaceAndIsUnconfirmed() {
    Box less = new Box(0, 0, 9.99, 10);

    DetectionRecall recall = recallOf(List.of(FACE), List.of(less));

    assertThat(recall.found()).isEqualTo(new Proportion(0, 1));
    assertThat(recall.missed()).containsExactly(new PictureBox("a.jpg", FACE));
    assertThat(recall.unconfirmed()).containsExactly(new PictureBox("a.jpg", less));
    assertThat(recall.boxes()).isEqualTo(1);
  }

  @Test
  void overlapIsTheIntersectionOverTheUnion() {
    assertThat(DetectionRecall.overlap(FACE, new Box(10, 5, 30, 15)))
        .isCloseTo(50.0 / 350, within(1e-12));
    assertThat(DetectionRecall.overlap(FACE, FACE)).isEqualTo(1);
    assertThat(DetectionRecall.overlap(FACE, new Box(20, 0, 40, 10))).isZero();
    assertThat(DetectionRecall.overlap(FACE, new Box(30, 20, 40, 30))).isZero();
    Box point = new Box(5, 5, 5, 5);
    assertThat(DetectionRecall.overlap(point, point)).isZero();
  }

  @Test
  void aFaceAtTheLimitCountsAmongTheLarger() {
    List<Box> listed =
        List.of(
            side(100), side(99.9), side(40), side(39.9), side(20), side(19.9), side(1), side(1000));

    DetectionRecall recall =
        DetectionRecall.of(List.of(new SearchedPicture("a.jpg", 1000, listed, List.of(side(40)))));

    assertThat(recall.sizes())
        .containsExactly(
            new Size(0.1, Double.POSITIVE_INFINITY, new Proportion(0, 2)),
            new Size(0.04, 0.1, new Proportion(1, 2)),
            new Size(0.02, 0.04, new Proportion(1, 2)),
            new Size(0, 0.02, new Proportion(0, 2)));
    assertThat(recall.found()).isEqualTo(new Proportion(2, 8));
  }

  @Test
  void picturesWithoutAListedFaceCountTheirBoxes() {
    DetectionRecall recall =
        DetectionRecall.of(
            List.of(
                new SearchedPicture("a.jpg", 100, List.of(FACE), List.of(FACE, FACE)),
                new SearchedPicture("b.jpg", 100, List.of(), List.of(FACE)),
                new SearchedPicture("c.jpg", 100, List.of(), List.of())));

    assertThat(recall.found()).isEqualTo(new Proportion(1, 1));
    assertThat(recall.unconfirmed()).containsExactly(new PictureBox("b.jpg", FACE));
    assertThat(recall.boxes()).isEqualTo(3);
    assertThat(recall.images()).isEqualTo(3);
  }

  @Test
  void boxesAreReadFromTheirFile() throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.writeString(
        file, "image,x1,y1,x2,y2,votes_of_6\na.jpg,0,-1.5,20,10,6\r\n\nb.jpg,1,2,3,4,3\n");

    assertThat(PictureBox.read(file))
        .containsExactly(
            new PictureBox("a.jpg", new Box(0, -1.5, 20, 10)),
            new PictureBox("b.jpg", new Box(1, 2, 3, 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|expected the header image,x1,y1,x2,y2 but it differs at line 1",
        "image,x1,y1,x2,y22|expected the header image,x1,y1,x2,y2 but it differs at line 1",
        "image,x1,y1,x2,y2|expected at least one box but there is none",
        "image,x1,y1,x2,y2;a,1,2,3,4;a,1,2,3"
            + "|expected a file name and the corners x1 y1 x2 y2 but it differs at line 3",
        "image,x1,y1,x2,y2;a,1,2,3,four"
            + "|expected a file name and the corners x1 y1 x2 y2 but it differs at line 2",
        "image,x1,y1,x2,y2;a,3,2,1,4"
            + "|expected a file name and the corners x1 y1 x2 y2 but it differs at line 2",
      })
  void aFileOfAnotherFormIsRefusedByLine(String content, String problem) throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.writeString(file, content.replace(';', '\n'));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureBox.read(file))
        .withMessage("boxes file " + file + ": " + problem);
  }

  private static DetectionRecall recallOf(List<Box> listed, List<Box> found) {
    return DetectionRecall.of(List.of(new SearchedPicture("a.jpg", 100, listed, found)));
  }

  /** Of half the width, so that the height is the longer side. */
  private static Box side(double pixels) {
    return new Box(0, 0, pixels / 2, pixels);
  }
}
