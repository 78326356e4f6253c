package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The SQLite database of a data folder: its tables, how it is opened to write and to read, and how
 * rows become events.
 */
final class EventDatabase {
  private static final Logger log = LoggerFactory.getLogger(EventDatabase.class);

  static final String FILE = "events.db";

  /** What each layout adds to the one before it: a folder of any of them is brought to the last. */
  private static final List<List<String>> LAYOUTS =
      List.of(
          List.of(
              """
              CREATE TABLE event (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                received_at INTEGER NOT NULL,
                path TEXT NOT NULL,
                kind TEXT NOT NULL,
                layout TEXT NOT NULL,
                body BLOB NOT NULL)
              """),
          List.of(
              "ALTER TABLE event ADD COLUMN key BLOB",
              "ALTER TABLE event ADD COLUMN pictures BLOB",
              "ALTER TABLE event ADD COLUMN left_out TEXT",
              "ALTER TABLE event ADD COLUMN times_again INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE event ADD COLUMN last_at INTEGER",
              "CREATE UNIQUE INDEX event_key ON event (key) WHERE key IS NOT NULL",
              """
              CREATE TABLE picture (
                sha256 BLOB PRIMARY KEY,
                file INTEGER NOT NULL,
                at INTEGER NOT NULL,
                length INTEGER NOT NULL)
              WITHOUT ROWID
              """,
              """
              CREATE TABLE quarantine (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                received_at INTEGER NOT NULL,
                path TEXT NOT NULL,
                content_type TEXT,
                reason TEXT NOT NULL,
                sha256 BLOB NOT NULL UNIQUE,
                times INTEGER NOT NULL,
                bytes BLOB NOT NULL)
              """),
          List.of("ALTER TABLE picture RENAME COLUMN sha256 TO key"));

  /** The beginning of each query for rows that {@link #event} takes. */
  static final String SELECT_EVENTS =
      """
      SELECT id, received_at, path, kind, layout, body, pictures, left_out, times_again, last_at
      FROM event
      """;

  static final int CUT_BYTES = Integer.BYTES + PictureKey.BYTES;

  private static final int FULL = 2;
  private static final int BUSY_MILLIS = 5_000;
  private static final int KEPT_WAL_BYTES = 64 << 20;
  private static final int CACHE_KIB = 2 << 10;

  private EventDatabase() {}

