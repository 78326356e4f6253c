package io.sophonevents.receiver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The commands that look after a data folder. */
final class FolderCommands {
  private static final int PROBLEMS = 1;

  private FolderCommands() {}

  /** Says how far it is, on one line, beside what is printed. */
  private static void showProgress(String text) {
    System.err.print("\r" + text + " ");
  }

  /** Copies a folder. */
  @Command(
      name = "backup",
      header = "Copies the data folder while a receiver runs.",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Copies the data folder, as it is at one moment, into a new one, also while a receiver",
        "runs. To restore, run a receiver on the copy.",
        ""
      })
  static final class Backup implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ReceiverCommand receiver;

    @Parameters(paramLabel = "DIR", description = "Where to; made, or empty.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path to;

    @Override
    public Integer call() {
      FolderBackup.copy(
          receiver.dataFolder(), to, bytes -> showProgress(bytes / 1_000_000 + " MB copied"));
      System.out.println("backup: complete in " + to);
      return CommandLine.ExitCode.OK;
    }
  }

  /** Checks a folder. */
  @Command(
      name = "verify",
      header = "Says what is wrong with the data folder.",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Reads the whole data folder and says what is wrong with it, also while a receiver runs.",
        "Exit code 0 if nothing is, else 1.",
        ""
      })
  static final class Verify implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ReceiverCommand receiver;

    @Override
    public Integer call() {
      FolderCheck.Report report =
          FolderCheck.of(receiver.dataFolder(), read -> showProgress(read + " read"));
      report.problems().forEach(System.out::println);
      System.out.println(
          "verify: "
              + report.events()
              + " events, "
              + report.pictures()
              + " pictures, "
              + report.problemsInAll()
              + " problems");
      return report.problemsInAll() == 0 ? CommandLine.ExitCode.OK : PROBLEMS;
    }
  }

  /** Repairs a folder. */
  @Command(
      name = "repair",
      header = "Makes a new database of what can be read.",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Makes a new database of what can be read of the old one, and finds the pictures again",
        "by their marks. The old one is set aside in a folder damaged-TIME. No receiver may run.",
        "A receiver that finds damage when it starts does this by itself.",
        ""
      })
  static final class Repair implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ReceiverCommand receiver;

    @Override
    public Integer call() {
      EventDatabase.load();
      try (DataFolder folder = DataFolder.claim(receiver.dataFolder())) {
        Salvage.Report report = Salvage.of(folder);
        System.out.println(
            "repair: "
                + report.events()
                + " events and "
                + report.pictures()
                + " pictures kept, "
                + report.unreadable()
                + " places unreadable, "
                + report.passedBytes()
                + " bytes of picture files passed over; the old database is in "
                + report.aside());
        return report.unreadable() == 0 ? CommandLine.ExitCode.OK : PROBLEMS;
      }
    }
  }

  /** Shows and works off quarantine. */
  @Command(
      name = "quarantine",
      header = "Shows, replays or drops what cannot be read.",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      sortOptions = false,
      description = {
        "Lists what could not be read: id, when it came first, how often, its bytes, its path, and",
        "what is wrong with it. Its bytes hold names and faces: they are printed only if asked"
            + " for.",
        ""
      })
  static final class Quarantine implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ReceiverCommand receiver;

    @Option(
        names = "--show",
        paramLabel = "ID",
        description = "Print the bytes of one, as received.")
    private long show;

    @Option(
        names = "--replay",
        description =
            "Read all again, as a later version may; what is stored leaves. Stop the"
                + " receiver before.")
    private boolean replay;

    @Option(
        names = "--drop",
        paramLabel = "ID",
        arity = "1..*",
        description = "Delete these for good. Stop the receiver before.")
    private List<Long> drop = List.of();

    @Override
    public Integer call() throws IOException {
      if (replay || !drop.isEmpty()) {
        try (EventStore store = FolderEventStore.open(receiver.dataFolder())) {
          return replay ? replay(store) : drop(store);
        }
      }
      FolderEventStore.visitQuarantine(receiver.dataFolder(), this::print);
      System.out.flush();
      return CommandLine.ExitCode.OK;
    }

    private void print(QuarantinedMessage next) {
      UnreadableMessage message = next.message();
      if (show == next.id()) {
        System.out.writeBytes(message.bytes());
      } else if (show == 0) {
        System.out.println(
            next.id()
                + "  "
                + message.receivedAt()
                + "  "
                + next.times()
                + " times  "
                + message.bytes().length
                + " bytes  "
                + message.path()
                + "  "
                + message.reason());
      }
    }

    private static int replay(EventStore store) {
      Replay.Report report = Replay.all(store);
      System.out.println(
          "quarantine: " + report.stored() + " stored, " + report.left() + " still unreadable");
      return CommandLine.ExitCode.OK;
    }

    private int drop(EventStore store) {
      long dropped = drop.stream().filter(store::release).count();
      System.out.println("quarantine: " + dropped + " dropped");
      return dropped == drop.size() ? CommandLine.ExitCode.OK : PROBLEMS;
    }
  }
}
