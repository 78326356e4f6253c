package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.SophonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** With a command line of its own: what holds for it holds for options that are yet to come. */
final class OptionDefaultsTest {
  enum Colour {
    RED,
    GREEN
  }

  @Command(name = "test", subcommands = Print.class)
  static final class Options implements Runnable {
    @Option(names = "--number", defaultValue = "1")
    int number;

    @Option(names = {"-f", "--flag"})
    boolean flag;

    @Option(names = "--names", split = ",")
    List<String> names = List.of();

    @Option(names = "--colour")
    @Nullable Colour colour;

    @Option(names = "--folder", scope = ScopeType.INHERIT)
    @Nullable Path folder;

    @Option(names = "--config", scope = ScopeType.INHERIT)
    @Nullable Path config;

    @Override
    public void run() {}
  }

  @Command(name = "print")
  static final class Print implements Runnable {
    @Option(names = "--lines")
    int lines;

    @Override
    public void run() {}
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path temporary;

  private final Options options = new Options();
  private final CommandLine command = new CommandLine(options);

  private Path file(String text) throws Exception {
    return Files.writeString(temporary.resolve("test.conf"), text);
  }

  private OptionDefaults find(Map<String, String> environment, String... arguments) {
    OptionDefaults defaults = OptionDefaults.find(command, List.of(arguments), environment);
    command.setDefaultValueProvider(defaults);
    return defaults;
  }

  private void parse(Map<String, String> environment, String... arguments) {
    find(environment, arguments);
    command.parseArgs(arguments);
  }

  @Test
  void anOptionOfAnyTypeMayBeInTheFile() throws Exception {
    Path file = file("number=2\nflag=true\nnames=a,b\ncolour=GREEN\nfolder=x");

    parse(Map.of(), "--config", file.toString());

    assertThat(options.number).isEqualTo(2);
    assertThat(options.flag).isTrue();
    assertThat(options.names).containsExactly("a", "b");
    assertThat(options.colour).isEqualTo(Colour.GREEN);
    assertThat(options.folder).isEqualTo(Path.of("x"));
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    String file = file("number=2").toString();
    Map<String, String> environment = Map.of("SOPHON_RECEIVER_NUMBER", "3", "OTHER", "x");

    parse(Map.of());
    assertThat(options.number).isEqualTo(1);
    parse(Map.of(), "--config=" + file);
    assertThat(options.number).isEqualTo(2);
    parse(environment, "--config=" + file);
    assertThat(options.number).isEqualTo(3);
    parse(environment, "--config=" + file, "--number=4");
    assertThat(options.number).isEqualTo(4);
  }

  @Test
  void theEnvironmentMayNameTheFile() throws Exception {
    parse(Map.of("SOPHON_RECEIVER_CONFIG", file("number=2").toString()));

    assertThat(options.number).isEqualTo(2);
  }

  @Test
  void aSubcommandIsGivenItsOwnAndThoseItInherits() throws Exception {
    parse(Map.of(), "print", "--config", file("folder=x\nlines=7").toString());

    assertThat(options.folder).isEqualTo(Path.of("x"));
    Print print =
        (Print) requireNonNull(command.getSubcommands().get("print")).getCommandSpec().userObject();
    assertThat(print.lines).isEqualTo(7);
  }

  @Test
  void aKeyThatIsNoOptionIsRefused() throws Exception {
    String file = file("numbre=2").toString();

    assertThatThrownBy(() -> find(Map.of(), "--config", file))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "config "
                + file
                + ", line 1: expected the name of an option, as --help lists them, without dashes"
                + " but was numbre");
    assertThatThrownBy(() -> find(Map.of("SOPHON_RECEIVER_NUMBRE", "2")))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "environment SOPHON_RECEIVER_NUMBRE: expected the name of an option, as --help lists"
                + " them, without dashes but was numbre");
    assertThatThrownBy(() -> find(Map.of("SOPHON_RECEIVER_NUMBER", " ")))
        .isInstanceOf(SophonException.class)
        .hasMessage("environment SOPHON_RECEIVER_NUMBER: number: expected a value but has none");
  }

  @Test
  void aValueThatIsNoneIsSaidWithItsPlaceAndNotRepeated() throws Exception {
    String file = file("\nnumber=s3cret").toString();

    assertThat(problem(Map.of(), "--config", file))
        .isEqualTo("config " + file + ", line 2: number: expected a number");
    assertThat(problem(Map.of("SOPHON_RECEIVER_COLOUR", "s3cret")))
        .isEqualTo("environment SOPHON_RECEIVER_COLOUR: colour: expected one of RED, GREEN");
    assertThat(problem(Map.of("SOPHON_RECEIVER_FLAG", "s3cret")))
        .isEqualTo("environment SOPHON_RECEIVER_FLAG: flag: expected true or false");
    assertThat(problem(Map.of("SOPHON_RECEIVER_NUMBER", "2"), "--number", "x"))
        .isEqualTo("Invalid value for option '--number': 'x' is not an int");
  }

  private String problem(Map<String, String> environment, String... arguments) {
    OptionDefaults defaults = find(environment, arguments);
    try {
      command.parseArgs(arguments);
      return "";
    } catch (ParameterException e) {
      return defaults.explain(e);
    }
  }

  @Test
  void aValueThatIsOutOfRangeIsSaidWithItsPlaceUnlessTheCommandLineGaveIt() throws Exception {
    String file = file("number=2").toString();
    OptionDefaults defaults = find(Map.of(), "--config", file);

    assertThat(defaults.explain("number: expected 1", command.parseArgs("--config", file)))
        .isEqualTo("config " + file + ", line 1: number: expected 1");
    assertThat(defaults.explain("number: expected 1", command.parseArgs("--number", "2")))
        .isEqualTo("number: expected 1");
    assertThat(defaults.explain("folder: expected a folder", command.parseArgs()))
        .isEqualTo("folder: expected a folder");
  }
}
