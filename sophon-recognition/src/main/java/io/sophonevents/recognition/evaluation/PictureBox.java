package io.sophonevents.recognition.evaluation;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A face's box and the picture that it is in.
 *
 * <p>Immutable.
 *
 * @param image file name
 * @param box scene pixels
 */
public record PictureBox(String image, Box box) {
  private static final String HEADER = "image,x1,y1,x2,y2";

  public PictureBox {
    requireNonNull(image, "image");
    requireNonNull(box, "box");
  }

  /**
   * The boxes of a CSV file in UTF-8 whose header begins with {@code image,x1,y1,x2,y2}; further
   * columns are not looked at; names hold no comma.
   *
   * @throws IllegalArgumentException if the file is not of this form, by line
   * @throws IOException if it cannot be read
   */
  public static List<PictureBox> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !(lines.get(0).strip() + ",").startsWith(HEADER + ",")) {
      throw new IllegalArgumentException(
          "boxes file " + file + ": expected the header " + HEADER + " but it differs at line 1");
    }
    List<PictureBox> boxes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        boxes.add(parse(lines.get(i).strip(), file, i + 1));
      }
    }
    if (boxes.isEmpty()) {
      throw new IllegalArgumentException(
          "boxes file " + file + ": expected at least one box but there is none");
    }
    return List.copyOf(boxes);
  }

  private static PictureBox parse(String line, Path file, int number) {
    String[] parts = line.split(",", -1);
    try {
      if (parts.length >= 5 && !parts[0].isBlank()) {
        double[] corners = Arrays.stream(parts, 1, 5).mapToDouble(Double::parseDouble).toArray();
        return new PictureBox(parts[0], new Box(corners[0], corners[1], corners[2], corners[3]));
      }
    } catch (IllegalArgumentException notABox) {
      throw differs(file, number, notABox);
    }
    throw differs(file, number, null);
  }

  private static IllegalArgumentException differs(
      Path file, int number, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "boxes file "
            + file
            + ": expected a file name and the corners x1 y1 x2 y2 but it differs at line "
            + number,
        cause);
  }
}
