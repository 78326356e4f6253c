package io.sophonevents.cli;

import io.sophonevents.recognition.accurate.AccuratePack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The accurate pack, on this machine. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Builds a pack that cannot be passed on, from packages that npm fetches.",
      "",
      "Shows what to know about the terms of its parts, and goes on only with",
      "--accept-licence. Needs npm and its registry.",
      "",
      "Exit code 0: built; 1: not, with the reason; 2: wrong arguments; 3: the licence",
      "note was shown and not accepted, nothing was fetched.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  java -jar sophon.jar pack build accurate --accept-licence --out accurate-pack"
    })
final class PackBuild implements Callable<Integer> {
  private static final int NOT_ACCEPTED = 3;

  /** Which packs there are to build. */
  enum Name {
    accurate
  }

  @Parameters(paramLabel = "PACK", description = "${COMPLETION-CANDIDATES}")
  private Name name = Name.accurate;

  @Option(
      names = "--accept-licence",
      description = "you have read the note and may use the pack for what you intend")
  private boolean accepted;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the pack's folder: empty, or not there yet")
  private Path out = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    err.println(AccuratePack.licenceNote());
    if (!accepted) {
      err.println("Nothing was fetched. To go on, repeat the command with --accept-licence.");
      return NOT_ACCEPTED;
    }
    AccuratePack.withNpm()
        .build(
            out,
            line -> {
              err.println(line);
              err.flush();
            });
    spec.commandLine().getOut().println("built the pack " + name + " in " + out);
    return 0;
  }
}