  /**
   * Loads SQLite, which opening does too: done before, it need not wait for it.
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

  /** A connection that waits for the disk at every commit. */
  static Connection openWriter(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setGetGeneratedKeys(false); // which is a query after each row
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(KEPT_WAL_BYTES);
    config.setTempStore(TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    Connection connection = config.createConnection(url(file));
    try (Statement statement = connection.createStatement()) {
      // macOS: to the disk itself, not to its cache
      statement.executeUpdate("PRAGMA fullfsync = ON");
      statement.executeUpdate("PRAGMA checkpoint_fullfsync = ON");
      boolean wal = text(statement, "PRAGMA journal_mode").equals("wal");
      if (!wal || number(connection, "PRAGMA synchronous") != FULL) {
        throw new SQLException("the file system allows no write-ahead log");
      }
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that neither waits for the writer nor holds it up. */
  static Connection openReader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setTempStore(TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection(url(file));
  }

  /**
   * The database of a folder.
   *
   * @throws SophonException if there is none
   */
  static Path existing(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new SophonException(
          "data folder " + dataFolder + " has no " + FILE + ": no receiver has run on it");
    }
    return file;
  }

  /**
   * For who only reads.
   *
   * @throws SophonException if an earlier or a later receiver made the tables
   */
  static void requireThisLayout(Connection reader, Path folder) throws SQLException {
    long layout = number(reader, "PRAGMA user_version");
    if (layout > LAYOUTS.size()) {
      throw newer(folder, layout);
    }
    if (layout < LAYOUTS.size()) {
      throw new SophonException(
          "data folder "
              + folder
              + " was written by an earlier receiver (layout "
              + layout
              + ", this one knows "
              + LAYOUTS.size()
              + "); start this one on it once");
    }
  }

  private static SophonException newer(Path folder, long layout) {
    return new SophonException(
        "data folder "
            + folder
            + " was written by a newer receiver (layout "
            + layout
            + ", this one knows "
            + LAYOUTS.size()
            + "); update the receiver or choose another folder with --data");
  }

  /** A path with any characters in it: what a URI escapes, SQLite takes as it was. */
  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toUri();
  }

  /**
   * Makes the tables, or brings those of an earlier receiver to what this one has.
   *
   * @throws SophonException if a later receiver made them
   */
  static void prepare(Connection writer, Path folder) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      int layout = (int) number(writer, "PRAGMA user_version");
      if (layout > LAYOUTS.size()) {
        throw newer(folder, layout);
      }
      if (layout < LAYOUTS.size()) {
        begin(writer);
        for (List<String> added : LAYOUTS.subList(layout, LAYOUTS.size())) {
          for (String change : added) {
            statement.executeUpdate(change);
          }
        }
        statement.executeUpdate("PRAGMA user_version = " + LAYOUTS.size());
        commit(writer);
      }
    }
  }

  /** Begins to write, before anything is read: else another writer in between would win. */
  static void begin(Connection writer) throws SQLException {
    execute(writer, "BEGIN IMMEDIATE");
  }

  static void commit(Connection writer) throws SQLException {
    execute(writer, "COMMIT");
  }

  private static void execute(Connection writer, String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }

  /**
   * The event in a row of {@link #SELECT_EVENTS}, with its pictures. One that is lost or damaged is
   * empty there, and its path is among what was left out: an event is not lost with it.
   */
  static StoredEvent event(Connection connection, Path folder, ResultSet row) throws SQLException {
    long id = row.getLong(1);
    Instant receivedAt = Instant.ofEpochMilli(row.getLong(2));
    long times = row.getLong(9);
    List<String> leftOut = leftOut(row);
    byte[] body = body(connection, folder, row, leftOut);
    return new StoredEvent(
        id,
        receivedAt,
        row.getString(3),
        row.getString(4),
        row.getString(5),
        body,
        new StoredEvent.Again(
            times, times == 0 ? receivedAt : Instant.ofEpochMilli(row.getLong(10))),
        leftOut);
  }

  /** What was left out of the event in a row when it was stored. */
  static List<String> leftOut(ResultSet row) throws SQLException {
    String leftOut = row.getString("left_out");
    return new ArrayList<>(leftOut == null ? List.of() : List.of(leftOut.split("\n")));
  }

  private static byte[] body(
      Connection connection, Path folder, ResultSet row, List<String> leftOut) throws SQLException {
    byte[] text = row.getBytes(6);
    byte @Nullable [] pictures = row.getBytes(7);
    if (pictures == null) {
      return text;
    }
    List<byte[]> keys = keys(pictures);
    int[] at = new int[keys.size()];
    List<byte[]> found = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      at[i] = ByteBuffer.wrap(pictures).getInt(i * CUT_BYTES);
      byte[] picture = picture(connection, folder, keys.get(i));
      if (picture == null) {
        log.error("A PICTURE IS LOST id={}; verify names all of them", row.getLong(1));
        leftOut.add(JsonPath.at(text, at[i]));
      }
      found.add(picture == null ? new byte[0] : picture);
    }
    return StoredBody.join(text, at, found);
  }

  /** The keys of the pictures that the column {@code pictures} names, in their order. */
  static List<byte[]> keys(byte @Nullable [] pictures) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; pictures != null && i < pictures.length; i += CUT_BYTES) {
      keys.add(Arrays.copyOfRange(pictures, i + Integer.BYTES, i + CUT_BYTES));
    }
    return keys;
  }

  private static byte @Nullable [] picture(Connection connection, Path folder, byte[] key)
      throws SQLException {
    try (PreparedStatement find = findPicture(connection)) {
      PictureFiles.Place place = place(find, key);
      byte[] picture = place == null ? null : PictureFiles.read(folder, place);
      return picture != null && PictureKey.fits(key, picture) ? picture : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The query that {@link #place} asks. */
  static PreparedStatement findPicture(Connection connection) throws SQLException {
    return connection.prepareStatement("SELECT file, at, length FROM picture WHERE key = ?");
  }

  /** Where the picture of this key is, null if it is nowhere. */
  static PictureFiles.@Nullable Place place(PreparedStatement find, byte[] key)
      throws SQLException {
    find.setBytes(1, key);
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? new PictureFiles.Place(row.getInt(1), row.getLong(2), row.getInt(3))
          : null;
    }
  }

  static QuarantinedMessage quarantined(ResultSet row) throws SQLException {
    return new QuarantinedMessage(
        row.getLong(1),
        new UnreadableMessage(
            Instant.ofEpochMilli(row.getLong(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getBytes(7)),
        row.getLong(6));
  }

  static SophonException unusable(Path folder, SQLException problem) {
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

  /** Whether the database itself is damaged, and not just out of reach. */
  static boolean isDamage(Throwable problem) {
    return problem instanceof SQLiteException e
        && (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
            || e.getResultCode().name().startsWith("SQLITE_CORRUPT"));
  }

  /** SQLite's name for what went wrong: its messages may quote what was being written. */
  static String code(@Nullable Throwable problem) {
    return problem instanceof SQLiteException e
        ? e.getResultCode().name()
        : problem == null ? "unknown" : problem.getClass().getSimpleName();
  }
}
