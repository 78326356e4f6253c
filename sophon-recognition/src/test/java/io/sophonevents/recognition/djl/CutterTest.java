package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.Pattern;
import io.sophonevents.recognition.djl.Cutter.Cut;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: {@code crops} of open_pack.py, which uses {@code cv2.resize} of OpenCV 4.6. */
class CutterTest {
  private final Frame frame = Pattern.frame(9, 8);

  @Test
  void cornersAreRoundedAndTheCutIsStretched() {
    assertThat(cut(frame, 1.4, 0.6, 6.5, 7.5, 3))
        .containsExactly(
            168, 105, 126, 147, 111, 162, 154, 90, 83, 131, 181, 60, 95, 145, 195, 59, 109, 74, 178,
            114, 164, 128, 93, 143, 107, 157, 93);
  }

  @Test
  void beyondThePictureIsBlack() {
    assertThat(cut(frame, 5, 4, 12, 11, 3))
        .containsExactly(
            157, 93, 143, 193, 157, 37, 0, 0, 0, 88, 138, 103, 13, 63, 113, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0);
    assertThat(cut(frame, 20, 20, 23, 23, 2)).containsOnly(0);
  }

  @Test
  void twiceTheSizeIsHalved() {
    assertThat(cut(frame, -2, -1, 4, 5, 3))
        .containsExactly(
            0, 0, 0, 9, 34, 59, 46, 71, 96, 0, 0, 0, 163, 149, 135, 142, 128, 114, 0, 0, 0, 100,
            150, 136, 123, 109, 95);
  }

  @Test
  void aSmallCutIsStretchedUp() {
    assertThat(cut(frame, 2, 2, 4, 4, 3))
        .containsExactly(
            44, 94, 144, 73, 123, 173, 103, 153, 203, 101, 151, 73, 133, 119, 105, 165, 87, 137,
            157, 207, 1, 192, 114, 36, 227, 21, 71);
  }

  @ParameterizedTest
  @CsvSource({
    "10.5, 20.5, 61.5, 71.5, 24, 3435484261",
    "-13, -7, 80, 86, 48, 3381049932",
    "30, 30, 51, 51, 24, 4201062145",
    "100, 50, 260, 210, 48, 3395328896"
  })
  void cutsOfTheNetworksSizesHaveTheVeryValuesOfOpenCv(
      double x1, double y1, double x2, double y2, int side, long crc) {
    int[] values = cut(Pattern.frame(200, 160), x1, y1, x2, y2, side);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }

    assertThat(Pattern.crc(bytes)).isEqualTo(crc);
  }

  @ParameterizedTest
  @CsvSource({
    "10.5, 20.5, 61.5, 71.5, 24, 3435484261",
    "-13, -7, 80, 86, 48, 3381049932",
    "30, 30, 51, 51, 24, 4201062145",
    "100, 50, 260, 210, 48, 3395328896"
  })
  void anUprightCutHasTheSamePixelsWithRowsFirst(
      double x1, double y1, double x2, double y2, int side, long crc) {
    Candidate box = new Candidate(x1, y1, x2, y2, 1);

    Tensor tensor = new Cutter(Pattern.frame(200, 160)).cutUpright(box, side);

    assertThat(tensor.shape()).containsExactly(1, 3, side, side);
    assertThat(Pattern.crc(rowsOfRgb(tensor.values()))).isEqualTo(crc);
  }

  @Test
  void anUprightCutHasTheValuesAsTheyAre() {
    Frame pixels = Frame.of(2, 2, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, -3, -2, -1});

    assertThat(new Cutter(pixels).cutUpright(new Candidate(0, 0, 2, 2, 1), 2).values())
        .containsExactly(0, 3, 6, 253, 1, 4, 7, 254, 2, 5, 8, 255);
  }

  /** From an upright tensor to the bytes of {@link Frame}. */
  static byte[] rowsOfRgb(float[] values) {
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) values[i % 3 * (rgb.length / 3) + i / 3];
    }
    return rgb;
  }

  @Test
  void aBoxWithoutASizeIsBlack() {
    assertThat(cut(frame, 3, 3, 3, 3, 2)).containsOnly(0);
  }

  @Test
  void boxesLieBehindOneAnotherInTheTensor() {
    Candidate first = new Candidate(0, 0, 3, 3, 1);
    Candidate second = new Candidate(3, 3, 6, 6, 1);

    Tensor both = new Cutter(frame).cut(List.of(first, second), 3);

    assertThat(both.shape()).containsExactly(2, 3, 3, 3);
    assertThat(both.values()).startsWith(new Cutter(frame).cut(List.of(first), 3).values());
    assertThat(both.values()).endsWith(new Cutter(frame).cut(List.of(second), 3).values());
  }

  @Test
  void manyBoxesComeInTheirOrderInTensorsThatAreNotTooLarge() {
    List<Candidate> boxes =
        IntStream.range(0, 129).mapToObj(i -> new Candidate(i % 6, i % 5, 9, 8, 1)).toList();
    Cutter cutter = new Cutter(frame);

    List<Cut> cuts = cutter.cuts(boxes, 3).toList();

    assertThat(cuts).hasSize(3);
    assertThat(cuts.stream().flatMap(cut -> cut.boxes().stream()).toList()).isEqualTo(boxes);
    for (Cut cut : cuts) {
      assertThat(cut.tensor().values()).isEqualTo(cutter.cut(cut.boxes(), 3).values());
    }
  }

  /** The pixels as OpenCV orders them: rows, then columns, then colours. */
  private static int[] cut(Frame frame, double x1, double y1, double x2, double y2, int side) {
    Candidate box = new Candidate(x1, y1, x2, y2, 1);
    float[] values = new Cutter(frame).cut(List.of(box), side).values();
    int[] pixels = new int[values.length];
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        for (int channel = 0; channel < 3; channel++) {
          float value = values[(channel * side + x) * side + y];
          pixels[(y * side + x) * 3 + channel] = Math.round(value * 128 + 127.5f);
        }
      }
    }
    return pixels;
  }
}
