package io.sophonevents.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.stream.EventStream;
import io.sophonevents.client.stream.EventStreamListener;
import io.sophonevents.client.stream.ReceivedEvent;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventFormatException;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What does this box see? */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what a box sees, a line for each event, until Ctrl-C.",
      "",
      "A connection that breaks is made anew, and what the box saw meanwhile is asked of it.",
      "Lines hold names and, if asked for, pictures: personal data.",
      ""
    },
    footer = {"", "Example:", "  java -jar sophon.jar tail ws://192.168.1.19:5679"})
final class Tail implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Parameters(paramLabel = "URL", description = "the box's event stream, ws://box:5679")
  private URI uri = URI.create("ws://box");

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "this capture device, repeatable (default: all that the box has)")
  private List<String> devices = List.of();

  @Option(
      names = "--rest",
      paramLabel = "ADDRESS",
      description = "where the box answers calls (default: port 5555 of the same host)")
  private @Nullable String rest;

  @Option(
      names = "--live-only",
      description = "ask the box for nothing that was missed; needs --device")
  private boolean liveOnly;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "begin with what the box saw since then, 2026-11-21T08:00:00Z")
  private @Nullable Instant since;

  @Option(
      names = "--v6",
      description = "the box is of V6 (default: asked of it; with --live-only, V5)")
  private boolean v6;

  @Option(names = "--json", description = "print JSON, with the whole event")
  private boolean json;

  @Option(names = "--pictures", description = "ask for pictures, which JSON then holds")
  private boolean pictures;

  @Option(names = "--count", paramLabel = "N", description = "end after so many events")
  private long count = Long.MAX_VALUE;

  @Spec private CommandSpec spec;

  private final CountDownLatch done = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    if (liveOnly) {
      if (devices.isEmpty() || since != null) {
        throw new IllegalArgumentException(
            "tail: expected --device and no --since beside --live-only");
      }
      follow(EventStream.builder(uri, subscription(v6), new Printer()));
      return 0;
    }
    String address = rest == null ? String.valueOf(uri.getHost()) : rest;
    try (BoxClient box = BoxClient.at(address)) {
      boolean isV6 = v6 || box.generation() == BoxGeneration.V6;
      EventStream.Builder builder =
          EventStream.builder(uri, subscription(isV6), new Printer()).history(box.history());
      if (devices.isEmpty()) {
        builder.allDevices();
      }
      if (since != null) {
        builder.since(since);
      }
      follow(builder);
    }
    return 0;
  }

  private StreamSubscription subscription(boolean isV6) {
    return isV6
        ? new StreamSubscription.V6R1(pictures, pictures, devices, Map.of())
        : new StreamSubscription.V5R2(pictures, pictures, devices, Map.of());
  }

  private void follow(EventStream.Builder builder) throws InterruptedException {
    try (EventStream stream = builder.connect(PATIENCE)) {
      done.await();
      spec.commandLine().getOut().flush();
      if (stream.dropped() > 0) {
        spec.commandLine().getErr().println(stream.dropped() + " events dropped");
      }
    }
  }

  /** Prints each event to the output, what happened to the stream to the error output. */
  private final class Printer implements EventStreamListener {
    private final EventCodec codec = new EventCodec();
    private final PrintWriter out = spec.commandLine().getOut();
    private final PrintWriter err = spec.commandLine().getErr();
    private long printed;

    @Override
    public void onEvent(ReceivedEvent received) {
      if (printed < count) {
        out.println(json ? asJson(received) : asLine(received));
        out.flush();
      }
      if (++printed >= count) {
        done.countDown();
      }
    }

    private String asJson(ReceivedEvent received) {
      return "{\"receivedAt\":\""
          + received.receivedAt()
          + "\",\"ageMillis\":"
          + received.age().toMillis()
          + ",\"live\":"
          + received.isLive()
          + ",\"event\":"
          + new String(codec.encode(received.event()), UTF_8)
          + "}";
    }

    private static String asLine(ReceivedEvent received) {
      StreamEvent event = received.event();
      return String.format(
          Locale.ROOT,
          "%s %s age=%.1fs device=%s id=%s name=\"%s\" score=%s",
          event.time().instant(),
          received.isLive() ? "live" : "caught-up",
          received.age().toMillis() / 1000.0,
          shown(event.captureDeviceId()),
          shown(event.identityId().text()),
          event.identityName() == null ? "" : shown(event.identityName().text()),
          event.score() == null ? "-" : event.score().value());
    }

    /** A terminal obeys control characters, and a box is no one to command it. */
    private static String shown(@Nullable String text) {
      return text == null ? "-" : text.replaceAll("\\p{Cntrl}|\"", "?");
    }

    @Override
    public void onUnreadable(byte[] message, EventFormatException problem) {
      err.println("unreadable message of " + message.length + " bytes: " + problem.getMessage());
    }

    @Override
    public void onDisconnect(String reason) {
      err.println("disconnected: " + reason);
    }

    @Override
    public void onGap(Instant from, Instant to) {
      err.println("gap from " + from + " to " + to);
    }

    @Override
    public void onGapFilled(Instant from, Instant to) {
      err.println("gap filled from " + from + " to " + to);
    }
  }
}
