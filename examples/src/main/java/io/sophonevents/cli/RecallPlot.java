package io.sophonevents.cli;

import io.sophonevents.recognition.evaluation.DetectionRecall;
import io.sophonevents.recognition.evaluation.DetectionRecall.Size;
import io.sophonevents.recognition.evaluation.Proportion;
import java.util.List;
import java.util.Locale;

/** Recall by face size as bars, with the interval of each as a line; sizes without a face go. */
final class RecallPlot {
  private static final int BAR = 90;
  private static final int GAP = 40;
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int HEIGHT = 250;
  private static final int BELOW = 60;
  private static final int STEPS = 5;

  private RecallPlot() {}

  static String of(DetectionRecall recall) {
    List<Size> sizes = recall.sizes().stream().filter(size -> size.found().of() > 0).toList();
    int width = LEFT + GAP + sizes.size() * (BAR + GAP);
    Svg svg = new Svg(width, TOP + HEIGHT + BELOW, "recall by face size, of the long side");
    for (int step = 0; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      svg.line(LEFT, y(share), width, y(share), "#ccc");
      svg.text(LEFT - 8, y(share) + 4, "end", String.format(Locale.ROOT, "%.0f %%", 100 * share));
    }
    double left = LEFT + GAP;
    for (Size size : sizes) {
      bar(svg, left, size);
      left += BAR + GAP;
    }
    return svg.document();
  }

  private static void bar(Svg svg, double left, Size size) {
    Proportion found = size.found();
    double middle = left + BAR / 2.0;
    svg.rectangle(left, y(found.value()), BAR, HEIGHT * found.value(), "#9cf");
    svg.line(middle, y(found.lower()), middle, y(found.upper()), "black");
    svg.text(middle, TOP + HEIGHT + 18, "middle", DetectionReport.name(size));
    svg.text(middle, TOP + HEIGHT + 36, "middle", found.count() + " of " + found.of());
  }

  private static double y(double share) {
    return TOP + HEIGHT * (1 - share);
  }
}
