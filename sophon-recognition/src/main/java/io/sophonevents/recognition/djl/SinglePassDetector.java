package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.djl.ModelFile.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Finds faces and their five points with a network that does it in one pass: RetinaFace, SCRFD or
 * YuNet, as the pack's manifest says.
 *
 * <p>Tensor: float32 [1, 3, H, W], size, colours and values as the manifest says. A larger picture
 * is searched in a copy that fits, a smaller one as it is; both lie in the upper left corner, the
 * rest is black. Boxes and points are given in the picture's own pixels.
 *
 * <p>Safe for use by many threads.
 */
public final class SinglePassDetector implements NetworkDetector {
  private final Network network;
  private final OutputDecoder decoder;
  private final Pixels pixels;
  private final int width;
  private final int height;
  private final double minimumScore;
  private final double maximumOverlap;

  private SinglePassDetector(ModelPack pack, ModelFile file, double minimumScore) {
    this.decoder = OutputDecoder.of(file.output().decoding());
    this.pixels = Pixels.of(file.input());
    this.width = file.input().width();
    this.height = file.input().height();
    this.minimumScore = minimumScore;
    this.maximumOverlap = requireNonNull(file.output().maximumOverlap(), "maximumOverlap");
    this.network =
        pack.load(
                new Signature(
                    Role.DETECTOR, List.of(1, 3, height, width), decoder.shapes(width, height)))
            .get(0);
  }

  /**
   * The detector of this pack with the manifest's minimum score.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none, or the engine does
   *     not start or does not run it
   */
  public static SinglePassDetector open(ModelPack pack) {
    ModelFile file = pack.file(Role.DETECTOR);
    return new SinglePassDetector(
        pack, file, requireNonNull(file.output().minimumScore(), "minimumScore"));
  }

  /**
   * The detector of this pack.
   *
   * @param minimumScore a face's score is above this, in [0, 1]
   * @throws io.sophonevents.recognition.ModelLoadException as {@link #open(ModelPack)}
   */
  public static SinglePassDetector open(ModelPack pack, double minimumScore) {
    if (!(minimumScore >= 0 && minimumScore <= 1)) {
      throw new IllegalArgumentException(
          "detector: expected a minimum score in [0, 1] but it is " + minimumScore);
    }
    return new SinglePassDetector(pack, pack.file(Role.DETECTOR), minimumScore);
  }

  @Override
  public List<FaceDetection> detect(Frame frame) {
    double factor =
        Math.min(
            1,
            Math.min((double) width / frame.widthPixels(), (double) height / frame.heightPixels()));
    Frame searched = factor < 1 ? shrunk(frame, factor) : frame;
    List<FoundFace> found =
        decoder.decode(network.run(tensorOf(searched)), width, height, minimumScore);
    found.forEach(SinglePassDetector::requireFinite);
    return Suppression.BY_UNION.keep(found, FoundFace::box, maximumOverlap).stream()
        .map(face -> face.scaled(1 / factor))
        .sorted(FoundFace.LARGEST_FIRST)
        .toList();
  }

  private static Frame shrunk(Frame frame, double factor) {
    return frame.shrinkTo(
        (int) Math.max(1, Math.rint(frame.widthPixels() * factor)),
        (int) Math.max(1, Math.rint(frame.heightPixels() * factor)));
  }

  Tensor tensorOf(Frame picture) {
    float[] values = new float[3 * width * height];
    for (int plane = 0; plane < 3; plane++) {
      Arrays.fill(
          values, plane * width * height, (plane + 1) * width * height, pixels.black(plane));
    }
    pixels.put(
        picture.toRgb(), picture.widthPixels(), picture.heightPixels(), values, width, height);
    return new Tensor(values, 1, 3, height, width);
  }

  private static void requireFinite(FoundFace face) {
    if (!face.isFinite() || face.box().score() > 1) {
      throw new InferenceException(
          "detector: expected finite boxes and scores up to 1 but the network gave others");
    }
  }

  /** Frees the network, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    network.close();
  }
}
