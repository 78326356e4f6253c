package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: {@code cv2.resize(..., interpolation=cv2.INTER_AREA)} of OpenCV 4.6. */
class AreaResizeTest {
  @Test
  void partsOfPixelsCountByThePartCovered() {
    assertThat(values(Pattern.frame(7, 5).shrinkTo(3, 2)))
        .containsExactly(
            98, 126, 140, 130, 136, 142, 139, 124, 122, 116, 144, 114, 120, 126, 103, 102, 130,
            115);
  }

  @Test
  void wholeNumbersOfPixelsAreAveraged() {
    assertThat(values(Pattern.frame(6, 6).shrinkTo(2, 2)))
        .containsExactly(111, 132, 125, 141, 134, 127, 104, 154, 118, 119, 112, 134);
  }

  @Test
  void fourPixelsAreRoundedHalfUp() {
    assertThat(values(Pattern.frame(4, 4).shrinkTo(2, 2)))
        .containsExactly(67, 117, 167, 152, 138, 124, 132, 118, 104, 133, 119, 105);
  }

  @Test
  void aSideThatDoesNotComeOutEvenIsRounded() {
    Frame small = Pattern.frame(5, 3).shrinkTo(3);

    assertThat(small.widthPixels()).isEqualTo(3);
    assertThat(small.heightPixels()).isEqualTo(2);
    assertThat(values(small))
        .containsExactly(
            53, 103, 153, 119, 149, 137, 124, 133, 183, 182, 155, 90, 118, 117, 129, 131, 156, 91);
  }

  @Test
  void theLastRowMayCoverLessThanTheOthers() {
    assertThat(values(Pattern.frame(8, 3).shrinkTo(4)))
        .containsExactly(
            67, 117, 167, 152, 138, 124, 109, 159, 145, 130, 116, 102, 212, 134, 56, 74, 124, 174,
            192, 114, 36, 54, 104, 154);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 700, 640, 448, 1948757381",
    "1280, 853, 640, 426, 4083810156",
    "1921, 1080, 640, 360, 1735397888",
    "1920, 1080, 640, 360, 3877773725",
    "641, 480, 640, 479, 2153931221"
  })
  void picturesOfManySizesAreShrunkToTheVeryValuesOfOpenCv(
      int width, int height, int smallWidth, int smallHeight, long crc) {
    Frame small = Pattern.frame(width, height).shrinkTo(640);

    assertThat(small.widthPixels()).isEqualTo(smallWidth);
    assertThat(small.heightPixels()).isEqualTo(smallHeight);
    assertThat(Pattern.crc(small.toRgb())).isEqualTo(crc);
  }

  @ParameterizedTest
  @CsvSource({"48, 6", "72, 3", "45, 6", "24, 9", "1080, 1920"})
  void ninePixelsAreAveragedAlikeAtOnceAndOneAfterTheOther(int width, int height) {
    Frame frame = Pattern.frame(width, height);

    assertThat(values(frame.shrinkTo(width / 3, height / 3))).isEqualTo(meansOfNine(frame));
  }

  @Test
  void whiteStaysWhite() {
    byte[] white = new byte[48 * 6 * 3];
    Arrays.fill(white, (byte) 255);

    assertThat(values(Frame.of(48, 6, white).shrinkTo(16, 2))).containsOnly(255);
  }

  private static int[] meansOfNine(Frame frame) {
    int[] from = values(frame);
    int width = frame.widthPixels();
    int[] means = new int[from.length / 9];
    for (int i = 0; i < means.length; i++) {
      int x = i / 3 % (width / 3);
      int y = i / width;
      int sum = 0;
      for (int pixel = 0; pixel < 9; pixel++) {
        sum += from[((3 * y + pixel / 3) * width + 3 * x + pixel % 3) * 3 + i % 3];
      }
      means[i] = (int) Math.rint(sum * (1f / 9));
    }
    return means;
  }

  @Test
  void aLevelOfThePyramidHasTheVeryValuesOfOpenCv() {
    assertThat(Pattern.crc(Pattern.frame(640, 360).shrinkTo(273, 154).toRgb()))
        .isEqualTo(1067334238L);
  }

  @Test
  void aPictureThatIsSmallEnoughStaysAsItIs() {
    Frame frame = Pattern.frame(640, 480);

    assertThat(frame.shrinkTo(640)).isSameAs(frame);
    assertThat(frame.shrinkTo(640, 480).toRgb()).isEqualTo(frame.toRgb());
  }

  @Test
  void aPictureIsNotMadeLarger() {
    Frame frame = Pattern.frame(10, 8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame.shrinkTo(11, 8))
        .withMessage("shrink: expected sides from 1 to 10 x 8 but they are 11 x 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> frame.shrinkTo(0))
        .withMessage("shrink: expected a longer side of at least 1 pixel but it is 0");
  }

  private static int[] values(Frame frame) {
    return Pattern.unsigned(frame.toRgb());
  }
}
