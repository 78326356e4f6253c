package io.sophonevents.receiver;

import io.sophonevents.client.internal.GroupCommit;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a data folder, in the order they were stored: an SQLite database in WAL mode that
 * waits for the disk at every commit, and beside it the pictures, each once.
 *
 * <p>One thread writes, in groups; each reader has a connection of its own, which neither waits for
 * the writer nor holds it up. Safe for use by many threads.
 */
final class FolderEventStore implements EventStore {
  private static final Logger log = LoggerFactory.getLogger(FolderEventStore.class);

  /** Of the largest group: what it needs in memory beside its bodies is the receipts. */
  private static final int MAX_GROUP = 512;

  private final DataFolder folder;
  private final Path file;
  private final Settings settings;
  private final Listener listener;
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "receiver-answers"));
  private final GroupCommit<EventWriter.Request> commits;

  // both only by the thread that writes, and by open() before there is one
  private @Nullable EventWriter writer;
  private volatile boolean failing;

  /**
   * How events are stored.
   *
   * @param window how long after an event the same one is a duplicate
   * @param quarantineBytes how many bytes of messages quarantine holds at most
   * @param dropEmbeddings whether the embeddings of faces are left out
   */
  record Settings(Duration window, long quarantineBytes, boolean dropEmbeddings) {
    /** A week, longer than any sender tries; 256 MiB; all of the event. */
    static final Settings USUAL = new Settings(Duration.ofDays(7), 256L << 20, false);
  }

  /** Hears what is on disk, from the thread that writes. */
  interface Listener {
    /**
     * A group is on disk.
     *
     * @param picturesWritten how many pictures were new
     * @param picturesFound how many were there already
     */
    void committed(int events, long nanos, int picturesWritten, int picturesFound);
  }

  private FolderEventStore(
      DataFolder folder, Path file, Settings settings, Listener listener, EventWriter writer) {
    this.listener = listener;
    this.folder = folder;
    this.file = file;
    this.settings = settings;
    this.writer = writer;
    this.commits = new GroupCommit<>("receiver-store", MAX_GROUP, teller, this::commit);
  }

  /** As {@link #open(Path, Settings, Listener)} does, with what is usual. */
  static FolderEventStore open(Path dataFolder) {
    return open(dataFolder, Settings.USUAL, (events, nanos, written, found) -> {});
  }

  /**
   * Opens the store in a folder, making both if they are not there.
   *
   * @throws SophonException if the folder cannot be used; the message says why
   */
  static FolderEventStore open(Path dataFolder, Settings settings, Listener listener) {
    EventDatabase.load();
    DataFolder folder = DataFolder.claim(dataFolder);
    try {
      Path file = folder.makeFile(EventDatabase.FILE);
      if (Salvage.isNeeded(folder)) {
        Salvage.of(folder);
      }
      try {
        return new FolderEventStore(
            folder, file, settings, listener, prepared(file, folder, settings));
      } catch (SQLException e) {
        if (!EventDatabase.isDamage(e)) {
          throw e;
        }
        Salvage.of(folder);
        return new FolderEventStore(
            folder, file, settings, listener, prepared(file, folder, settings));
      }
    } catch (SQLException e) {
      folder.close();
      throw EventDatabase.unusable(folder.path(), e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static EventWriter prepared(Path file, DataFolder folder, Settings settings)
      throws SQLException {
    Connection connection = EventDatabase.openWriter(file);
    try {
      EventDatabase.prepare(connection, folder.path());
      return writer(connection, folder, settings);
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  private static EventWriter writer(Connection connection, DataFolder folder, Settings settings)
      throws SQLException {
    return new EventWriter(connection, folder, settings.window, settings.quarantineBytes);
  }

  @Override
  public CompletableFuture<Receipt> add(
      List<ReceivedEvent> events, List<UnreadableMessage> unreadable) {
    if (events.isEmpty() && unreadable.isEmpty()) {
      return CompletableFuture.completedFuture(new Receipt(List.of(), 0, false));
    }
    List<PreparedEvent> prepared = new ArrayList<>(events.size());
    for (ReceivedEvent event : events) {
      prepared.add(PreparedEvent.of(event, settings.dropEmbeddings));
    }
    return write(EventWriter.Request.of(prepared, unreadable))
        .thenApply(EventWriter.Request::receipt);
  }

  @Override
  public boolean release(long quarantineId) {
    try {
      return write(EventWriter.Request.release(quarantineId)).join().wasThere();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SophonException problem ? problem : e;
    }
  }

  private CompletableFuture<EventWriter.Request> write(EventWriter.Request request) {
    CompletableFuture<EventWriter.Request> written = new CompletableFuture<>();
    commits
        .write(request)
        .whenComplete(
            (done, problem) -> {
              if (problem == null) {
                written.complete(done);
              } else if (problem instanceof IllegalStateException) {
                written.completeExceptionally(new SophonException("the receiver is closing"));
              } else {
                written.completeExceptionally(
                    new SophonException(
                        "writing the database failed with " + EventDatabase.code(problem),
                        problem));
              }
            });
    return written;
  }

  /** One transaction for all that wait. */
  private void commit(List<EventWriter.Request> group) throws SQLException, IOException {
    try {
      EventWriter open = writer;
      if (open == null) {
        open = writer(EventDatabase.openWriter(file), folder, settings);
        writer = open;
      }
      long start = System.nanoTime();
      EventWriter.Written written = open.write(group);
      listener.committed(
          written.events(), System.nanoTime() - start, written.pictures(), written.picturesFound());
      if (failing) {
        failing = false;
        log.info("storing again");
      }
    } catch (SQLException | IOException | RuntimeException | Error e) {
      if (!failing) {
        failing = true;
        log.error("events not stored requests={} code={}", group.size(), EventDatabase.code(e));
      }
      if (EventDatabase.isDamage(e)) {
        folder.makeFile(Salvage.MARK);
        log.error("THE DATABASE IS DAMAGED: start again, and what can be read of it is kept");
      }
      reset();
      throw e;
    }
  }

  /** A new connection for the next group: what state the failed one is in cannot be told. */
  private void reset() {
    EventWriter failed = writer;
    writer = null;
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        log.warn("closing the database failed code={}", EventDatabase.code(e));
      }
    }
  }

  @Override
  public boolean isWritable() {
    return !failing;
  }

  @Override
  public long count() {
    return read(connection -> EventDatabase.number(connection, "SELECT count(*) FROM event"));
  }

  @Override
  public long newestId() {
    return read(connection -> EventDatabase.number(connection, "SELECT max(id) FROM event"));
  }

  @Override
  public Optional<StoredEvent> find(long id) {
    return read(
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(EventDatabase.SELECT_EVENTS + "WHERE id = ?")) {
            find.setLong(1, id);
            return next(connection, folder.path(), find);
          }
        });
  }

  @Override
  public void visitNewest(long after, int limit, Visitor<StoredEvent> visitor) {
    read(
        connection -> {
          long before = Long.MAX_VALUE;
          try (PreparedStatement find =
              connection.prepareStatement(
                  EventDatabase.SELECT_EVENTS
                      + "WHERE id > ? AND id < ? ORDER BY id DESC LIMIT 1")) {
            for (int i = 0; i < limit; i++) {
              find.setLong(1, after);
              find.setLong(2, before);
              Optional<StoredEvent> next = next(connection, folder.path(), find);
              if (next.isEmpty()) {
                break;
              }
              visitor.visit(next.get());
              before = next.get().id();
            }
          }
          return true;
        });
  }

  @Override
  public void visit(long after, int limit, Visitor<StoredEvent> visitor) {
    read(
        connection -> {
          visit(connection, folder.path(), after, limit, visitor);
          return true;
        });
  }

  private static void visit(
      Connection connection, Path folder, long after, int limit, Visitor<StoredEvent> visitor)
      throws SQLException {
    long last = EventDatabase.number(connection, "SELECT max(id) FROM event");
    long id = after;
    try (PreparedStatement find =
        connection.prepareStatement(
            EventDatabase.SELECT_EVENTS + "WHERE id > ? AND id <= ? ORDER BY id LIMIT 1")) {
      for (int i = 0; i < limit; i++) {
        find.setLong(1, id);
        find.setLong(2, last);
        Optional<StoredEvent> next = next(connection, folder, find);
        if (next.isEmpty()) {
          return;
        }
        visitor.visit(next.get()); // nothing is open meanwhile, however long it takes
        id = next.get().id();
      }
    }
  }

  private static Optional<StoredEvent> next(
      Connection connection, Path folder, PreparedStatement find) throws SQLException {
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(EventDatabase.event(connection, folder, row))
          : Optional.empty();
    }
  }

  @Override
  public void visitQuarantine(Visitor<QuarantinedMessage> visitor) {
    read(
        connection -> {
          visitQuarantine(connection, visitor);
          return true;
        });
  }

  private static void visitQuarantine(Connection connection, Visitor<QuarantinedMessage> visitor)
      throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            """
            SELECT id, received_at, path, content_type, reason, times, bytes FROM quarantine
            WHERE id > ? ORDER BY id LIMIT 1
            """)) {
      long id = 0;
      while (true) {
        find.setLong(1, id);
        QuarantinedMessage next;
        try (ResultSet row = find.executeQuery()) {
          if (!row.next()) {
            return;
          }
          next = EventDatabase.quarantined(row);
        }
        visitor.visit(next);
        id = next.id();
      }
    }
  }

  private <T> T read(Query<T> query) {
    try (Connection connection = EventDatabase.openReader(file)) {
      return query.run(connection);
    } catch (SQLException e) {
      throw new SophonException("reading the database failed with " + EventDatabase.code(e), e);
    }
  }

  /**
   * Visits every event of a folder, oldest first, one in memory at a time, whether a receiver runs
   * on it or not. It keeps no snapshot, so it does not hold up a receiver; what comes in after it
   * started is left out.
   *
   * @throws SophonException if there are none to read; the message says why
   */
  static void visitAll(Path dataFolder, Visitor<StoredEvent> visitor) {
    readOf(
        dataFolder,
        connection -> {
          visit(connection, dataFolder, 0, Integer.MAX_VALUE, visitor);
          return true;
        });
  }

  /** Visits what is in quarantine in a folder, oldest first, as {@link #visitAll} does. */
  static void visitQuarantine(Path dataFolder, Visitor<QuarantinedMessage> visitor) {
    readOf(
        dataFolder,
        connection -> {
          visitQuarantine(connection, visitor);
          return true;
        });
  }

  private static <T> T readOf(Path dataFolder, Query<T> query) {
    Path file = EventDatabase.existing(dataFolder);
    try (Connection connection = EventDatabase.openReader(file)) {
      EventDatabase.requireThisLayout(connection, dataFolder);
      return query.run(connection);
    } catch (SQLException e) {
      throw EventDatabase.unusable(dataFolder, e);
    }
  }

  /**
   * Stores what was taken, then closes the database and gives the folder up. May be called twice.
   */
  @Override
  public void close() {
    commits.close();
    teller.shutdown();
    reset();
    folder.close();
  }

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }
}
