package io.sophonevents.receiver;

import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SophonException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: runs a receiver until it is told to stop. */
@Command(
    name = "java -jar reference-receiver.jar",
    subcommands = {
      ExportCommand.class,
      FolderCommands.Backup.class,
      FolderCommands.Verify.class,
      FolderCommands.Repair.class,
      FolderCommands.Quarantine.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = ReceiverCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Receives the face events of SOPHON boxes and platforms. An event is on disk"
          + " before it is acknowledged with {\"message\":\"SUCCESS\",\"status\":0}.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Boxes and platforms post to",
      "  http://HOST:9528/RealTimeEvent       matches, as they happen",
      "  http://HOST:9528/HistoryEvent        all recognitions, in batches",
      "  http://HOST:9528/DeviceStatus        what a box says of itself",
      "  http://HOST:9528/EventServer/api/*   any of these, and access records",
      "Look at http://127.0.0.1:9528/, or listen to ws://127.0.0.1:5679 as to a box.",
      "",
      "Try it:",
      "  java -jar reference-receiver.jar --data events",
      "  curl --data-binary @event.json http://127.0.0.1:9528/RealTimeEvent",
      "  java -jar reference-receiver.jar export --data events",
      "",
      "A box is another machine, so it needs --host 0.0.0.0. Then say who may send,",
      "and what a reader has to know; without that nobody else sees the page.",
      "  (umask 077; openssl rand -hex 24 > sender; openssl rand -hex 24 > reader)",
      "  java -jar reference-receiver.jar --data events --host 0.0.0.0 --lan \\",
      "    --sender-token-file sender --reader-token-file reader",
      "A box is then given http://HOST:9528/TOKEN/RealTimeEvent as its URL."
    })
final class ReceiverCommand implements Callable<Integer> {
  private static final String DEFAULT = " (${DEFAULT-VALUE})";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where events are stored: names and faces. Made if it is not there, for your eyes"
              + " only. Required.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9528",
      description = "For posts and the page" + DEFAULT + "; 0 picks a free one.")
  private int port;

  @Option(
      names = "--stream-port",
      paramLabel = "PORT",
      defaultValue = "5679",
      description = "For the event stream" + DEFAULT + "; 0 picks a free one.")
  private int streamPort;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to bind" + DEFAULT + ": this machine only.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String host;

  @Option(
      names = "--duplicate-window",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = Times.class,
      description =
          "How long after an event the same one is stored no more: 90s, 15m, 12h, 7d" + DEFAULT)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Duration duplicateWindow;

  @Option(
      names = "--quarantine-limit",
      paramLabel = "MIB",
      defaultValue = "256",
      description = "How much is kept of what cannot be read, in MiB" + DEFAULT)
  private int quarantineMebibytes;

  @Option(
      names = "--unparseable",
      paramLabel = "STATUS",
      description =
          "What the sender hears of what cannot be read: 400 or 200. Unless given, 400 for a single"
              + " body, 200 in a batch and on a path with \"history\" in it.")
  private @Nullable Integer unparseable;

  @Option(
      names = "--drop-embeddings",
      description = "Leave the embeddings of faces out of what is stored; the export says where.")
  private boolean dropEmbeddings;

  @Mixin private final AccessOptions access = new AccessOptions();

  @Option(
      names = "--score-range",
      paramLabel = "RANGE",
      defaultValue = "unknown",
      description =
          "What the scores of your boxes run up to: 1, 100 or unknown"
              + DEFAULT
              + ". No event says it, and the event stream leaves out what is not known to run"
              + " to 100.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String scoreRange;

  /** Runs the command line and returns its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new ReceiverCommand())
        .setParameterExceptionHandler(ReceiverCommand::explain)
        .setExecutionExceptionHandler(ReceiverCommand::explain)
        .execute(arguments);
  }

  private static int explain(ParameterException problem, String[] arguments) {
    problem.getCommandLine().getErr().println(problem.getMessage() + "; see --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** What is broken or in use is said in one line; a stack trace is for what nobody expected. */
  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (!(problem instanceof SophonException)) {
      throw problem;
    }
    command.getErr().println(problem.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The data folder, wherever among the arguments it was given. */
  Path dataFolder() {
    if (data == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--data=DIR'");
    }
    return data;
  }

  private ScoreRange scoreRange() {
    return switch (scoreRange) {
      case "1" -> ScoreRange.ONE;
      case "100" -> ScoreRange.HUNDRED;
      case "unknown" -> ScoreRange.UNKNOWN;
      default ->
          throw new IllegalArgumentException(
              "--score-range: expected 1, 100 or unknown but was " + scoreRange);
    };
  }

  @Override
  public Integer call() throws InterruptedException {
    ReceiverServer server;
    try {
      ReceiverServer.Builder builder = ReceiverServer.builder(dataFolder());
      if (dropEmbeddings) {
        builder.dropEmbeddings();
      }
      server =
          builder
              .duplicateWindow(duplicateWindow)
              .quarantineBytes((long) quarantineMebibytes << 20)
              .unparseable(unparseable())
              .host(host)
              .port(port)
              .streamPort(streamPort)
              .access(access.policy(System.getenv()))
              .scoreRange(scoreRange())
              .open();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "receiver-shutdown"));
    System.out.println(
        "receiving at "
            + server.uri()
            + "RealTimeEvent, /HistoryEvent, /DeviceStatus, /EventServer/api/*; page "
            + server.uri()
            + "; stream "
            + server.streamUri()
            + "; data "
            + dataFolder().toAbsolutePath().normalize());
    server.awaitClose();
    return CommandLine.ExitCode.OK;
  }

  private EventInbox.Unparseable unparseable() {
    if (unparseable == null) {
      return EventInbox.Unparseable.BY_PATH;
    }
    return switch (unparseable) {
      case 200 -> EventInbox.Unparseable.ACKNOWLEDGED;
      case 400 -> EventInbox.Unparseable.REFUSED;
      default ->
          throw new IllegalArgumentException(
              "--unparseable: expected 200 or 400 but was " + unparseable);
    };
  }

  /** Reads a time as people write it. */
  static final class Times implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("\\d{1,6}[smhd]")) {
        throw new CommandLine.TypeConversionException(
            "expected a number with s, m, h or d behind it but was another text");
      }
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return switch (text.charAt(text.length() - 1)) {
        case 's' -> Duration.ofSeconds(number);
        case 'm' -> Duration.ofMinutes(number);
        case 'h' -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
  }

  /** Says which version this is, as the jar's manifest has it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ReceiverServer.class.getPackage().getImplementationVersion();
      return new String[] {"reference-receiver " + (version == null ? "unpackaged" : version)};
    }
  }
}
