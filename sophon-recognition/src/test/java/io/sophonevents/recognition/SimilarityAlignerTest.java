package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimilarityAlignerTest {
  private static final Landmarks TEMPLATE =
      Landmarks.of(
          38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041);

  private final SimilarityAligner aligner = new SimilarityAligner();

  @Test
  void aFaceThatIsAlignedAlreadyIsCopied() {
    Frame frame = Pattern.frame(112, 112);

    assertThat(aligner.align(frame, TEMPLATE).toRgb()).isEqualTo(frame.toRgb());
  }

  @Test
  void aShiftedFaceIsShiftedBack() {
    Frame frame = Pattern.frame(150, 140);

    byte[] face = aligner.align(frame, moved(20, 10)).toRgb();

    byte[] rgb = frame.toRgb();
    for (int y = 0; y < 112; y++) {
      byte[] row = Arrays.copyOfRange(face, y * 112 * 3, (y + 1) * 112 * 3);
      int from = ((y + 10) * 150 + 20) * 3;
      assertThat(row).isEqualTo(Arrays.copyOfRange(rgb, from, from + 112 * 3));
    }
  }

  @Test
  void outsideThePictureIsBlack() {
    byte[] white = new byte[60 * 60 * 3];
    Arrays.fill(white, (byte) 255);

    byte[] face = aligner.align(Frame.of(60, 60, white), moved(-30, -40)).toRgb();

    assertThat(valueAt(face, 29, 60)).isZero();
    assertThat(valueAt(face, 30, 60)).isEqualTo(255);
    assertThat(valueAt(face, 60, 39)).isZero();
    assertThat(valueAt(face, 60, 40)).isEqualTo(255);
    assertThat(valueAt(face, 90, 60)).isZero();
    assertThat(valueAt(face, 60, 100)).isZero();
  }

  @Test
  void aTurnedAndScaledFaceHasTheVeryValuesOfOpenCv() {
    // open_pack.py: align(pattern(150, 140), these points)
    Landmarks points = Landmarks.of(60, 50, 102.5, 58.25, 78, 80.5, 55, 95, 95, 101);

    byte[] face = aligner.align(Pattern.frame(150, 140), points).toRgb();

    assertThat(Pattern.crc(face)).isEqualTo(405919158L);
  }

  @Test
  void similarityFindsTheTurnScaleAndShiftThatWereApplied() {
    double cos = 1.7 * Math.cos(0.4);
    double sin = 1.7 * Math.sin(0.4);
    double[] moved =
        TEMPLATE.points().stream()
            .flatMapToDouble(
                point ->
                    Arrays.stream(
                        new double[] {
                          cos * point.x() - sin * point.y() + 12,
                          sin * point.x() + cos * point.y() - 34
                        }))
            .toArray();

    Similarity found = Similarity.between(TEMPLATE, Landmarks.of(moved));

    assertThat(found.cos()).isCloseTo(cos, within(1e-12));
    assertThat(found.sin()).isCloseTo(sin, within(1e-12));
    assertThat(found.shiftX()).isCloseTo(12, within(1e-10));
    assertThat(found.shiftY()).isCloseTo(-34, within(1e-10));
  }

  @Test
  void thereAndBackIsTheStart() {
    Similarity there = new Similarity(0.8, -0.6, 5, -7);

    Similarity again = there.inverse().inverse();

    assertThat(again.cos()).isCloseTo(0.8, within(1e-12));
    assertThat(again.sin()).isCloseTo(-0.6, within(1e-12));
    assertThat(again.shiftX()).isCloseTo(5, within(1e-12));
    assertThat(again.shiftY()).isCloseTo(-7, within(1e-12));
  }

  @Test
  void fivePointsInOnePlaceAreNoFace() {
    Landmarks one = Landmarks.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> aligner.align(Pattern.frame(20, 20), one))
        .withMessage("landmarks: expected five points of a face but they lie in one place");
  }

  @Test
  void aFaceFarOutsideThePictureIsBlack() {
    byte[] face = aligner.align(Pattern.frame(20, 20), moved(1e9, -1e9)).toRgb();

    assertThat(face).containsOnly(0);
  }

  private static Landmarks moved(double x, double y) {
    return Landmarks.of(
        TEMPLATE.points().stream()
            .flatMapToDouble(point -> Arrays.stream(new double[] {point.x() + x, point.y() + y}))
            .toArray());
  }

  private static int valueAt(byte[] face, int x, int y) {
    return face[(y * 112 + x) * 3] & 0xFF;
  }
}
