package io.sophonevents.recognition.evaluation;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.Box;
import java.util.List;

/**
 * What is in a picture, and what a detector found in it.
 *
 * <p>Immutable.
 *
 * @param image file name
 * @param longerSidePixels the picture's, at least 1
 * @param listed the faces that are there, scene pixels
 * @param found the faces that the detector found, scene pixels
 */
public record SearchedPicture(
    String image, int longerSidePixels, List<Box> listed, List<Box> found) {
  /**
   * @throws IllegalArgumentException if the side is less than 1
   */
  public SearchedPicture {
    requireNonNull(image, "image");
    if (longerSidePixels < 1) {
      throw new IllegalArgumentException(
          "searched picture: expected a longer side of at least 1 pixel but it is "
              + longerSidePixels);
    }
    listed = List.copyOf(listed);
    found = List.copyOf(found);
  }
}
