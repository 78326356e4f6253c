package io.sophonevents.cli;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "sophon.jar",
    description = "The face events of SOPHON boxes: recognise, send, receive, measure.",
    mixinStandardHelpOptions = true,
    versionProvider = Sophon.Version.class,
    subcommands = {
      Recognize.class,
      Evaluate.class,
      Pack.class,
      OutboxCommand.class,
      Tail.class,
      BoxCommand.class
    },
    footer = {"", "'java -jar sophon.jar COMMAND --help' tells more of each."})
public final class Sophon {
  private Sophon() {}

  /** Runs a command; the exit code is 0 for success, 1 for a failure, 2 for wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    quiet();
    return new CommandLine(new Sophon())
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              command.getErr().println(message(problem));
              return 1;
            })
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  /** A command prints its own lines; -D on the Java command line brings the libraries' back. */
  private static void quiet() {
    setUnlessSet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    setUnlessSet("org.slf4j.simpleLogger.log.ai.djl", "error");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static String message(Exception problem) {
    if (problem instanceof SophonException || problem instanceof IllegalArgumentException) {
      return String.valueOf(problem.getMessage());
    }
    if (problem instanceof NoSuchFileException missing) {
      return missing.getFile() + ": expected a file but there is none";
    }
    return problem instanceof IOException ? problem.toString() : "failed: " + problem;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Sophon.class.getPackage().getImplementationVersion();
      return new String[] {"sophon.jar " + (version == null ? "(development)" : version)};
    }
  }
}
