package io.sophonevents.recognition.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts the PyTorch engine of this process, once, without the network.
 *
 * <p>DJL is steered by system properties; one that is set already stays:
 *
 * <ul>
 *   <li>{@code ai.djl.offline=true} and {@code OPT_OUT_TRACKING=true}: nothing is downloaded,
 *       nobody is told.
 *   <li>{@code ai.djl.pytorch.graph_optimizer=false}: the just-in-time optimiser specialises on
 *       shapes, and each size of picture has its own; no call was seen to be faster with it.
 *   <li>{@code ai.djl.pytorch.num_threads=1}: a call of a network stays on its thread. The stages
 *       share their work among threads themselves, in larger pieces than PyTorch's threads do,
 *       which slow each other down where there are more of them than processors.
 * </ul>
 *
 * <p>The first start on a machine unpacks the native library, about 430 MB, to {@code
 * DJL_CACHE_DIR} or else {@code ~/.djl.ai}, or to the temporary folder if the home cannot be
 * written.
 *
 * <p>Safe for use by many threads.
 */
final class Torch {
  static final String ENGINE = "PyTorch";

  /** Where DJL unpacks it, in its cache directory. */
  private static final String ENGINE_FOLDER = "pytorch";

  private Torch() {}

  /**
   * @throws ModelLoadException if the native library is missing, does not start, or there is no
   *     folder to unpack it to
   */
  static synchronized void start() {
    if (System.getenv("PYTORCH_LIBRARY_PATH") == null
        && System.getProperty("PYTORCH_LIBRARY_PATH") == null) {
      NativeLibrary.requireFor(
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          Torch.class.getClassLoader());
    }
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    requireFolder();
    try {
      if (!Engine.hasEngine(ENGINE)) {
        throw new ModelLoadException(
            "native library: expected ai.djl.pytorch:pytorch-engine on the class path but found"
                + " none");
      }
      Engine.getEngine(ENGINE);
    } catch (EngineException | LinkageError failure) {
      throw new ModelLoadException(
          "native library: expected PyTorch to start from "
              + Utils.getEngineCacheDir(ENGINE_FOLDER)
              + " but there was "
              + failure.getClass().getSimpleName()
              + ", see docs/troubleshooting.md#native-library",
          failure);
    }
  }

  /** The folder to unpack the library to; what is there already is only read. */
  private static void requireFolder() {
    Path folder = Utils.getEngineCacheDir(ENGINE_FOLDER);
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new ModelLoadException(
          "native library: expected a folder to unpack it to but "
              + folder
              + " cannot be made, name another by DJL_CACHE_DIR, see"
              + " docs/troubleshooting.md#native-library",
          failure);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
