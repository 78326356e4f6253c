package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The events of a data folder, in the order they were stored: one SQLite database in WAL mode that
 * waits for the disk at every commit.
 *
 * <p>One thread writes, in groups; each reader has a connection of its own, which neither waits for
 * the writer nor holds it up. Safe for use by many threads.
 */
final class EventStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStore.class);

  private static final String FILE = "events.db";
  private static final int LAYOUT = 1;
  private static final int FULL = 2;
  private static final int BUSY_MILLIS = 5_000;
  private static final int KEPT_WAL_BYTES = 64 << 20;

  private final DataFolder folder;
  private final Path file;
  private final GroupCommit<List<ReceivedEvent>> commits;

  // both only by the thread that writes, and by open() before there is one
  private @Nullable Connection writer;
  private boolean failing;

  private EventStore(DataFolder folder, Path file, Connection writer) {
    this.folder = folder;
    this.file = file;
    this.writer = writer;
    this.commits = new GroupCommit<>("receiver-store", this::commit);
  }

  /**
   * Loads SQLite, which {@link #open} does too: done before, it need not wait for it.
   *
   * @throws SophonException if it cannot be loaded; the message says why
   */
  static void load() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new SophonException(
          "temporary folder "
              + System.getProperty("java.io.tmpdir")
              + ": the library of SQLite cannot be run from there; choose another with"
              + " -Djava.io.tmpdir=DIR",
          e);
    }
  }

  /**
   * Opens the store in a folder, making both if they are not there.
   *
   * @throws SophonException if the folder cannot be used; the message says why
   */
  static EventStore open(Path dataFolder) {
    load();
    DataFolder folder = DataFolder.claim(dataFolder);
    try {
      Path file = folder.makeFile(FILE);
      Connection writer = openWriter(file);
      try {
        prepare(writer, folder.path());
        return new EventStore(folder, file, writer);
      } catch (SQLException | RuntimeException | Error e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      folder.close();
      throw unusable(folder.path(), e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static Connection openWriter(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(KEPT_WAL_BYTES);
    config.setTempStore(TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection(url(file));
    try (Statement statement = connection.createStatement()) {
      // macOS: to the disk itself, not to its cache
      statement.executeUpdate("PRAGMA fullfsync = ON");
      statement.executeUpdate("PRAGMA checkpoint_fullfsync = ON");
    }
    return connection;
  }

  /** A path with any characters in it: what a URI escapes, SQLite takes as it was. */
  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toUri();
  }

  /** Makes the table, after making sure that this is our database and that it syncs. */
  private static void prepare(Connection writer, Path folder) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      int layout = number(statement, "PRAGMA user_version");
      if (layout > LAYOUT) {
        throw new SophonException(
            "data folder "
                + folder
                + " was written by a newer receiver (layout "
                + layout
                + ", this one knows "
                + LAYOUT
                + "); update the receiver or choose another folder with --data");
      }
      boolean wal = text(statement, "PRAGMA journal_mode").equals("wal");
      if (!wal || number(statement, "PRAGMA synchronous") != FULL) {
        throw new SQLException("the file system allows no write-ahead log");
      }
      if (layout < LAYOUT) {
        writer.setAutoCommit(false);
        statement.executeUpdate(
            """
            CREATE TABLE event (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              received_at INTEGER NOT NULL,
              path TEXT NOT NULL,
              kind TEXT NOT NULL,
              layout TEXT NOT NULL,
              body BLOB NOT NULL)
            """);
        statement.executeUpdate("PRAGMA user_version = " + LAYOUT);
        writer.commit();
      }
    }
    writer.setAutoCommit(false);
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getInt(1);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }

  /**
   * Stores events. On return all of them are on disk, in this order and next to each other.
   *
   * @throws SophonException if none of them is
   */
  void add(List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try {
      commits.write(events);
    } catch (ExecutionException e) {
      throw new SophonException("writing the database failed with " + code(e.getCause()), e);
    } catch (IllegalStateException e) {
      throw new SophonException("the receiver is closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SophonException("the receiver is closing", e);
    }
  }

  /** One transaction for all that wait. */
  private void commit(List<List<ReceivedEvent>> group) throws SQLException {
    try {
      insert(group);
      if (failing) {
        failing = false;
        log.info("storing again");
      }
    } catch (SQLException | RuntimeException | Error e) {
      if (!failing) {
        failing = true;
        log.error("events not stored requests={} code={}", group.size(), code(e));
      }
      reset();
      throw e;
    }
  }

  private void insert(List<List<ReceivedEvent>> group) throws SQLException {
    Connection connection = writer;
    if (connection == null) {
      connection = openWriter(file);
      connection.setAutoCommit(false);
      writer = connection;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO event (received_at, path, kind, layout, body) VALUES (?, ?, ?, ?, ?)")) {
      for (List<ReceivedEvent> request : group) {
        for (ReceivedEvent event : request) {
          insert.setLong(1, event.receivedAt().toEpochMilli());
          insert.setString(2, event.path());
          insert.setString(3, event.kind());
          insert.setString(4, event.layout());
          insert.setBytes(5, event.body());
          insert.executeUpdate();
        }
      }
    }
    connection.commit();
  }

  /** A new connection for the next group: what state the failed one is in cannot be told. */
  private void reset() {
    Connection failed = writer;
    writer = null;
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        log.warn("closing the database failed code={}", code(e));
      }
    }
  }

  /** How many events are stored, counted in the database. */
  long count() {
    return number("SELECT count(*) FROM event");
  }

  /** The id of the event that was stored last, 0 if there is none. */
  long newestId() {
    return number("SELECT max(id) FROM event");
  }

  private long number(String query) {
    return read(
        query,
        statement -> {
          try (ResultSet row = statement.executeQuery()) {
            return row.getLong(1);
          }
        });
  }

  /** The event with an id. */
  Optional<StoredEvent> find(long id) {
    return read(
        "SELECT id, received_at, path, kind, layout, body FROM event WHERE id = ?",
        statement -> {
          statement.setLong(1, id);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(event(row)) : Optional.<StoredEvent>empty();
          }
        });
  }

  /** Visits the newest events that came after one, newest first, one in memory at a time. */
  void visitNewest(long after, int limit, Visitor visitor) {
    read(
        """
        SELECT id, received_at, path, kind, layout, body FROM event
        WHERE id > ? ORDER BY id DESC LIMIT ?
        """,
        statement -> {
          statement.setLong(1, after);
          statement.setInt(2, limit);
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              visitor.visit(event(row));
            }
          }
          return true;
        });
  }

  private <T> T read(String query, Query<T> reader) {
    try (Connection connection = openReader(file);
        PreparedStatement statement = connection.prepareStatement(query)) {
      return reader.run(statement);
    } catch (SQLException e) {
      throw new SophonException("reading the database failed with " + code(e), e);
    }
  }

  /**
   * Visits every event of a folder, oldest first, one in memory at a time, whether a receiver runs
   * on it or not. It keeps no snapshot, so it does not hold up a receiver; what comes in after it
   * started is left out.
   *
   * @throws SophonException if there are none to read; the message says why
   */
  static void visitAll(Path dataFolder, Visitor visitor) {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new SophonException(
          "data folder " + dataFolder + " has no " + FILE + ": no receiver has run on it");
    }
    try (Connection connection = openReader(file);
        PreparedStatement newest = connection.prepareStatement("SELECT max(id) FROM event");
        PreparedStatement next =
            connection.prepareStatement(
                """
                SELECT id, received_at, path, kind, layout, body FROM event
                WHERE id > ? AND id <= ? ORDER BY id LIMIT 1
                """)) {
      long last;
      try (ResultSet row = newest.executeQuery()) {
        last = row.getLong(1);
      }
      for (long id = 0; id < last; ) {
        next.setLong(1, id);
        next.setLong(2, last);
        StoredEvent event;
        try (ResultSet row = next.executeQuery()) {
          if (!row.next()) {
            return;
          }
          event = event(row);
        }
        visitor.visit(event); // nothing is open meanwhile, however long it takes
        id = event.id();
      }
    } catch (SQLException e) {
      throw unusable(dataFolder, e);
    }
  }

  private static Connection openReader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setTempStore(TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection(url(file));
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getBytes(6));
  }

  private static SophonException unusable(Path folder, SQLException problem) {
    String reason =
        problem instanceof SQLiteException ? code(problem) : String.valueOf(problem.getMessage());
    return new SophonException(
        "data folder "
            + folder
            + ": "
            + FILE
            + " cannot be used ("
            + reason
            + "); choose another with --data",
        problem);
  }

  /** SQLite's name for what went wrong: its messages may quote what was being written. */
  private static String code(@Nullable Throwable problem) {
    return problem instanceof SQLiteException e
        ? e.getResultCode().name()
        : problem == null ? "unknown" : problem.getClass().getSimpleName();
  }

  /**
   * Stores what was taken, then closes the database and gives the folder up. May be called twice.
   */
  @Override
  public void close() {
    commits.close();
    reset();
    folder.close();
  }

  private interface Query<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /** Is shown one event after the other. */
  interface Visitor {
    void visit(StoredEvent event);
  }
}
