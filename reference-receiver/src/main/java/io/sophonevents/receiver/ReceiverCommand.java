package io.sophonevents.receiver;

import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SophonException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
    abbreviateSynopsis = true,
    description = {
      "Receives the face events of SOPHON boxes and platforms. An event is on disk"
          + " before it is acknowledged with {\"message\":\"SUCCESS\",\"status\":0}.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Boxes and platforms post to http://HOST:9528/RealTimeEvent, /HistoryEvent,",
      "/DeviceStatus, /EventServer/api/… or any other path.",
      "Look at http://127.0.0.1:9528/, or listen to ws://127.0.0.1:5679 as to a box.",
      "Watch over it: /health/live, /health/ready, and /metrics for Prometheus.",
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
  private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

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

  @Mixin private final StoreOptions storing = new StoreOptions();

  @Mixin private final AccessOptions access = new AccessOptions();

  @Option(
      names = "--score-range",
      paramLabel = "RANGE",
      defaultValue = "unknown",
      description =
          "What the scores of your boxes run up to: 1, 100 or unknown"
              + DEFAULT
              + ". The stream leaves out what is not known to run to 100.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String scoreRange;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Options, one a line: port = 9528. SOPHON_RECEIVER_PORT goes before it, the command"
              + " line before both.")
  @SuppressWarnings("UnusedVariable") // OptionDefaults reads it before all others
  private @Nullable Path config;

  @Mixin private final TlsOptions tls = new TlsOptions();

  @Mixin private final LimitOptions limits = new LimitOptions();

  /** Runs the command line and returns its exit code. */
  static int run(String... arguments) {
    CommandLine command =
        new CommandLine(new ReceiverCommand())
            .setParameterExceptionHandler(ReceiverCommand::explain)
            .setExecutionExceptionHandler(ReceiverCommand::explain);
    HelpTopics.arrange(command);
    if (Collections.disjoint(HELP, List.of(arguments))) {
      try {
        command.setDefaultValueProvider(
            OptionDefaults.find(command, List.of(arguments), System.getenv()));
      } catch (SophonException e) {
        return usage(command, String.valueOf(e.getMessage()));
      }
    }
    return command.execute(arguments);
  }

  private static int explain(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    return usage(
        command,
        command.getDefaultValueProvider() instanceof OptionDefaults defaults
            ? defaults.explain(problem)
            : String.valueOf(problem.getMessage()));
  }

  private static int usage(CommandLine command, String problem) {
    command.getErr().println(problem + "; see --help");
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
      ReceiverServer.Builder builder =
          ReceiverServer.builder()
              .dataFolder(dataFolder())
              .host(host)
              .port(port)
              .streamPort(streamPort)
              .access(access.policy(System.getenv()))
              .scoreRange(scoreRange());
      storing.addTo(builder);
      limits.addTo(builder);
      tls.addTo(builder, System.getenv());
      server = builder.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), explain(String.valueOf(e.getMessage())));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "receiver-shutdown"));
    System.out.println(
        "receiving at "
            + server.uri()
            + "RealTimeEvent, /HistoryEvent, /DeviceStatus and any other path; page "
            + server.uri()
            + (server.tlsPort() < 0 ? "" : "; tls " + server.tlsUri())
            + "; stream "
            + server.streamUri()
            + "; data "
            + dataFolder().toAbsolutePath().normalize());
    server.awaitClose();
    return CommandLine.ExitCode.OK;
  }

  private String explain(String outOfRange) {
    return spec.commandLine().getDefaultValueProvider() instanceof OptionDefaults defaults
        ? defaults.explain(outOfRange, spec.commandLine().getParseResult())
        : outOfRange;
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
