package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.recognition.djl.ModelFile.Colours;
import io.sophonevents.recognition.djl.ModelFile.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {
  private static final byte[] TWO_PIXELS = {0, 10, 20, (byte) 255, (byte) 128, 1};

  @Test
  void redIsTheFirstPlaneOfRgb() {
    float[] planes = new float[6];

    Pixels.of(Input.square(32, 127.5, 128)).put(TWO_PIXELS, 2, 1, planes, 2, 1);

    assertThat(planes)
        .containsExactly(
            -127.5f / 128, 127.5f / 128, -117.5f / 128, 0.5f / 128, -107.5f / 128, -126.5f / 128);
  }

  @Test
  void meanAndStdFollowThePlanesOfBgr() {
    float[] planes = new float[6];

    Pixels.of(input(Colours.BGR)).put(TWO_PIXELS, 2, 1, planes, 2, 1);

    assertThat(planes).containsExactly(19, 0, 4, 63, -0.75f, 63);
  }

  @Test
  void aPictureSmallerThanThePlanesLiesInTheirUpperLeftCorner() {
    float[] planes = new float[3 * 3 * 2];

    Pixels.of(Input.square(32, 0, 1)).put(TWO_PIXELS, 1, 2, planes, 3, 2);

    assertThat(planes).containsExactly(0, 0, 0, 255, 0, 0, 10, 0, 0, 128, 0, 0, 20, 0, 0, 1, 0, 0);
  }

  private static Input input(Colours colours) {
    return new Input(32, 32, colours, List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0), null);
  }
}
