package io.sophonevents.recognition;

/**
 * Aligns a face by the similarity (turn, scale, shift; no mirror) that brings its five points
 * nearest to those of the ArcFace template, in the least-squares sense.
 *
 * <p>Output: 112 x 112 RGB, bilinear in steps of 1/32 pixel and black outside the frame, value for
 * value as OpenCV's {@code warpAffine} computes it.
 *
 * <p>Immutable.
 */
public final class SimilarityAligner implements FaceAligner {
  /** Where the points lie in an aligned face. */
  private static final Landmarks TEMPLATE =
      Landmarks.of(
          38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041);

  private static final int SIDE = AlignedFace.SIDE_PIXELS;

  /** Positions are counted in 1/1024 pixel, then rounded to 1/32. */
  private static final int FINE = 1024;

  private static final int STEPS = 32;
  private static final int FINE_PER_STEP_BITS = 5;
  private static final int STEP_BITS = 5;

  /**
   * @throws IllegalArgumentException if all five points are the same
   */
  @Override
  public AlignedFace align(Frame frame, Landmarks landmarks) {
    Similarity toFrame = Similarity.between(landmarks, TEMPLATE).inverse();
    byte[] face = new byte[SIDE * SIDE * 3];
    int[] alongX = new int[SIDE];
    int[] alongY = new int[SIDE];
    for (int x = 0; x < SIDE; x++) {
      alongX[x] = fine(toFrame.cos() * x);
      alongY[x] = fine(toFrame.sin() * x);
    }
    int rounding = FINE / STEPS / 2;
    for (int y = 0; y < SIDE; y++) {
      int startX = fine(-toFrame.sin() * y + toFrame.shiftX()) + rounding;
      int startY = fine(toFrame.cos() * y + toFrame.shiftY()) + rounding;
      for (int x = 0; x < SIDE; x++) {
        int stepsX = (startX + alongX[x]) >> FINE_PER_STEP_BITS;
        int stepsY = (startY + alongY[x]) >> FINE_PER_STEP_BITS;
        sample(frame, stepsX, stepsY, face, (y * SIDE + x) * 3);
      }
    }
    return AlignedFace.owning(face);
  }

  private static int fine(double pixels) {
    return (int) Math.rint(pixels * FINE);
  }

  /** The colour at a place in 1/32 pixels, from the four pixels around it. */
  private static void sample(Frame frame, int stepsX, int stepsY, byte[] face, int to) {
    int x = stepsX >> STEP_BITS;
    int y = stepsY >> STEP_BITS;
    int right = stepsX & (STEPS - 1);
    int lower = stepsY & (STEPS - 1);
    int left = STEPS - right;
    int upper = STEPS - lower;
    int width = frame.widthPixels();
    int height = frame.heightPixels();
    byte[] rgb = frame.rgb();
    if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1) {
      int above = (y * width + x) * 3;
      int below = above + width * 3;
      for (int channel = 0; channel < 3; channel++) {
        int sum =
            upper
                    * (left * (rgb[above + channel] & 0xFF)
                        + right * (rgb[above + channel + 3] & 0xFF))
                + lower
                    * (left * (rgb[below + channel] & 0xFF)
                        + right * (rgb[below + channel + 3] & 0xFF));
        face[to + channel] = rounded(sum);
      }
    } else {
      for (int channel = 0; channel < 3; channel++) {
        int sum =
            upper
                    * (left * valueOrBlack(frame, x, y, channel)
                        + right * valueOrBlack(frame, x + 1, y, channel))
                + lower
                    * (left * valueOrBlack(frame, x, y + 1, channel)
                        + right * valueOrBlack(frame, x + 1, y + 1, channel));
        face[to + channel] = rounded(sum);
      }
    }
  }

  private static byte rounded(int sum) {
    return (byte) ((sum + STEPS * STEPS / 2) / (STEPS * STEPS));
  }

  private static int valueOrBlack(Frame frame, int x, int y, int channel) {
    boolean inside = x >= 0 && y >= 0 && x < frame.widthPixels() && y < frame.heightPixels();
    return inside ? frame.rgb()[(y * frame.widthPixels() + x) * 3 + channel] & 0xFF : 0;
  }
}
