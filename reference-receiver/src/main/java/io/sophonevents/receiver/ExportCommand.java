package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
  private static final EventCodec CODEC = new EventCodec();
  private static final int BUFFER_BYTES = 64 << 10;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ReceiverCommand receiver;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = {
        "Write the pictures into files ID-1.jpeg, ID-2.png, … of this folder, and an empty text in",
        "their places in the event; a line then has their names, in their order, as pictures."
      })
  private @Nullable Path pictures;

  @Override
  public Integer call() {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
      write(receiver.dataFolder(), pictures == null ? null : DataFolder.make(pictures), out);
      return CommandLine.ExitCode.OK;
    } catch (IOException | UncheckedIOException e) {
      throw new SophonException("export: expected somebody to read it to its end", e);
    }
  }

  /**
   * Writes the events of a folder, one a line, one in memory at a time.
   *
   * @param pictures where their pictures go, null to leave them in the events
   */
  static void write(Path dataFolder, @Nullable Path pictures, OutputStream out) {
    FolderEventStore.visitAll(
        dataFolder,
        event -> {
          try {
            write(event, pictures, out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void write(StoredEvent event, @Nullable Path pictures, OutputStream out)
      throws IOException {
    write("{\"receivedAt\":", event.receivedAt().toString(), out);
    write(",\"path\":", event.path(), out);
    write(",\"kind\":", event.kind(), out);
    write(",\"layout\":", event.layout(), out);
    if (event.again().times() > 0) {
      write(",\"lastReceivedAt\":", event.again().lastAt().toString(), out);
      out.write((",\"timesAgain\":" + event.again().times()).getBytes(US_ASCII));
    }
    writeList(",\"leftOut\":", event.leftOut(), out);
    byte[] body = event.body();
    if (pictures != null) {
      StoredBody parted =
          StoredBody.of(body, CODEC.inspect(body, Hint.path(event.path())).pictures());
      List<String> names = new ArrayList<>();
      for (StoredBody.Cut cut : parted.cuts()) {
        String name = event.id() + "-" + (names.size() + 1) + "." + extension(cut.picture());
        Files.write(pictures.resolve(name), cut.picture());
        names.add(name);
      }
      writeList(",\"pictures\":", names, out);
      body = parted.text();
    }
    out.write(",\"event\":".getBytes(US_ASCII));
    writeOnOneLine(body, out);
    out.write("}\n".getBytes(US_ASCII));
  }

  /** What the first bytes say, whatever the event says. */
  private static String extension(byte[] picture) {
    return Picture.of(picture).map(Picture::fileExtension).orElse("bin");
  }

  private static void writeList(String key, List<String> texts, OutputStream out)
      throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      write(i == 0 ? key + "[" : ",", texts.get(i), out);
    }
    if (!texts.isEmpty()) {
      out.write(']');
    }
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
