package io.sophonevents.recognition;

import java.util.List;

/** Finds the faces in a picture. A recogniser shares one among its threads. */
@FunctionalInterface
public interface FaceDetector {
  /**
   * The faces found, the one with the largest box first; empty if there is none.
   *
   * @return boxes and points in the frame's own pixels
   * @throws InferenceException if the engine fails; the detector stays usable
   */
  List<FaceDetection> detect(Frame frame);
}
