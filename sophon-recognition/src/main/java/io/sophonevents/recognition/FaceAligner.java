package io.sophonevents.recognition;

/** Cuts a face out upright. A recogniser shares one among its threads. */
@FunctionalInterface
public interface FaceAligner {
  /**
   * The face whose points these are.
   *
   * @param landmarks in the frame's pixels
   */
  AlignedFace align(Frame frame, Landmarks landmarks);
}
