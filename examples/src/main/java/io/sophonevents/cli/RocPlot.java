package io.sophonevents.cli;

import io.sophonevents.recognition.evaluation.Roc;
import io.sophonevents.recognition.evaluation.Roc.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ROC as a plot: across the false accept rate by powers of ten, up the true accept rate. Where
 * nothing false is accepted, a point stands at the left edge.
 */
final class RocPlot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 40;
  private static final int BOTTOM = HEIGHT - 50;
  private static final int STEPS = 5;

  private final List<Point> points;
  private final int decades;
  private final double lowest;

  private RocPlot(List<Point> points) {
    this.points = points;
    int different = points.isEmpty() ? 1 : points.get(0).falseAccepts().of();
    decades = (int) Math.max(1, Math.ceil(Math.log10(different)));
    double worst = points.isEmpty() ? 0 : points.get(0).trueAccepts().value();
    lowest = worst >= 0.9 ? 0.9 : worst >= 0.5 ? 0.5 : 0;
  }

  static String of(Roc roc) {
    List<Point> points = roc.points();
    // of the points without a false accept only the last, which accepts most
    int first = 0;
    while (first + 1 < points.size() && points.get(first + 1).falseAccepts().count() == 0) {
      first++;
    }
    return new RocPlot(points.subList(Math.min(first, points.size()), points.size())).draw();
  }

  private String draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, points.isEmpty() ? "ROC: not pairs of both kinds" : "ROC");
    for (int decade = 0; decade <= decades; decade++) {
      double x = x(Math.pow(10, -decade));
      svg.line(x, TOP, x, BOTTOM, "#ccc");
      svg.text(x, BOTTOM + 18, "middle", decade == 0 ? "1" : "1e-" + decade);
    }
    for (int step = 0; step <= STEPS; step++) {
      double rate = lowest + (1 - lowest) * step / STEPS;
      svg.line(LEFT, y(rate), RIGHT, y(rate), "#ccc");
      svg.text(LEFT - 8, y(rate) + 4, "end", String.format(Locale.ROOT, "%.2f", rate));
    }
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 10, "middle", "false accept rate");
    svg.text(8, TOP - 10, "start", "true accept rate");
    svg.curve(steps(), "#06c");
    return svg.document();
  }

  /** The curve goes up or across, never both at once, so that no rate is shown that is none. */
  private List<Svg.Place> steps() {
    List<Svg.Place> places = new ArrayList<>();
    for (Point point : points) {
      double x = x(point.falseAccepts().value());
      if (!places.isEmpty()) {
        places.add(new Svg.Place(x, places.get(places.size() - 1).y()));
      }
      places.add(new Svg.Place(x, y(point.trueAccepts().value())));
    }
    return places;
  }

  private double x(double rate) {
    double exponent = Math.max(-decades, Math.log10(rate));
    return RIGHT + exponent / decades * (RIGHT - LEFT);
  }

  private double y(double rate) {
    return BOTTOM - (rate - lowest) / (1 - lowest) * (BOTTOM - TOP);
  }
}
