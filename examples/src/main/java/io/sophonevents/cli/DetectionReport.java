package io.sophonevents.cli;

import io.sophonevents.recognition.Box;
import io.sophonevents.recognition.evaluation.DetectionRecall;
import io.sophonevents.recognition.evaluation.DetectionRecall.Size;
import io.sophonevents.recognition.evaluation.PictureBox;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a detector is worth, in words and for programs. */
record DetectionReport(Search search, DetectionRecall recall) {
  /**
   * How the pictures were searched.
   *
   * @param minimumFacePixels null for a detector that takes all sizes at once
   */
  record Search(int searchPixels, @Nullable Integer minimumFacePixels, double minimumScore) {}

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "searched at %d pixels, %sscore over %s%n",
        search.searchPixels(),
        search.minimumFacePixels() == null ? "" : "faces from " + search.minimumFacePixels() + ", ",
        search.minimumScore());
    for (Size size : recall.sizes()) {
      out.printf(
          Locale.ROOT,
          "faces of %s of the long side: %d of %d found%s%n",
          name(size),
          size.found().count(),
          size.found().of(),
          VerificationReport.share(size.found()));
    }
    recall.missed().forEach(face -> out.println("not found: " + place(face)));
    recall.unconfirmed().forEach(box -> out.println("unconfirmed: " + place(box)));
    out.printf(
        Locale.ROOT,
        "recall %.2f boxes %d unconfirmed %d images %d%n",
        100 * recall.found().value(),
        recall.boxes(),
        recall.unconfirmed().size(),
        recall.images());
    out.flush();
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("searchPixels", search.searchPixels());
    fields.put("minimumFacePixels", search.minimumFacePixels());
    fields.put("minimumScore", search.minimumScore());
    fields.put("recall", EvaluationFiles.json(recall.found()));
    fields.put("sizes", recall.sizes().stream().map(DetectionReport::json).toList());
    fields.put("boxes", recall.boxes());
    fields.put("images", recall.images());
    fields.put("missed", json(recall.missed()));
    fields.put("unconfirmed", json(recall.unconfirmed()));
    return fields;
  }

  /** A class of sizes as it is said, {@code 4-10 %}. */
  static String name(Size size) {
    if (Double.isInfinite(size.below())) {
      return String.format(Locale.ROOT, ">= %.0f %%", 100 * size.from());
    }
    return size.from() == 0
        ? String.format(Locale.ROOT, "< %.0f %%", 100 * size.below())
        : String.format(Locale.ROOT, "%.0f-%.0f %%", 100 * size.from(), 100 * size.below());
  }

  private static String place(PictureBox face) {
    Box box = face.box();
    return String.format(
        Locale.ROOT,
        "%s %.0f %.0f %.0f %.0f",
        face.image(),
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2());
  }

  private static Map<String, @Nullable Object> json(Size size) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("from", size.from());
    fields.put("below", EvaluationFiles.number(size.below()));
    fields.put("found", EvaluationFiles.json(size.found()));
    return fields;
  }

  private static List<Map<String, Object>> json(List<PictureBox> boxes) {
    return boxes.stream().map(DetectionReport::json).toList();
  }

  private static Map<String, Object> json(PictureBox face) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", face.image());
    fields.put("x1", face.box().x1());
    fields.put("y1", face.box().y1());
    fields.put("x2", face.box().x2());
    fields.put("y2", face.box().y2());
    return fields;
  }
}
