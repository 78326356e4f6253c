package io.sophonevents.recognition.evaluation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two pictures and whether they show the same person.
 *
 * <p>Immutable.
 *
 * @param fold which part of the set it is in; a part is judged with the threshold of the others
 * @param image1 file name
 * @param image2 file name
 * @param same whether it is one person
 */
public record VerificationPair(int fold, String image1, String image2, boolean same) {
  private static final String HEADER = "fold,image1,image2,same";

  public VerificationPair {
    requireNonNull(image1, "image1");
    requireNonNull(image2, "image2");
  }

  /**
   * The pairs of a CSV file in UTF-8 with the header {@code fold,image1,image2,same}; {@code same}
   * is 1 or 0; names hold no comma.
   *
   * @throws IllegalArgumentException if the file is not of this form, by line
   * @throws IOException if it cannot be read
   */
  public static List<VerificationPair> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw new IllegalArgumentException(
          "pairs file " + file + ": expected the header " + HEADER + " but it differs at line 1");
    }
    List<VerificationPair> pairs = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        pairs.add(parse(lines.get(i).strip(), file, i + 1));
      }
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "pairs file " + file + ": expected at least one pair but there is none");
    }
    return List.copyOf(pairs);
  }

  private static VerificationPair parse(String line, Path file, int number) {
    String[] parts = line.split(",", -1);
    if (parts.length != 4
        || !parts[0].matches("\\d{1,9}")
        || parts[1].isBlank()
        || parts[2].isBlank()
        || !parts[3].matches("[01]")) {
      throw new IllegalArgumentException(
          "pairs file "
              + file
              + ": expected a fold number, two file names and 0 or 1 but it differs at line "
              + number);
    }
    return new VerificationPair(
        Integer.parseInt(parts[0]), parts[1], parts[2], parts[3].equals("1"));
  }
}
