package io.sophonevents.cli;

import io.sophonevents.recognition.evaluation.Proportion;
import io.sophonevents.recognition.evaluation.Roc;
import io.sophonevents.recognition.evaluation.Verification;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an embedding is worth, in words and for programs. */
record VerificationReport(Verification result, List<String> imagesWithoutAFace) {
  private static final List<Double> RATES = List.of(0.1, 0.01, 0.001);

  void print(PrintWriter out) {
    for (Verification.Fold fold : result.folds()) {
      out.printf(
          Locale.ROOT,
          "fold %d threshold %.3f accuracy %.2f %%%n",
          fold.number(),
          fold.threshold(),
          100 * fold.accuracy());
    }
    out.printf(
        Locale.ROOT,
        "at the pack's threshold %.3f accuracy %.2f %%, 95 %% interval %s%n",
        result.fixedThreshold(),
        100 * result.fixedAccuracy(),
        interval(result.fixedRight()));
    for (double rate : RATES) {
      out.println("far " + rate + " " + atFalseAcceptRate(rate));
    }
    out.println(
        "images without a face: "
            + (imagesWithoutAFace.isEmpty() ? "none" : String.join(" ", imagesWithoutAFace)));
    out.printf(
        Locale.ROOT,
        "accuracy %.2f threshold %.3f pairs %d failed %d%n",
        100 * result.accuracy(),
        result.threshold(),
        result.pairs(),
        result.failedPairs());
    out.flush();
  }

  private String atFalseAcceptRate(double rate) {
    return result
        .roc()
        .atFalseAcceptRate(rate)
        .map(
            point ->
                String.format(
                    Locale.ROOT,
                    "threshold %.3f tar %.2f %%, 95 %% interval %s; false accepts %d of %d",
                    point.threshold(),
                    100 * point.trueAccepts().value(),
                    interval(point.trueAccepts()),
                    point.falseAccepts().count(),
                    point.falseAccepts().of()))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "needs %.0f pairs of different people and one of the same",
                    1 / rate));
  }

  /** A share and its interval, nothing if there are none to have a share of. */
  static String share(Proportion share) {
    return share.of() == 0
        ? ""
        : String.format(
            Locale.ROOT, ", %.2f %%, 95 %% interval %s", 100 * share.value(), interval(share));
  }

  private static String interval(Proportion share) {
    return String.format(Locale.ROOT, "%.2f to %.2f %%", 100 * share.lower(), 100 * share.upper());
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("accuracy", EvaluationFiles.number(result.accuracy()));
    fields.put("threshold", EvaluationFiles.number(result.threshold()));
    fields.put("pairs", result.pairs());
    fields.put("failed", result.failedPairs());
    fields.put("folds", result.folds().stream().map(VerificationReport::json).toList());
    fields.put("fixedThreshold", result.fixedThreshold());
    fields.put("fixedAccuracy", EvaluationFiles.json(result.fixedRight()));
    fields.put(
        "atFalseAcceptRate", RATES.stream().map(this::json).flatMap(Optional::stream).toList());
    fields.put("imagesWithoutAFace", imagesWithoutAFace);
    fields.put("roc", result.roc().points().stream().map(VerificationReport::json).toList());
    return fields;
  }

  private static Map<String, Object> json(Verification.Fold fold) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fold", fold.number());
    fields.put("threshold", fold.threshold());
    fields.put("accuracy", EvaluationFiles.json(fold.right()));
    return fields;
  }

  private Optional<Map<String, Object>> json(double rate) {
    return result
        .roc()
        .atFalseAcceptRate(rate)
        .map(
            point -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("rate", rate);
              fields.put("threshold", point.threshold());
              fields.put("trueAccepts", EvaluationFiles.json(point.trueAccepts()));
              fields.put("falseAccepts", EvaluationFiles.json(point.falseAccepts()));
              return fields;
            });
  }

  private static Map<String, Object> json(Roc.Point point) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("threshold", point.threshold());
    fields.put("trueAcceptRate", point.trueAccepts().value());
    fields.put("falseAcceptRate", point.falseAccepts().value());
    return fields;
  }
}
