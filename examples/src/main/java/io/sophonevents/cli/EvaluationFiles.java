package io.sophonevents.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.recognition.evaluation.Proportion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an evaluation is also written to, for programs and for eyes. */
final class EvaluationFiles {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "also write the whole result to this file, as JSON")
  private @Nullable Path json;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "also write a plot of the result to this file, as SVG")
  private @Nullable Path svg;

  /**
   * To be called before the work.
   *
   * @throws IllegalArgumentException if a file could not be written at the end of it
   */
  void check() {
    check("json", json);
    check("svg", svg);
  }

  private static void check(String kind, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          kind + " file " + file + ": expected the path of a file in a folder that is there");
    }
  }

  /** Writes what was asked for. */
  void write(Map<String, ?> result, String plot) throws IOException {
    if (json != null) {
      Files.writeString(
          json,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result)
              + "\n");
    }
    if (svg != null) {
      Files.writeString(svg, plot);
    }
  }

  /** A proportion for JSON, with its interval. */
  static Map<String, @Nullable Object> json(Proportion proportion) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("count", proportion.count());
    fields.put("of", proportion.of());
    fields.put("value", number(proportion.value()));
    fields.put("lower95", proportion.lower());
    fields.put("upper95", proportion.upper());
    return fields;
  }

  /** JSON has no infinity, nor a number for nothing. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
