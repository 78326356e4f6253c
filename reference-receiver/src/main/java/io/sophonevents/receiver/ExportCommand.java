package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sophonevents.event.SophonException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints what a receiver has stored. */
@Command(
    name = "export",
    header = "Prints the stored events as JSON Lines.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Prints the stored events as JSON Lines, oldest first, also while a receiver runs.",
      "A line has receivedAt, path, kind, layout, and event: the JSON as it was received.",
      ""
    },
    optionListHeading = "Options:%n")
final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 64 << 10;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ReceiverCommand receiver;

  @Override
  public Integer call() {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
      write(receiver.dataFolder(), out);
      return CommandLine.ExitCode.OK;
    } catch (IOException | UncheckedIOException e) {
      throw new SophonException("export: expected somebody to read it to its end", e);
    }
  }

  /** Writes the events of a folder, one a line, one in memory at a time. */
  static void write(Path dataFolder, OutputStream out) {
    FolderEventStore.visitAll(
        dataFolder,
        event -> {
          try {
            write(event, out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void write(StoredEvent event, OutputStream out) throws IOException {
    write("{\"receivedAt\":", event.receivedAt().toString(), out);
    write(",\"path\":", event.path(), out);
    write(",\"kind\":", event.kind(), out);
    write(",\"layout\":", event.layout(), out);
    if (event.again().times() > 0) {
      write(",\"lastReceivedAt\":", event.again().lastAt().toString(), out);
      out.write((",\"timesAgain\":" + event.again().times()).getBytes(US_ASCII));
    }
    for (String path : event.leftOut().subList(0, Math.min(1, event.leftOut().size()))) {
      write(",\"leftOut\":[", path, out);
      for (String next : event.leftOut().subList(1, event.leftOut().size())) {
        write(",", next, out);
      }
      out.write(']');
    }
    out.write(",\"event\":".getBytes(US_ASCII));
    writeOnOneLine(event.body(), out);
    out.write("}\n".getBytes(US_ASCII));
  }

  private static void write(String key, String text, OutputStream out) throws IOException {
    out.write(key.getBytes(US_ASCII));
    out.write('"');
    out.write(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    out.write('"');
  }

  /**
   * JSON without its line ends and the indentation after them. In valid JSON they are outside of
   * all texts, so nothing else changes: not one digit of a number.
   */
  private static void writeOnOneLine(byte[] json, OutputStream out) throws IOException {
    int start = hasByteOrderMark(json) ? 3 : 0;
    for (int i = start; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        out.write(json, start, i - start);
        while (i + 1 < json.length && json[i + 1] <= ' ' && json[i + 1] > 0) {
          i++;
        }
        start = i + 1;
      }
    }
    out.write(json, start, json.length - start);
  }

  private static boolean hasByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xef
        && json[1] == (byte) 0xbb
        && json[2] == (byte) 0xbf;
  }
}
