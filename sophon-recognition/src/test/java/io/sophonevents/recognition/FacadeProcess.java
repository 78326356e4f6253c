package io.sophonevents.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.SophonException;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that opens the bundled pack, or the one that its option {@code -Dpack}
 * names, recognises one photo, and prints what it found or what the exception says, and each
 * connection that it makes.
 */
final class FacadeProcess {
  private static final long PATIENCE_SECONDS = 120;
  private static final Path PHOTO = Path.of("../examples/photos/people/alex-winter/portrait.jpg");

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /**
   * @param folder for what it prints
   */
  FacadeProcess(Path folder) {
    this.folder = folder;
    options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    options.add("-Djava.nio.channels.spi.SelectorProvider=" + ConnectionWatch.class.getName());
    options.add("--enable-native-access=ALL-UNNAMED"); // else a newer JDK prints a warning
  }

  FacadeProcess withOption(String option) {
    options.add(option);
    return this;
  }

  FacadeProcess withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Without the parts of the class path whose file names begin so. */
  FacadeProcess without(String prefix) {
    Predicate<String> begins = entry -> new File(entry).getName().startsWith(prefix);
    assertThat(classPath.split(File.pathSeparator)).anyMatch(begins);
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(begins.negate())
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** All that it printed, with these arguments. */
  String output(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Recognition.class.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "facade", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, UTF_8);
  }

  /** What the process runs. */
  static final class Recognition {
    private Recognition() {}

    /** Arguments: ports of this machine to connect to first, to see that it would be seen. */
    public static void main(String[] arguments) {
      ConnectionWatch.start();
      for (String port : arguments) {
        connectTo(Integer.parseInt(port));
      }
      try (FaceRecognizer recognizer = open(System.getProperty("pack"))) {
        System.out.println("faces: " + recognizer.recognize(Frame.read(PHOTO)).size());
      } catch (SophonException problem) {
        System.out.println(problem.getMessage());
      }
    }

    private static FaceRecognizer open(@Nullable String folder) {
      ModelPack pack = folder == null ? ModelPack.open() : ModelPack.open(Path.of(folder));
      return FaceRecognizer.open(pack, new InMemoryGallery(), pack.settings());
    }

    private static void connectTo(int port) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (Socket socket = new Socket()) {
        socket.connect(address);
      } catch (IOException refused) {
        System.out.println(refused.getMessage());
      }
      try (SocketChannel channel = SocketChannel.open()) {
        channel.connect(address);
      } catch (IOException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }
}
