package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.EstimatedAttributes;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Tells mask and glasses from two maps that MobileFaceNet-512 makes on its way to an embedding: two
 * logistic regressions on means over parts of the maps. Made for that network alone, which the
 * accurate pack has and the open one has not.
 *
 * <p>Input: the maps of one aligned face, float32 [1, 64, 28, 28] and [1, 128, 14, 14] (N, C, H,
 * W). Output: the probabilities of a mask and of glasses.
 *
 * <p>Immutable. Source: docs/models.md.
 */
final class MaskGlassesHeads {
  private static final int EARLY_CHANNELS = 64;
  private static final int EARLY_SIDE = 28;
  private static final int LATE_CHANNELS = 128;
  private static final int LATE_SIDE = 14;

  /** The shapes of the maps. */
  static final List<List<Integer>> MAPS =
      List.of(
          List.of(1, EARLY_CHANNELS, EARLY_SIDE, EARLY_SIDE),
          List.of(1, LATE_CHANNELS, LATE_SIDE, LATE_SIDE));

  private static final String SUBJECT = "mask and glasses heads: ";

  private static final String BUNDLED =
      "/io/sophonevents/recognition/accurate/mask_glasses_heads.npz";

  private final Head mask;
  private final Head glasses;

  private MaskGlassesHeads(NumpyArchive weights) throws IOException {
    mask = new Head(weights, "mask", early(14, 28, 4, 24, 5, 5), late(7, 14, 1, 13, 4, 4));
    glasses = new Head(weights, "glasses", early(8, 18, 3, 25, 5, 11), late(4, 9, 1, 13, 5, 6));
  }

  /**
   * The heads in this jar.
   *
   * @throws ModelLoadException if they are missing or not as described
   */
  static MaskGlassesHeads bundled() {
    try (InputStream input = MaskGlassesHeads.class.getResourceAsStream(BUNDLED)) {
      if (input == null) {
        throw new ModelLoadException(
            SUBJECT + "expected " + BUNDLED + " on the class path but found none");
      }
      return read(input.readAllBytes());
    } catch (IOException failure) {
      throw new ModelLoadException(SUBJECT + "expected a readable " + BUNDLED, failure);
    }
  }

  /**
   * The heads in this {@code .npz} file.
   *
   * @throws ModelLoadException if it does not have the arrays w_mask, b_mask, w_glasses and
   *     b_glasses, or one has another size
   */
  static MaskGlassesHeads read(byte[] npz) {
    try {
      return new MaskGlassesHeads(new NumpyArchive(npz));
    } catch (IOException other) {
      throw new ModelLoadException(SUBJECT + other.getMessage(), other);
    }
  }

  /**
   * The probabilities of a mask and of glasses, and no more.
   *
   * @throws IllegalArgumentException if a map has another shape
   * @throws InferenceException if a value is not finite
   */
  EstimatedAttributes apply(Tensor early, Tensor late) {
    requireShape(early, EARLY_CHANNELS, EARLY_SIDE);
    requireShape(late, LATE_CHANNELS, LATE_SIDE);
    return EstimatedAttributes.NONE
        .withMaskProbability(mask.probability(early, late))
        .withGlassesProbability(glasses.probability(early, late));
  }

  private static void requireShape(Tensor map, int channels, int side) {
    long[] expected = {1, channels, side, side};
    if (!Arrays.equals(map.shape(), expected)) {
      throw new IllegalArgumentException(
          SUBJECT
              + "expected a map of shape "
              + Arrays.toString(expected)
              + " but it is "
              + Arrays.toString(map.shape()));
    }
  }

  private static MapRegion early(int top, int bottom, int left, int right, int rows, int columns) {
    return new MapRegion(EARLY_CHANNELS, EARLY_SIDE, top, bottom, left, right, rows, columns);
  }

  private static MapRegion late(int top, int bottom, int left, int right, int rows, int columns) {
    return new MapRegion(LATE_CHANNELS, LATE_SIDE, top, bottom, left, right, rows, columns);
  }

  /** One regression. */
  private static final class Head {
    private final MapRegion early;
    private final MapRegion late;
    private final double[] weights;
    private final double bias;

    Head(NumpyArchive archive, String name, MapRegion early, MapRegion late) throws IOException {
      this.early = early;
      this.late = late;
      this.weights = archive.values("w_" + name, early.size() + late.size());
      this.bias = archive.values("b_" + name, 1)[0];
    }

    double probability(Tensor earlyMap, Tensor lateMap) {
      double sum =
          bias
              + early.weighted(earlyMap.values(), weights, 0)
              + late.weighted(lateMap.values(), weights, early.size());
      if (!Double.isFinite(sum)) {
        throw new InferenceException(
            SUBJECT + "expected finite values but the network gave others");
      }
      return 1 / (1 + Math.exp(-sum));
    }
  }
}
