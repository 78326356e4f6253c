package io.sophonevents.receiver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What is stored, and how senders hear of what cannot be. */
final class StoreOptions {
  private static final String DEFAULT = " (${DEFAULT-VALUE})";

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
          "What a sender hears of what cannot be read: 400 or 200. Unless given, 200 in a batch and"
              + " on a path with \"history\" in it.")
  private @Nullable Integer unparseable;

  @Option(
      names = "--drop-embeddings",
      description = "Leave the embeddings of faces out of what is stored; the export says where.")
  private boolean dropEmbeddings;

  /** Says it to a receiver. */
  void addTo(ReceiverServer.Builder builder) {
    builder
        .duplicateWindow(duplicateWindow)
        .quarantineBytes((long) quarantineMebibytes << 20)
        .unparseable(unparseable());
    if (dropEmbeddings) {
      builder.dropEmbeddings();
    }
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
              "unparseable: expected 200 or 400 but was " + unparseable);
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
}
