package io.sophonevents.recognition.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts the engines of this process, each once and only when a network asks for it, without the
 * network.
 *
 * <p>DJL is steered by system properties; one that is set already stays:
 *
 * <ul>
 *   <li>{@code ai.djl.offline=true} and {@code OPT_OUT_TRACKING=true}: nothing is downloaded,
 *       nobody is told.
 *   <li>{@code ai.djl.pytorch.graph_optimizer=false}: the just-in-time optimiser specialises on
 *       shapes, and each size of picture has its own; no call was seen to be faster with it.
 *   <li>{@code ai.djl.pytorch.num_threads=1}: a call of a network stays on its thread; more of them
 *       than processors slow each other down. A session of ONNX Runtime gets one thread, too.
 *   <li>{@code ai.djl.onnx.disable_alternative=true}: ONNX Runtime does not start PyTorch beside
 *       it, for arithmetic that nobody here asks of it.
 * </ul>
 *
 * <p>ONNX Runtime unpacks its native library, about 20 MB, to the temporary folder at each start
 * and deletes it at the end. The first start of PyTorch on a machine unpacks its own, about 430 MB,
 * to {@code DJL_CACHE_DIR} or else {@code ~/.djl.ai}, or to the temporary folder if the home cannot
 * be written.
 *
 * <p>Safe for use by many threads.
 */
final class Engines {
  private static final String HELP = ", see docs/troubleshooting.md#native-library";

  private Engines() {}

  /**
   * An empty model of this engine, which is started first.
   *
   * @throws ModelLoadException if the engine or its native library is missing or does not start, or
   *     there is no folder to unpack it to
   */
  static Model newModel(String name, NetworkEngine engine) {
    return switch (engine) {
      case PYTORCH -> {
        startPyTorch();
        yield Model.newInstance(name, Device.cpu(), "PyTorch");
      }
      case ONNXRUNTIME -> {
        startOnnxRuntime();
        yield Model.newInstance(name, Device.cpu(), "OnnxRuntime");
      }
    };
  }

  /** What the engine is told when it loads a file. */
  static Map<String, String> options(NetworkEngine engine) {
    return switch (engine) {
      case PYTORCH -> Map.of();
      case ONNXRUNTIME -> Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");
    };
  }

  private static synchronized void startPyTorch() {
    if (System.getenv("PYTORCH_LIBRARY_PATH") == null
        && System.getProperty("PYTORCH_LIBRARY_PATH") == null) {
      NativeLibrary.requirePyTorch(
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          Engines.class.getClassLoader());
    }
    setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    start("PyTorch", "ai.djl.pytorch:pytorch-engine", folderFor("pytorch").toString());
  }

  /** The folder to unpack the library to; what is there already is only read. */
  private static Path folderFor(String engine) {
    Path folder = Utils.getEngineCacheDir(engine);
    try {
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new ModelLoadException(
          "native library: expected a folder to unpack it to but "
              + folder
              + " cannot be made, name another by DJL_CACHE_DIR"
              + HELP,
          failure);
    }
  }

  /** The folder that ONNX Runtime unpacks its library to. */
  private static String temporaryFolder() {
    String folder = System.getProperty("java.io.tmpdir");
    if (!Files.isDirectory(Path.of(folder)) || !Files.isWritable(Path.of(folder))) {
      throw new ModelLoadException(
          "native library: expected a folder to unpack it to but "
              + folder
              + " cannot be written, name another by -Djava.io.tmpdir"
              + HELP);
    }
    return folder;
  }

  private static synchronized void startOnnxRuntime() {
    String place = System.getProperty("onnxruntime.native.path");
    if (place == null) {
      NativeLibrary.requireOnnxRuntime(
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          Engines.class.getClassLoader());
      place = temporaryFolder();
    }
    setUnlessSet("ai.djl.onnx.disable_alternative", "true");
    start("OnnxRuntime", "ai.djl.onnxruntime:onnxruntime-engine", place);
  }

  static void start(String engine, String artifact, String place) {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    try {
      if (!Engine.hasEngine(engine)) {
        throw new ModelLoadException(
            "native library: expected " + artifact + " on the class path but found none" + HELP);
      }
      Engine.getEngine(engine);
    } catch (EngineException | LinkageError failure) {
      throw new ModelLoadException(
          "native library: expected "
              + engine
              + " to start from "
              + place
              + " but there was "
              + failure.getClass().getSimpleName()
              + HELP,
          failure);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
