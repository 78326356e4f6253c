package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.FaceDetector;
import io.sophonevents.recognition.djl.ModelFile.Role;

/**
 * The detector of a model pack, whichever the manifest describes.
 *
 * <p>Safe for use by many threads.
 */
public interface NetworkDetector extends FaceDetector, AutoCloseable {
  /**
   * The detector of this pack with its own settings.
   *
   * @throws io.sophonevents.recognition.ModelLoadException if the pack has none, or the engine does
   *     not start or does not run it
   */
  static NetworkDetector open(ModelPack pack) {
    return pack.has(Role.DETECTOR) ? SinglePassDetector.open(pack) : MtcnnDetector.open(pack);
  }

  /** Frees the networks, once calls that still run have ended. May be called twice. */
  @Override
  void close();
}
