package io.sophonevents.recognition.evaluation;

import io.sophonevents.recognition.Box;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many of the faces that are there a detector finds, by their size.
 *
 * <p>A listed face is found if a box overlaps it by at least 0.5, intersection over union. A box
 * that overlaps none by as much is unconfirmed: not a face, or one that the list lacks. Size is the
 * longer side of a face's listed box as a share of the picture's longer side.
 *
 * <p>Immutable.
 *
 * @param sizes the largest first: from 10 %, 4 to 10 %, 2 to 4 %, under 2 %; also those that no
 *     listed face has
 * @param missed the listed faces that were not found, in the order of the pictures
 * @param unconfirmed the boxes that overlap none by as much, in the order of the pictures
 * @param boxes how many the detector gave
 * @param images how many pictures were searched
 */
public record DetectionRecall(
    List<Size> sizes,
    List<PictureBox> missed,
    List<PictureBox> unconfirmed,
    int boxes,
    int images) {
  private static final double OVERLAP = 0.5;
  private static final double[] LIMITS = {Double.POSITIVE_INFINITY, 0.1, 0.04, 0.02, 0};

  /**
   * Faces of about one size. Immutable.
   *
   * @param from the smallest, itself included, as a share of the picture's longer side
   * @param below all are smaller, as a share of the picture's longer side; may be infinite
   * @param found of those that are listed
   */
  public record Size(double from, double below, Proportion found) {}

  private record Face(PictureBox place, double share, boolean found) {}

  public DetectionRecall {
    sizes = List.copyOf(sizes);
    missed = List.copyOf(missed);
    unconfirmed = List.copyOf(unconfirmed);
  }

  /** Counts what was found. */
  public static DetectionRecall of(List<SearchedPicture> pictures) {
    List<Face> faces = pictures.stream().flatMap(DetectionRecall::facesOf).toList();
    return new DetectionRecall(
        IntStream.range(1, LIMITS.length)
            .mapToObj(i -> size(faces, LIMITS[i], LIMITS[i - 1]))
            .toList(),
        faces.stream().filter(face -> !face.found()).map(Face::place).toList(),
        pictures.stream().flatMap(DetectionRecall::unconfirmedIn).toList(),
        pictures.stream().mapToInt(picture -> picture.found().size()).sum(),
        pictures.size());
  }

  /** Of the listed faces of every size. */
  public Proportion found() {
    return new Proportion(
        sizes.stream().mapToInt(size -> size.found().count()).sum(),
        sizes.stream().mapToInt(size -> size.found().of()).sum());
  }

  private static Size size(List<Face> faces, double from, double below) {
    List<Face> ofThisSize =
        faces.stream().filter(face -> face.share() >= from && face.share() < below).toList();
    int found = (int) ofThisSize.stream().filter(Face::found).count();
    return new Size(from, below, new Proportion(found, ofThisSize.size()));
  }

  private static Stream<Face> facesOf(SearchedPicture picture) {
    return picture.listed().stream()
        .map(
            box ->
                new Face(
                    new PictureBox(picture.image(), box),
                    box.longerSidePixels() / picture.longerSidePixels(),
                    overlapsAny(box, picture.found())));
  }

  private static Stream<PictureBox> unconfirmedIn(SearchedPicture picture) {
    return picture.found().stream()
        .filter(box -> !overlapsAny(box, picture.listed()))
        .map(box -> new PictureBox(picture.image(), box));
  }

  private static boolean overlapsAny(Box box, List<Box> others) {
    return others.stream().anyMatch(other -> overlap(box, other) >= OVERLAP);
  }

  /** Intersection over union, in [0, 1]; 0 for boxes without area. */
  static double overlap(Box a, Box b) {
    double width = Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1());
    double height = Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1());
    double both = Math.max(0, width) * Math.max(0, height);
    return both == 0 ? 0 : both / (area(a) + area(b) - both);
  }

  private static double area(Box box) {
    return box.widthPixels() * box.heightPixels();
  }
}
