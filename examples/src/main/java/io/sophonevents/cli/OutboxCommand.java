package io.sophonevents.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sophonevents.client.sink.Outbox;
import io.sophonevents.client.sink.OutboxEntry;
import io.sophonevents.client.sink.OutboxStore;
import io.sophonevents.client.sink.SqliteOutboxStore;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is in an outbox, and what became of it. */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    description = "Checks, writes out and replays what an outbox keeps in a folder.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      OutboxCommand.Verify.class,
      OutboxCommand.Export.class,
      OutboxCommand.Replay.class
    })
final class OutboxCommand {
  private static final int AT_ONCE = 256;

  private OutboxCommand() {}

  private static void each(Function<Long, List<OutboxEntry>> after, Consumer<OutboxEntry> action) {
    long last = 0;
    for (List<OutboxEntry> some = after.apply(last); !some.isEmpty(); some = after.apply(last)) {
      some.forEach(action);
      last = some.get(some.size() - 1).number();
    }
  }

  /** What every one of the commands is told. */
  private static final class OutboxFolder {
    @Parameters(
        paramLabel = "FOLDER",
        description = "The folder of the outbox; nobody else may have it open.")
    @SuppressWarnings("NullAway.Init")
    private Path path;

    /** Its store, which is not made if there is none. */
    OutboxStore open() {
      if (!Files.isRegularFile(path.resolve("outbox.db"))) {
        throw new SophonException("outbox " + path + ": expected outbox.db but there is none");
      }
      return SqliteOutboxStore.open(path);
    }
  }

  /** Reads every body. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every entry and says which bodies are damaged.",
        "Exit code 0: all is as it was stored; 1: something is damaged, or cannot be opened."
      })
  static final class Verify implements Callable<Integer> {
    @Mixin private final OutboxFolder folder = new OutboxFolder();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      int[] damaged = {0};
      try (OutboxStore store = folder.open()) {
        each(
            after -> store.all(after, AT_ONCE),
            entry -> {
              try {
                store.body(entry);
              } catch (OutboxStore.DamagedException problem) {
                damaged[0]++;
                out.println(problem.getMessage() + ", id " + entry.id());
              }
            });
        OutboxStore.Size size = store.size();
        out.println(
            size.waiting()
                + " waiting, "
                + size.dead()
                + " dead letters, "
                + size.bytes()
                + " bytes, "
                + damaged[0]
                + " damaged");
      }
      return damaged[0] == 0 ? 0 : 1;
    }
  }

  /** Writes entries as lines of JSON. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes what is in the outbox, a line of JSON for each: number, id, state, attempts,"
            + " event.",
        "An event that is damaged is null, with what is wrong with it beside it.",
        "Exit code 0: all of it was written; 1: something is damaged, or cannot be opened.",
        "The events hold names and pictures: personal data."
      })
  static final class Export implements Callable<Integer> {
    @Mixin private final OutboxFolder folder = new OutboxFolder();

    @Option(names = "--dead", description = "Dead letters only.")
    private boolean dead;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Where to write; standard output if not given.")
    private @Nullable Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (out == null) {
        return export(new PrintStream(System.out, false, StandardCharsets.UTF_8));
      }
      try (PrintStream file =
          new PrintStream(Files.newOutputStream(out), false, StandardCharsets.UTF_8)) {
        return export(file);
      }
    }

    /** The exit code. */
    private int export(PrintStream to) throws IOException {
      int[] damaged = {0};
      try (OutboxStore store = folder.open()) {
        each(
            after -> dead ? store.dead(after, AT_ONCE) : store.all(after, AT_ONCE),
            entry -> {
              to.print(
                  "{\"number\":"
                      + entry.number()
                      + ",\"id\":"
                      + quoted(entry.id())
                      + ",\"key\":"
                      + quoted(entry.key())
                      + ",\"enqueuedAt\":\""
                      + entry.enqueuedAt()
                      + "\",\"attempts\":"
                      + entry.attempts().made()
                      + ",\"lastOutcome\":"
                      + quoted(entry.lastOutcome())
                      + ",\"deadBecause\":"
                      + quoted(entry.deadBecause()));
              try {
                byte[] body = store.body(entry);
                to.print(",\"event\":");
                to.writeBytes(body);
              } catch (OutboxStore.DamagedException problem) {
                damaged[0]++;
                to.print(",\"event\":null,\"damaged\":" + quoted(problem.getMessage()));
                spec.commandLine().getErr().println(problem.getMessage() + ", id " + entry.id());
              }
              to.println("}");
            });
      }
      to.flush();
      if (to.checkError()) {
        throw new IOException("expected to write the export but could not");
      }
      return damaged[0] == 0 ? 0 : 1;
    }

    private static String quoted(@Nullable String text) {
      return text == null
          ? "null"
          : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
  }

  /** Makes dead letters wait again. */
  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Makes dead letters wait to be sent again, each before what waits for its device.",
        "They are sent by the process whose outbox it is, when that opens the folder again."
      })
  static final class Replay implements Callable<Integer> {
    @Mixin private final OutboxFolder folder = new OutboxFolder();

    @Option(names = "--id", paramLabel = "ID", description = "This one only.")
    private @Nullable String id;

    @Option(names = "--from", paramLabel = "NUMBER", description = "Those from this number on.")
    private long from;

    @Option(names = "--to", paramLabel = "NUMBER", description = "Those up to this number.")
    private long to = Long.MAX_VALUE;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Those whose reason contains this.")
    private String reason = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      try (OutboxStore store = folder.open()) {
        int replayed = Outbox.replay(store, this::isWanted);
        spec.commandLine().getOut().println(replayed + " dead letters wait again");
      }
      return 0;
    }

    private boolean isWanted(OutboxEntry dead) {
      return (id == null || id.equals(dead.id()))
          && dead.number() >= from
          && dead.number() <= to
          && String.valueOf(dead.deadBecause()).contains(reason);
    }
  }
}
