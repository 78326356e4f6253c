package io.sophonevents.recognition.djl;

import static java.util.Objects.requireNonNull;

import io.sophonevents.recognition.FaceDetection;
import io.sophonevents.recognition.Frame;
import java.util.List;

/**
 * Finds faces and their five points with MTCNN: one network proposes squares all over the picture
 * at every size, a second refuses most, a third gives the final boxes and the points.
 *
 * <p>Tensors: float32 [N, 3, W, H], width before height, as these networks were trained; RGB,
 * values (v - 127.5) / 128. A picture is searched at most {@link Settings#searchPixels} large;
 * boxes and points are given in its own pixels.
 *
 * <p>The networks run on the caller's thread; making the picture smaller and cutting squares out of
 * it is shared with idle threads of the common pool.
 *
 * <p>Safe for use by many threads.
 */
public final class MtcnnDetector implements NetworkDetector {
  private final ProposalNetwork proposal;
  private final RefinementNetwork refinement;
  private final OutputNetwork output;
  private final Settings settings;

  private MtcnnDetector(
      ProposalNetwork proposal,
      RefinementNetwork refinement,
      OutputNetwork output,
      Settings settings) {
    this.proposal = proposal;
    this.refinement = refinement;
    this.output = output;
    this.settings = settings;
  }

  /**
   * The detector of this pack with the default settings.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none, or the engine does
   *     not start or does not run it
   */
  public static MtcnnDetector open(ModelPack pack) {
    return open(pack, Settings.defaults());
  }

  /**
   * The detector of this pack.
   *
   * @throws io.sophonevents.recognition.ModelLoadException as {@link #open(ModelPack)}
   */
  public static MtcnnDetector open(ModelPack pack, Settings settings) {
    requireNonNull(settings, "settings");
    List<Network> networks =
        pack.load(ProposalNetwork.SIGNATURE, RefinementNetwork.SIGNATURE, OutputNetwork.SIGNATURE);
    return new MtcnnDetector(
        new ProposalNetwork(networks.get(0)),
        new RefinementNetwork(networks.get(1)),
        new OutputNetwork(networks.get(2)),
        settings);
  }

  @Override
  public List<FaceDetection> detect(Frame frame) {
    Frame searched = frame.shrinkTo(settings.searchPixels());
    Cutter cutter = new Cutter(searched);
    List<Candidate> proposed = proposal.propose(searched, settings.minimumFacePixels());
    List<Candidate> refined = refinement.refine(cutter, proposed);
    List<FoundFace> found = output.finish(cutter, refined);
    double scale = (double) longerSide(frame) / longerSide(searched);
    return found.stream()
        .filter(face -> face.box().score() > settings.minimumScore())
        .map(face -> face.scaled(scale))
        .sorted(FoundFace.LARGEST_FIRST)
        .toList();
  }

  private static int longerSide(Frame frame) {
    return Math.max(frame.widthPixels(), frame.heightPixels());
  }

  /** Frees the networks, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    proposal.close();
    refinement.close();
    output.close();
  }

  /**
   * How to search.
   *
   * <p>Immutable.
   *
   * @param searchPixels pictures with a longer side are searched in a copy of this size; 640 by
   *     default
   * @param minimumFacePixels the smallest face to look for, in pixels of the copy, at least 12; 20
   *     by default. Twice as large is about twice as fast
   * @param minimumScore a face's score is above this, in [0, 1]; 0.8 by default. The last network
   *     passes nothing below 0.7
   */
  public record Settings(int searchPixels, int minimumFacePixels, double minimumScore) {
    /**
     * @throws IllegalArgumentException if one is out of its range
     */
    public Settings {
      if (minimumFacePixels < ProposalNetwork.CELL) {
        throw new IllegalArgumentException(
            "detector settings: expected minimumFacePixels of at least "
                + ProposalNetwork.CELL
                + " but it is "
                + minimumFacePixels);
      }
      if (searchPixels < minimumFacePixels) {
        throw new IllegalArgumentException(
            "detector settings: expected searchPixels of at least the "
                + minimumFacePixels
                + " of a face but it is "
                + searchPixels);
      }
      if (!(minimumScore >= 0 && minimumScore <= 1)) {
        throw new IllegalArgumentException(
            "detector settings: expected minimumScore in [0, 1] but it is " + minimumScore);
      }
    }

    /** What the pack was measured with: 640, 20, 0.8. */
    public static Settings defaults() {
      return new Settings(640, 20, 0.8);
    }

    public Settings withSearchPixels(int pixels) {
      return new Settings(pixels, minimumFacePixels, minimumScore);
    }

    public Settings withMinimumFacePixels(int pixels) {
      return new Settings(searchPixels, pixels, minimumScore);
    }

    public Settings withMinimumScore(double score) {
      return new Settings(searchPixels, minimumFacePixels, score);
    }
  }
}
