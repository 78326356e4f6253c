package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver in a process of its own. */
final class ReceiverProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern READY =
      Pattern.compile("receiving at http://[^/]*:(\\d+)/.*; stream ws://.*:(\\d+); data .*");

  private final Process process;
  private final Path errors;
  private final String ready;
  private final int port;
  private final int streamPort;

  private ReceiverProcess(Process process, Path errors, String ready) {
    this.process = process;
    this.errors = errors;
    this.ready = ready;
    Matcher ports = READY.matcher(ready);
    assertThat(ready).as(() -> read(errors)).matches(READY);
    assertThat(ports.matches()).isTrue();
    this.port = Integer.parseInt(ports.group(1));
    this.streamPort = Integer.parseInt(ports.group(2));
  }

  /** What a process that ended has said. */
  record Outcome(int exitCode, String out, String err) {}

  /** How the tests of this module start one. */
  static List<String> fromClasses(String... arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    // a newer JDK prints a warning without what the jar's manifest says
    return command(
        List.of(
            "--enable-native-access=ALL-UNNAMED", "-cp", classPath, ReceiverServer.class.getName()),
        arguments);
  }

  /** How everybody else starts one. */
  static List<String> fromJar(String... arguments) {
    return fromJar(List.of(), arguments);
  }

  /** The same, with options for Java. */
  static List<String> fromJar(List<String> options, String... arguments) {
    List<String> what = new ArrayList<>(options);
    what.addAll(List.of("-jar", "target/reference-receiver.jar"));
    return command(what, arguments);
  }

  private static List<String> command(List<String> what, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(what);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Starts one that stays, and returns when it receives. */
  static ReceiverProcess start(Path folder, List<String> command) throws IOException {
    Path errors = Files.createTempFile(folder, "receiver", ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    return new ReceiverProcess(process, errors, String.valueOf(line));
  }

  /** Runs one that ends by itself. */
  static Outcome run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "receiver", ".out");
    Path err = Files.createTempFile(folder, "receiver", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Wire wire() {
    return new Wire(port);
  }

  int port() {
    return port;
  }

  int streamPort() {
    return streamPort;
  }

  /** The line it said when it was ready. */
  String ready() {
    return ready;
  }

  /** What it has logged. */
  String log() {
    return read(errors);
  }

  /** Ends it as a power cut would, as far as a process can feel one. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Asks it to end, as a service manager does, and returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** The same for another thread. */
  int terminated() {
    try {
      return terminate();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
