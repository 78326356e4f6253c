package io.sophonevents.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of docs/events.md, which say what every sample is. */
final class EventsPage {
  static final Path SAMPLES = Path.of("src/test/resources/samples");

  private static final Path PAGE = Path.of("../docs/events.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_0-9]+)` \\| `([^`]+)` \\| ([^|]*)\\|.*");
  private static final Pattern NAME =
      Pattern.compile("`([^`]+)`(?: \\((?:(posted)|at ([^)]+))\\))?");

  private EventsPage() {}

  /** One sample in one row. */
  record Sample(String name, EventKind kind, String layout, Hint hint) {
    Path file() {
      Path vendors = SAMPLES.resolve(name + ".json");
      return Files.exists(vendors) ? vendors : SAMPLES.resolve("constructed/" + name + ".json");
    }

    byte[] body() {
      try {
        return Files.readAllBytes(file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return hint.path() == null ? name : name + " at " + hint.path();
    }
  }

  /** The bytes of a sample. */
  static byte[] body(String name) {
    return new Sample(name, EventKind.UNKNOWN, "", Hint.NONE).body();
  }

  /** Every sample of every row. */
  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Matcher name = NAME.matcher(row.group(3));
        while (name.find()) {
          samples.add(
              new Sample(name.group(1), EventKind.valueOf(row.group(1)), row.group(2), hint(name)));
        }
      }
    }
    return samples;
  }

  /** Nothing, {@code (posted)}, or {@code (at /the/path)}. */
  private static Hint hint(Matcher name) {
    return name.group(3) != null
        ? Hint.path(name.group(3))
        : name.group(2) != null ? Hint.POSTED : Hint.NONE;
  }

  /** The layouts that have a row: {@code HistoryEvent.V5R4}. */
  static List<String> layouts() {
    return lines().stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(2))
        .toList();
  }

  /** The names of all files with samples, without their ending. */
  static List<String> files() {
    try (Stream<Path> vendors = Files.list(SAMPLES);
        Stream<Path> ours = Files.list(SAMPLES.resolve("constructed"))) {
      return Stream.concat(vendors, ours)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
