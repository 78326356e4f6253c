package io.sophonevents.recognition.accurate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's own npm, with the user's own settings: which registry, which proxy. It fetches a
 * package's tarball; no script of the package is run.
 *
 * <p>Immutable.
 */
final class NpmClient {
  private static final Pattern CODE = Pattern.compile("npm (?:ERR!|error) code (\\w+)");
  private static final long MINUTES = 10;

  private final List<String> command;

  /**
   * @param command that runs npm, before npm's own arguments
   */
  NpmClient(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** The npm on the PATH. */
  static NpmClient onPath() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return new NpmClient(List.of(windows ? "npm.cmd" : "npm"));
  }

  /**
   * The tarball of this package, in a new folder inside the one given.
   *
   * @param specification name@version
   * @throws PackBuildException if there is no npm, or it fails or takes more than 10 minutes
   */
  Path fetch(String specification, Path folder) throws IOException, InterruptedException {
    Path into = Files.createTempDirectory(folder, "npm-");
    Path errors = into.resolve("errors.txt");
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("pack", specification, "--ignore-scripts", "--loglevel=error"));
    Process npm = start(whole, into, errors);
    try {
      if (!npm.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new PackBuildException(
            "npm pack " + specification + ": expected an end within " + MINUTES + " minutes");
      }
    } finally {
      npm.descendants().forEach(ProcessHandle::destroy);
      npm.destroy();
    }
    if (npm.exitValue() != 0) {
      throw new PackBuildException(
          "npm pack "
              + specification
              + ": expected exit code 0 but it is "
              + npm.exitValue()
              + codeIn(Files.readString(errors, StandardCharsets.UTF_8)));
    }
    try (Stream<Path> files = Files.list(into)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(
              () ->
                  new PackBuildException(
                      "npm pack " + specification + ": expected a .tgz but npm wrote none"));
    }
  }

  private static Process start(List<String> command, Path into, Path errors) {
    try {
      return new ProcessBuilder(command)
          .directory(into.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(errors.toFile())
          .start();
    } catch (IOException missing) {
      throw new PackBuildException(
          "npm: expected the command "
              + command.get(0)
              + " on the PATH but it does not start; Node.js brings it",
          missing);
    }
  }

  /** What npm says went wrong, as ENOTFOUND without a network and E404 without the package. */
  private static String codeIn(String errors) {
    Matcher code = CODE.matcher(errors);
    return code.find() ? " (" + code.group(1) + ")" : "";
  }
}
