package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.recognition.evaluation.Roc;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocPlotTest {
  @Test
  void theCurveGoesUpAndAcrossOnPowersOfTen() {
    // accepted at 0.8 and more: 1 of 2 and none of 100; at 0.5: and 10 of 100; at 0.1: all
    double[] different = IntStream.range(0, 100).mapToDouble(i -> i < 10 ? 0.5 : 0.1).toArray();

    String svg = RocPlot.of(Roc.of(new double[] {0.8, 0.4}, different));

    // x: 1e-2 at 70, 1e-1 at 305, 1 at 540; y: 0.5 at 350, 1 at 40
    assertThat(svg)
        .contains("points=\"70.0,350.0 305.0,350.0 305.0,350.0 305.0,350.0 305.0,40.0 540.0,40.0")
        .contains(">1e-2</text>", ">1e-1</text>", ">0.50</text>", ">1.00</text>")
        .doesNotContain("1e-3");
  }

  @Test
  void withoutPairsOfBothKindsThereAreOnlyTheAxes() {
    assertThat(RocPlot.of(Roc.of(new double[] {0.8}, new double[0])))
        .contains("ROC: not pairs of both kinds", "<polyline points=\"\"");
  }

  @Test
  void wordsAreEscaped() {
    Svg svg = new Svg(10, 10, "a < b & c > d");

    assertThat(svg.document()).contains("<title>a &lt; b &amp; c &gt; d</title>");
  }
}
