package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected: the pixels of {@code Frame.shrinkTo}, which are OpenCV's ({@code AreaResizeTest}). */
class PyramidTest {
  @ParameterizedTest
  @CsvSource({
    "640, 360, 384, 216",
    "640, 360, 273, 154",
    "640, 360, 25, 14",
    "640, 360, 640, 360", // the smallest face as large as a cell
    "640, 360, 320, 180", // whole pixels, four of which are rounded half up
    "640, 360, 320, 179",
    "640, 360, 16, 9",
    "427, 640, 257, 384",
    "427, 640, 13, 19",
    "33, 17, 1, 1",
    "33, 17, 32, 1"
  })
  void aLevelHasTheVeryPixelsOfTheSmallerPicture(int width, int height, int toWidth, int toHeight) {
    Frame picture = Pattern.frame(width, height);

    Tensor level = new Pyramid(picture).level(toWidth, toHeight);

    assertThat(level.shape()).containsExactly(1, 3, toWidth, toHeight);
    assertThat(rowsOfRgb(level.values(), toWidth, toHeight))
        .isEqualTo(Pattern.unsigned(picture.shrinkTo(toWidth, toHeight).toRgb()));
  }

  private static int[] rowsOfRgb(float[] columns, int width, int height) {
    int[] rgb = new int[columns.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          float value = columns[(channel * width + x) * height + y] * 128 + 127.5f;
          rgb[(y * width + x) * 3 + channel] = value == (int) value ? (int) value : -1;
        }
      }
    }
    return rgb;
  }
}
