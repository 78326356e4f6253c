package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.ThreadEnd;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads stored events as a box does: every period those behind a cursor, {@value #MOST} at once,
 * as an array of JSON; the cursor moves, on disk, once they were taken. What is not taken is sent
 * again a period later, so an event may arrive twice. A batch that is rejected for good is halved
 * until the one event is found that nobody takes; that one is passed over and said to {@link
 * Refusals}.
 *
 * <p>One upload for each address that must have everything. Safe for use by many threads. Source:
 * docs/protocol.md, sections 1.13 and 3; the array is not documented by the vendor.
 */
public final class HistoryUpload implements AutoCloseable {
  /** The most events of one request. */
  public static final int MOST = 100;

  private static final Logger log = LoggerFactory.getLogger(HistoryUpload.class);

  /** Rejections that speak of the way in and not of the events. */
  private static final Set<Integer> NOT_ABOUT_THE_EVENTS = Set.of(401, 403, 404, 410);

  private final WebhookSink sink;
  private final Source source;
  private final Path cursorFile;
  private final Duration period;
  private final Refusals refusals;
  private final Thread thread = new Thread(this::run, "history-upload");
  private final Object lock = new Object();
  private boolean closed; // guarded by lock
  private long cursor; // guarded by this

  /** Where stored events are read from. */
  public interface Source {
    /** Events with numbers behind this one, ascending, so many at most; empty if there are none. */
    List<Stored> after(long number, int most);
  }

  /**
   * A stored event.
   *
   * @param number its place, from 1 on
   */
  public record Stored(long number, SophonEvent event) {}

  /** Is told of events that are passed over. */
  @FunctionalInterface
  public interface Refusals {
    /**
     * An event was refused for good. It is passed over once this returns, and asked for again a
     * period later if this throws: it is the place to keep it.
     */
    void refused(Stored event, Delivery.Rejected answer);
  }

  private HistoryUpload(
      WebhookSink sink, Source source, Path cursorFile, Duration period, Refusals refusals) {
    this.sink = requireNonNull(sink, "sink");
    this.source = requireNonNull(source, "source");
    this.cursorFile = cursorFile.toAbsolutePath();
    this.period = period;
    this.refusals = requireNonNull(refusals, "refusals");
    this.cursor = readCursor();
    thread.setDaemon(true);
    thread.start();
  }

  /** The same, where what is refused for good is only logged, by its number. */
  public static HistoryUpload open(
      WebhookSink sink, Source source, Path cursorFile, Duration period) {
    return open(sink, source, cursorFile, period, (event, answer) -> {});
  }

  /**
   * Begins to upload, at once and then each period.
   *
   * @param sink stays its opener's to close
   * @param cursorFile what was uploaded last, made if it is not there
   * @param refusals is told of each event that nobody takes, by the thread that uploads
   * @throws SophonException if the file is there and is no cursor
   * @throws IllegalArgumentException if the period is less than a second
   */
  public static HistoryUpload open(
      WebhookSink sink, Source source, Path cursorFile, Duration period, Refusals refusals) {
    if (period.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "history upload: expected a period of at least 1 second but was " + period);
    }
    return new HistoryUpload(sink, source, cursorFile, period, refusals);
  }

  /** The number of the last event that was uploaded or passed over, 0 for none. */
  public synchronized long cursor() {
    return cursor;
  }

  /**
   * Uploads what there is now.
   *
   * @return what became of the last request: {@link Delivery.Accepted} if nothing is left
   * @throws SophonException if the cursor cannot be written
   */
  public synchronized Delivery uploadNow() {
    int most = sink.takesBatches() ? MOST : 1;
    int size = most;
    while (true) {
      List<Stored> batch = source.after(cursor, size);
      if (batch.isEmpty()) {
        return new Delivery.Accepted();
      }
      String id = "msg_" + UUID.randomUUID();
      Delivery delivery = sink.send(batch.stream().map(Stored::event).toList(), id);
      if (delivery instanceof Delivery.Accepted) {
        moveTo(batch.get(batch.size() - 1).number());
        size = Math.min(most, size * 2);
      } else if (!(delivery instanceof Delivery.Rejected rejected)
          || NOT_ABOUT_THE_EVENTS.contains(rejected.status())) {
        return delivery;
      } else if (batch.size() > 1) {
        size = batch.size() / 2;
      } else {
        Stored refused = batch.get(0);
        refusals.refused(refused, rejected);
        log.error("history event passed over number={} outcome={}", refused.number(), delivery);
        moveTo(refused.number());
      }
    }
  }

  private long readCursor() {
    if (!Files.exists(cursorFile)) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(cursorFile, US_ASCII).strip());
    } catch (IOException | NumberFormatException e) {
      throw new SophonException("cursor " + cursorFile + ": expected a number but is none", e);
    }
  }

  private void moveTo(long number) {
    Path next = cursorFile.resolveSibling(cursorFile.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer text = ByteBuffer.wrap((number + "\n").getBytes(US_ASCII));
        while (text.hasRemaining()) {
          out.write(text);
        }
        out.force(true);
      }
      Files.move(
          next, cursorFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      cursor = number;
    } catch (IOException e) {
      throw new SophonException("cursor " + cursorFile + ": cannot be written", e);
    }
  }

  private void run() {
    while (true) {
      try {
        uploadNow();
      } catch (RuntimeException problem) { // of the source, or of the disk: the next time
        log.error("history not uploaded error={}", problem.getClass().getSimpleName(), problem);
      }
      synchronized (lock) {
        long end = System.nanoTime() + period.toNanos();
        for (long left = period.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
          try {
            lock.wait(left / 1_000_000 + 1);
          } catch (InterruptedException e) {
            closed = true; // nobody but us has this thread
          }
        }
        if (closed) {
          return;
        }
      }
    }
  }

  /** Finishes the request that is under way. May be called twice. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    ThreadEnd.await(thread);
  }
}
