package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for an engine's native library before DJL does, as DJL would download a missing one, or
 * tell of it by an error that names no artifact.
 *
 * <p>Immutable.
 */
final class NativeLibrary {
  private static final List<String> PYTORCH_PLATFORMS =
      List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

  /** The platform as we call it, and the file in ONNX Runtime's one jar for all. */
  private static final Map<String, String> ONNXRUNTIME_FILES =
      new TreeMap<>(
          Map.of(
              "linux-x86_64", "linux-x64/libonnxruntime.so",
              "linux-aarch64", "linux-aarch64/libonnxruntime.so",
              "osx-x86_64", "osx-x64/libonnxruntime.dylib",
              "osx-aarch64", "osx-aarch64/libonnxruntime.dylib",
              "win-x86_64", "win-x64/onnxruntime.dll"));

  private static final String DESCRIPTION = "native/lib/pytorch.properties";
  private static final String HELP = "see docs/troubleshooting.md#native-library";

  private NativeLibrary() {}

  /**
   * Checks for libtorch.
   *
   * @param osName as the system property {@code os.name}
   * @param osArch as {@code os.arch}
   * @throws ModelLoadException if there is no library for this platform, or it is not on the class
   *     path
   */
  static void requirePyTorch(String osName, String osArch, ClassLoader classPath) {
    String platform = platformOf(osName, osArch);
    requireSupported(platform, PYTORCH_PLATFORMS);
    Set<String> present = platformsOn(classPath);
    if (!present.contains(platform)) {
      throw new ModelLoadException(
          "native library: expected ai.djl.pytorch:pytorch-native-cpu for "
              + platform
              + " on the class path but found "
              + (present.isEmpty() ? "none" : "only " + String.join(", ", present))
              + " (there is one for each of "
              + String.join(", ", PYTORCH_PLATFORMS)
              + "), "
              + HELP);
    }
  }

  /**
   * Checks for ONNX Runtime.
   *
   * @param osName as the system property {@code os.name}
   * @param osArch as {@code os.arch}
   * @throws ModelLoadException if there is no library for this platform, or it is not on the class
   *     path
   */
  static void requireOnnxRuntime(String osName, String osArch, ClassLoader classPath) {
    String platform = platformOf(osName, osArch);
    requireSupported(platform, ONNXRUNTIME_FILES.keySet());
    String library = "ai/onnxruntime/native/" + ONNXRUNTIME_FILES.get(platform);
    if (classPath.getResource(library) == null) {
      throw new ModelLoadException(
          "native library: expected com.microsoft.onnxruntime:onnxruntime with "
              + library
              + " on the class path but found none, "
              + HELP);
    }
  }

  private static void requireSupported(String platform, Collection<String> supported) {
    if (!supported.contains(platform)) {
      throw new ModelLoadException(
          "native library: expected one of "
              + String.join(", ", supported)
              + " but this platform is "
              + platform
              + ", "
              + HELP);
    }
  }

  private static String platformOf(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("linux")
            ? "linux"
            : os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : os.replace(' ', '-');
    return system + "-" + (osArch.equals("amd64") ? "x86_64" : osArch);
  }

  private static Set<String> platformsOn(ClassLoader classPath) {
    Set<String> platforms = new TreeSet<>();
    try {
      for (URL description : Collections.list(classPath.getResources(DESCRIPTION))) {
        Properties properties = new Properties();
        try (InputStream input = description.openStream()) {
          properties.load(input);
        }
        platforms.add(properties.getProperty("classifier", "unnamed"));
      }
    } catch (IOException failure) {
      throw new ModelLoadException(
          "native library: expected a readable " + DESCRIPTION + " on the class path", failure);
    }
    return platforms;
  }
}
