package io.sophonevents.recognition.djl;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Mac OS X, aarch64, osx-aarch64",
    "Windows Server 2022, amd64, win-x86_64"
  })
  void theLibraryOfThePlatformIsFoundOnTheClassPath(String os, String arch, String classifier)
      throws IOException {
    ClassLoader classPath = classPathWith(classifier);

    assertThatCode(() -> NativeLibrary.requirePyTorch(os, arch, classPath))
        .doesNotThrowAnyException();
  }

  @Test
  void aPlatformWithoutALibraryIsNamed() throws IOException {
    ClassLoader classPath = classPathWith("linux-x86_64");

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NativeLibrary.requirePyTorch("Mac OS X", "x86_64", classPath))
        .withMessage(
            "native library: expected one of linux-x86_64, linux-aarch64, osx-aarch64, win-x86_64"
                + " but this platform is osx-x86_64, see docs/troubleshooting.md#native-library");
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NativeLibrary.requirePyTorch("Free BSD", "riscv64", classPath))
        .withMessageContaining("but this platform is free-bsd-riscv64,");
  }

  @Test
  void theLibraryOfAnotherPlatformIsNotEnough() throws IOException {
    ClassLoader classPath = classPathWith("linux-x86_64");

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NativeLibrary.requirePyTorch("Linux", "aarch64", classPath))
        .withMessage(
            "native library: expected ai.djl.pytorch:pytorch-native-cpu for linux-aarch64 on the"
                + " class path but found only linux-x86_64 (there is one for each of linux-x86_64,"
                + " linux-aarch64, osx-aarch64, win-x86_64), see"
                + " docs/troubleshooting.md#native-library");
  }

  @Test
  void aMissingLibraryIsNotDownloaded() {
    ClassLoader nothing = new URLClassLoader(new URL[0], null);

    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NativeLibrary.requirePyTorch("Linux", "amd64", nothing))
        .withMessage(
            "native library: expected ai.djl.pytorch:pytorch-native-cpu for linux-x86_64 on the"
                + " class path but found none (there is one for each of linux-x86_64,"
                + " linux-aarch64, osx-aarch64, win-x86_64), see"
                + " docs/troubleshooting.md#native-library");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64/libonnxruntime.so",
    "Linux, aarch64, linux-aarch64/libonnxruntime.so",
    "Mac OS X, x86_64, osx-x64/libonnxruntime.dylib",
    "Mac OS X, aarch64, osx-aarch64/libonnxruntime.dylib",
    "Windows Server 2022, amd64, win-x64/onnxruntime.dll"
  })
  void onnxRuntimeHasALibraryForThePlatformInItsOneJar(String os, String arch, String file) {
    ClassLoader nothing = new URLClassLoader(new URL[0], null);

    assertThatCode(() -> NativeLibrary.requireOnnxRuntime(os, arch, getClass().getClassLoader()))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(() -> NativeLibrary.requireOnnxRuntime(os, arch, nothing))
        .withMessage(
            "native library: expected com.microsoft.onnxruntime:onnxruntime with"
                + " ai/onnxruntime/native/"
                + file
                + " on the class path but found none, see docs/troubleshooting.md#native-library");
  }

  @Test
  void aPlatformWithoutOnnxRuntimeIsNamed() {
    assertThatExceptionOfType(ModelLoadException.class)
        .isThrownBy(
            () ->
                NativeLibrary.requireOnnxRuntime(
                    "Windows 11", "aarch64", getClass().getClassLoader()))
        .withMessage(
            "native library: expected one of linux-aarch64, linux-x86_64, osx-aarch64, osx-x86_64,"
                + " win-x86_64 but this platform is win-aarch64, see"
                + " docs/troubleshooting.md#native-library");
  }

  private ClassLoader classPathWith(String classifier) throws IOException {
    Path description = folder.resolve("native/lib/pytorch.properties");
    Files.createDirectories(description.getParent());
    Files.writeString(description, "version=2.7.1\nflavor=cpu\nclassifier=" + classifier + "\n");
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }
}
