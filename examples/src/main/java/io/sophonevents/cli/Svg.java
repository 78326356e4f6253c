package io.sophonevents.cli;

import java.util.List;
import java.util.Locale;

/** A picture of lines, rectangles and words, as SVG. Not safe for use by many threads. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** A place in the picture, pixels from its upper left corner. */
  record Place(double x, double y) {}

  Svg(int width, int height, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
        width, height, width, height);
    add("<title>%s</title>", escaped(title));
    rectangle(0, 0, width, height, "white");
    text(width / 2.0, 20, "middle", title);
  }

  void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, colour);
  }

  void rectangle(double x, double y, double width, double height, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  /** Words; the anchor is start, middle or end. */
  void text(double x, double y, String anchor, String words) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words));
  }

  void curve(List<Place> places, String colour) {
    StringBuilder points = new StringBuilder();
    for (Place place : places) {
      points.append(String.format(Locale.ROOT, " %.1f,%.1f", place.x(), place.y()));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), colour);
  }

  /** The whole document. */
  String document() {
    return out + "</svg>\n";
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
