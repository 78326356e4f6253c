package io.sophonevents.cli;

import io.sophonevents.recognition.djl.ModelPack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which networks a command uses. */
final class PackOption {
  @Option(
      names = "--pack",
      paramLabel = "DIR",
      description = "a model pack's folder or jar (default: the open pack in sophon.jar)")
  private @Nullable Path folder;

  ModelPack open() {
    return folder == null ? ModelPack.open() : ModelPack.open(folder);
  }
}
