package io.sophonevents.client.sink;

import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.GroupCommit;
import io.sophonevents.client.internal.OwnerOnly;
import io.sophonevents.client.internal.WriteAheadLog;
import io.sophonevents.client.sink.RetryPolicy.Attempts;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Keeps entries in a folder: a SQLite database, {@code outbox.db}, and beside it the bodies of
 * {@value #LARGE_BYTES} bytes and more in {@code bodies-*.bin}, all for its owner's eyes only. One
 * process at a time may have it open. One thread writes, {@code outbox-store}: what many threads
 * want written at one moment is one transaction and one wait for the disk, two where there are
 * large bodies.
 *
 * <p>Needs {@code org.xerial:sqlite-jdbc}. Safe for use by many threads.
 */
public final class SqliteOutboxStore implements OutboxStore {
  /** From here on a body lies beside the database, which would write it twice. */
  static final int LARGE_BYTES = 8 << 10;

  private static final Logger log = LoggerFactory.getLogger(SqliteOutboxStore.class);

  private static final String DATABASE = "outbox.db";
  private static final String RESERVE = "reserve.bin";
  private static final String LOCK = "lock";

  /** Room for what must be written to remove something when nothing else is left. */
  private static final int RESERVE_BYTES = 1 << 20;

  private static final int MOST_IN_A_GROUP = 4096;
  private static final int MOST_BYTES_AHEAD = 8 << 20;
  private static final int MOST_RECENT_BYTES = 32 << 20;
  private static final int KEPT_WAL_BYTES = 4 << 20;
  private static final int BUSY_MILLIS = 5_000;
  private static final String COLUMNS =
      "number, id, key, layout, enqueued_at, bytes, attempts, answered, first_at, not_before,"
          + " outcome, dead, crc, file, at";

  private final Path folder;
  private final FileChannel lockFile;
  private final Connection writer;
  private final Connection reader; // guarded by itself
  private final OutboxSegments segments;
  private final PreparedStatement bodyOf; // guarded by reader
  private final GroupCommit<Change> commits;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement filesOf;
  private final PreparedStatement delete;
  private final PreparedStatement keep;
  private long newest;
  private boolean hasReserve;
  private boolean syncs = true;

  private final RecentEntries recent = new RecentEntries(MOST_RECENT_BYTES);

  /** Small bodies that were read with their entries, by number; guarded by itself. */
  private final Map<Long, StoredBody> ahead = new LinkedHashMap<>();

  private int bytesAhead; // guarded by ahead

  /** What is to be written. */
  private static final class Change {
    private final What what;
    private final long number;
    private final byte @Nullable [] body;
    private final String text;
    private final int crc;
    private @Nullable OutboxEntry entry;
    private OutboxSegments.@Nullable Place place;
    private @Nullable FullException problem;

    private enum What {
      ADD,
      CHANGE,
      REMOVE,
      REMEMBER
    }

    private Change(
        What what, long number, @Nullable OutboxEntry entry, byte @Nullable [] body, String text) {
      this.what = what;
      this.number = number;
      this.entry = entry;
      this.body = body;
      this.crc =
          body == null ? 0 : crc(body); // by the thread that adds, not by the one that writes
      this.text = text;
    }

    private boolean isAdd() {
      return what == What.ADD;
    }

    private Change done() {
      if (problem != null) {
        throw problem;
      }
      return this;
    }
  }

  private SqliteOutboxStore(Path folder) throws IOException, SQLException {
    this.folder = folder;
    OwnerOnly.makeFolder(folder);
    this.lockFile = lock(folder);
    try {
      copyIfLogDamaged(folder);
      setAsideIfDamaged(folder);
      OwnerOnly.makeFile(folder.resolve(DATABASE)); // what SQLite puts beside it is as private
      this.writer = connect(folder, false);
      makeTables(writer);
      salvage(folder, writer);
      this.reader = connect(folder, true);
      this.bodyOf =
          reader.prepareStatement("SELECT crc, file, at, bytes, body FROM entry WHERE number = ?");
      this.newest = number(writer, "SELECT coalesce(max(number), 0) FROM entry");
      this.newest =
          Math.max(newest, number(writer, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"));
      this.segments = new OutboxSegments(folder, named());
      this.insert =
          writer.prepareStatement(
              "INSERT INTO entry (" + COLUMNS + ", body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
      this.update =
          writer.prepareStatement(
              "UPDATE entry SET attempts = ?, answered = ?, first_at = ?, not_before = ?, outcome ="
                  + " ?, dead = ? WHERE number = ?");
      this.filesOf =
          writer.prepareStatement(
              "SELECT file FROM entry WHERE number BETWEEN ? AND ? AND file IS NOT NULL");
      this.delete = writer.prepareStatement("DELETE FROM entry WHERE number BETWEEN ? AND ?");
      this.keep = writer.prepareStatement("INSERT OR REPLACE INTO remembered VALUES (1, ?)");
    } catch (IOException | SQLException | RuntimeException | Error e) {
      lockFile.close();
      throw e;
    }
    this.commits = new GroupCommit<>("outbox-store", MOST_IN_A_GROUP, Runnable::run, this::write);
  }

  /**
   * Opens a folder, made if it is not there. A database that is damaged is set aside as {@code
   * outbox.db.damaged-*}, and what can be read of it and of the bodies is kept; the log says what
   * was lost.
   *
   * @throws SophonException if sqlite-jdbc is missing, another process has the folder open, or the
   *     disk does not allow it
   */
  public static SqliteOutboxStore open(Path folder) {
    try {
      return new SqliteOutboxStore(folder);
    } catch (NoClassDefFoundError missing) {
      throw new SophonException(
          "outbox: expected org.xerial:sqlite-jdbc on the class path but it is missing", missing);
    } catch (IOException | SQLException e) {
      throw new SophonException("outbox " + folder + ": cannot be opened", e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel file = OwnerOnly.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException here) {
      // this process has it open
    }
    if (lock == null) {
      file.close();
      throw new SophonException(
          "outbox " + folder + ": expected to be the only one who has it open but another has it");
    }
    return file;
  }

  private static Connection connect(Path folder, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setGetGeneratedKeys(false);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(KEPT_WAL_BYTES);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(readOnly);
    Connection connection = config.createConnection("jdbc:sqlite:" + folder.resolve(DATABASE));
    if (!readOnly) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA fullfsync = ON");
        statement.executeUpdate("PRAGMA checkpoint_fullfsync = ON");
      }
    }
    return connection;
  }

  private static void makeTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          CREATE TABLE IF NOT EXISTS entry (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            key TEXT NOT NULL,
            layout TEXT NOT NULL,
            enqueued_at INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            first_at INTEGER,
            not_before INTEGER NOT NULL,
            outcome TEXT,
            dead TEXT,
            crc INTEGER NOT NULL,
            file INTEGER,
            at INTEGER,
            body BLOB)
          """);
      statement.executeUpdate(
          "CREATE INDEX IF NOT EXISTS waiting ON entry (key, number) WHERE dead IS NULL");
      statement.executeUpdate(
          "CREATE INDEX IF NOT EXISTS dead ON entry (number) WHERE dead IS NOT NULL");
      statement.executeUpdate(
          "CREATE TABLE IF NOT EXISTS remembered (one INTEGER PRIMARY KEY, state TEXT NOT NULL)");
    }
  }

  /**
   * Keeps what SQLite would not see of its log, in a copy of the database that is salvaged then.
   */
  private static void copyIfLogDamaged(Path folder) throws IOException {
    Path database = folder.resolve(DATABASE);
    WriteAheadLog wal = WriteAheadLog.of(database);
    int hidden = wal.hiddenTransactions();
    if (hidden == 0) {
      return;
    }
    Path copy = aside(folder);
    Files.copy(database, copy); // with the permissions of what is copied
    wal.applyTo(copy);
    log.error(
        "outbox log damaged, its last transactions are read from a copy transactions={} copy={}",
        hidden,
        copy.getFileName());
  }

  /** A new name. */
  private static Path aside(Path folder) {
    long now = Instant.now().toEpochMilli();
    Path aside = folder.resolve(DATABASE + ".damaged-" + now);
    return Files.exists(aside) ? folder.resolve(DATABASE + ".damaged-" + (now + 1)) : aside;
  }

  private static void setAsideIfDamaged(Path folder) throws IOException, SQLException {
    Path file = folder.resolve(DATABASE);
    if (!Files.exists(file)) {
      return;
    }
    String damage = damage(folder);
    if (damage.isEmpty()) {
      return;
    }
    Path aside = aside(folder);
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    for (String more : List.of("-wal", "-shm")) {
      Path beside = folder.resolve(DATABASE + more);
      if (Files.exists(beside)) {
        Files.move(beside, Path.of(aside + more), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    log.error("outbox database damaged setAside={} damage=\"{}\"", aside.getFileName(), damage);
  }

  /**
   * What is wrong with the database, empty if nothing is.
   *
   * @throws SQLException if that cannot be found out now, for a reason that lies beside it
   */
  private static String damage(Path folder) throws SQLException {
    try (Connection connection = connect(folder, false);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
      makeTables(connection);
      String first = row.next() ? row.getString(1) : "no answer";
      return "ok".equals(first) ? "" : first.lines().findFirst().orElse("damaged");
    } catch (SQLException e) {
      if (isBesideIt(e)) {
        throw e;
      }
      return String.valueOf(e.getMessage());
    }
  }

  /** Whether the database could not be read or written, whatever is in it. */
  private static boolean isBesideIt(SQLException problem) {
    return problem instanceof SQLiteException sqlite
        && Stream.of(
                SQLiteErrorCode.SQLITE_PERM,
                SQLiteErrorCode.SQLITE_BUSY,
                SQLiteErrorCode.SQLITE_LOCKED,
                SQLiteErrorCode.SQLITE_NOMEM,
                SQLiteErrorCode.SQLITE_READONLY,
                SQLiteErrorCode.SQLITE_IOERR,
                SQLiteErrorCode.SQLITE_FULL,
                SQLiteErrorCode.SQLITE_CANTOPEN)
            .anyMatch(each -> each.code == (sqlite.getResultCode().code & 0xFF));
  }

  /** Takes what can be read of databases that were set aside, and then of the bodies. */
  private static void salvage(Path folder, Connection to) throws IOException, SQLException {
    List<Path> aside;
    try (var files = Files.list(folder)) {
      aside =
          files
              .filter(each -> each.getFileName().toString().matches("outbox\\.db\\.damaged-\\d+"))
              .toList();
    }
    for (Path file : aside) {
      Path done = Path.of(file + ".salvaged");
      if (Files.exists(done)) {
        continue;
      }
      int rows = copyRows(file, to);
      int bodies = findBodies(folder, to);
      log.warn(
          "outbox salvaged from={} entries={} fromBodies={}", file.getFileName(), rows, bodies);
      Files.createFile(done);
    }
  }

  private static int copyRows(Path file, Connection to) throws SQLException {
    int copied = 0;
    long last = 0;
    int failures = 0;
    SQLiteConfig config = new SQLiteConfig();
    try (Connection from = config.createConnection("jdbc:sqlite:" + file)) {
      while (failures < 1000) {
        String where = failures == 0 ? "number > ?" : "number = ?";
        try (PreparedStatement find =
                from.prepareStatement(
                    "SELECT "
                        + COLUMNS
                        + ", body FROM entry NOT INDEXED WHERE "
                        + where
                        + " ORDER BY number LIMIT 1");
            PreparedStatement insert =
                to.prepareStatement(
                    "INSERT OR IGNORE INTO entry ("
                        + COLUMNS
                        + ", body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
          find.setLong(1, failures == 0 ? last : last + failures);
          try (ResultSet row = find.executeQuery()) {
            boolean found = row.next();
            if (found && row.getLong(1) > last) { // a damaged order may lead back
              last = row.getLong(1);
              failures = 0;
              for (int i = 1; i <= 16; i++) {
                insert.setObject(i, row.getObject(i));
              }
              copied += insert.executeUpdate();
            } else if (failures == 0 && !found) {
              return copied;
            } else {
              failures++;
            }
          }
        } catch (SQLException damaged) {
          failures++;
        }
      }
    } catch (SQLException noDatabase) {
      // its bodies are left
    }
    return copied;
  }

  private static int findBodies(Path folder, Connection to) throws IOException, SQLException {
    Set<String> known = new HashSet<>();
    try (Statement statement = to.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM entry")) {
      while (row.next()) {
        known.add(row.getString(1));
      }
    }
    int[] found = {0};
    for (int file : OutboxSegments.numbers(folder)) {
      OutboxSegments.visit(
          folder,
          file,
          (label, body) -> {
            String[] parts = label.split("\n", -1);
            if (parts.length == 4 && known.add(parts[0])) {
              OutboxEntry entry =
                  OutboxEntry.of(
                      parts[0],
                      parts[1],
                      parts[2],
                      Instant.ofEpochMilli(Long.parseLong(parts[3])),
                      body.length);
              insertFound(to, entry, body);
              found[0]++;
            }
          });
    }
    return found[0];
  }

  private static void insertFound(Connection to, OutboxEntry entry, byte[] body)
      throws IOException {
    try (PreparedStatement insert =
        to.prepareStatement(
            "INSERT INTO entry (" + COLUMNS + ", body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      set(insert, entry, crc(body), null, body);
      insert.setObject(1, null);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IOException("a body that was found cannot be kept", e);
    }
  }

  private Map<Integer, Integer> named() throws SQLException {
    Map<Integer, Integer> named = new HashMap<>();
    try (Statement statement = writer.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT file, count(*) FROM entry WHERE file IS NOT NULL GROUP BY file")) {
      while (row.next()) {
        named.put(row.getInt(1), row.getInt(2));
      }
    }
    return named;
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static int crc(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }

  @Override
  public CompletionStage<OutboxEntry> add(OutboxEntry entry, byte[] body) {
    return commits
        .write(new Change(Change.What.ADD, 0, entry, body.clone(), "")) // its bytes are kept
        .thenApply(change -> requireNonNull(change.done().entry));
  }

  @Override
  public CompletionStage<Void> change(OutboxEntry entry) {
    return done(new Change(Change.What.CHANGE, entry.number(), entry, null, ""));
  }

  @Override
  public CompletionStage<Void> remove(long number) {
    return done(new Change(Change.What.REMOVE, number, null, null, ""));
  }

  @Override
  public CompletionStage<Void> delivered(long number) {
    return commits
        .writeWithOthers(new Change(Change.What.REMOVE, number, null, null, ""))
        .thenAccept(written -> written.done());
  }

  @Override
  public CompletionStage<Void> remember(String state) {
    return done(new Change(Change.What.REMEMBER, 0, null, null, state));
  }

  private CompletionStage<Void> done(Change change) {
    return commits.write(change).thenAccept(written -> written.done());
  }

  private void write(List<Change> group) throws SQLException, IOException {
    try {
      if (group.stream().anyMatch(Change::isAdd)) {
        makeReserve(); // room that nothing is added into
      }
      writeAll(group);
    } catch (SQLException | IOException problem) {
      FullException full = full(problem);
      List<Change> others = new ArrayList<>();
      for (Change change : group) {
        if (change.isAdd()) {
          change.problem = full;
        } else {
          others.add(change);
        }
      }
      writeOnFullDisk(others);
    }
  }

  private void writeOnFullDisk(List<Change> changes) throws SQLException, IOException {
    if (changes.isEmpty()) {
      return;
    }
    try {
      useReserve();
      writeAll(changes);
    } catch (SQLException | IOException problem) {
      FullException full = full(problem);
      changes.forEach(change -> change.problem = full);
    }
  }

  /** What a problem is if the disk is full; another one is thrown. */
  private FullException full(Exception problem) throws SQLException, IOException {
    if (isFull(problem)) {
      return new FullException("outbox " + folder + ": the disk is full", problem);
    }
    if (problem instanceof SQLException sql) {
      throw sql;
    }
    throw (IOException) problem;
  }

  private void writeAll(List<Change> group) throws SQLException, IOException {
    long before = newest;
    List<Long> removed = new ArrayList<>();
    List<Integer> freed;
    boolean committed = false;
    syncAtCommit(group.stream().anyMatch(change -> change.what != Change.What.REMOVE));
    begin();
    try {
      for (Change change : group) {
        switch (change.what) {
          case ADD -> add(change);
          case CHANGE -> changeRow(requireNonNull(change.entry));
          case REMOVE -> removed.add(change.number);
          case REMEMBER -> {
            keep.setString(1, change.text);
            keep.executeUpdate();
          }
        }
      }
      freed = remove(removed);
      segments.sync();
      commit();
      committed = true;
    } finally {
      if (!committed) {
        newest = before;
        rollBack();
      }
    }
    written(group);
    segments.committed();
    for (int file : freed) {
      segments.unnamed(file);
    }
  }

  /** What memory has is what the database has, whatever goes wrong. */
  private void written(List<Change> group) {
    boolean known = false;
    try {
      group.forEach(this::written);
      known = true;
    } finally {
      if (!known) {
        recent.forgetAll();
      }
    }
  }

  private void written(Change change) {
    switch (change.what) {
      case ADD -> {
        byte[] body = requireNonNull(change.body);
        recent.added(
            requireNonNull(change.entry),
            new StoredBody(
                change.crc, change.place, body.length, change.place == null ? body : null));
      }
      case CHANGE -> recent.changed(requireNonNull(change.entry));
      case REMOVE -> recent.removed(change.number);
      case REMEMBER -> {}
    }
  }

  /**
   * Removing alone does not wait for the disk: what a power failure brings back is sent again,
   * under the same id.
   */
  private void syncAtCommit(boolean wanted) throws SQLException {
    if (wanted != syncs) {
      try (Statement statement = writer.createStatement()) {
        statement.executeUpdate("PRAGMA synchronous = " + (wanted ? "FULL" : "NORMAL"));
      }
      syncs = wanted;
    }
  }

  private void begin() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
    }
  }

  private void commit() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("COMMIT");
    }
  }

  private void rollBack() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException alreadyDone) {
      // SQLite does it by itself where the disk is full
    }
    segments.rollBack(named());
  }

  private void add(Change change) throws SQLException, IOException {
    OutboxEntry entry = requireNonNull(change.entry).numbered(++newest);
    byte[] body = requireNonNull(change.body);
    OutboxSegments.Place at = null;
    if (body.length >= LARGE_BYTES) {
      String label =
          String.join(
              "\n",
              entry.id(),
              entry.key(),
              entry.layout(),
              String.valueOf(entry.enqueuedAt().toEpochMilli()));
      at = segments.append(label, body);
    }
    change.place = at;
    set(insert, entry, change.crc, at, at == null ? body : null);
    insert.executeUpdate();
    change.entry = entry;
  }

  private static void set(
      PreparedStatement row,
      OutboxEntry entry,
      int crc,
      OutboxSegments.@Nullable Place at,
      byte @Nullable [] body)
      throws SQLException {
    row.setLong(1, entry.number());
    row.setString(2, entry.id());
    row.setString(3, entry.key());
    row.setString(4, entry.layout());
    row.setLong(5, entry.enqueuedAt().toEpochMilli());
    row.setInt(6, entry.bytes());
    row.setInt(7, entry.attempts().made());
    row.setInt(8, entry.attempts().answered());
    row.setObject(9, millis(entry.attempts().first()));
    row.setLong(10, entry.notBefore().toEpochMilli());
    row.setString(11, entry.lastOutcome());
    row.setString(12, entry.deadBecause());
    row.setInt(13, crc);
    row.setObject(14, at == null ? null : at.file());
    row.setObject(15, at == null ? null : at.at());
    row.setBytes(16, body);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private void changeRow(OutboxEntry entry) throws SQLException {
    update.setInt(1, entry.attempts().made());
    update.setInt(2, entry.attempts().answered());
    update.setObject(3, millis(entry.attempts().first()));
    update.setLong(4, entry.notBefore().toEpochMilli());
    update.setString(5, entry.lastOutcome());
    update.setString(6, entry.deadBecause());
    update.setLong(7, entry.number());
    update.executeUpdate();
  }

  /** Removes rows; the files of their bodies, each as often as it was named. */
  private List<Integer> remove(List<Long> numbers) throws SQLException {
    List<Integer> freed = new ArrayList<>();
    List<Long> sorted = numbers.stream().sorted().distinct().toList();
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = from + 1;
      while (to < sorted.size() && sorted.get(to) == sorted.get(to - 1) + 1) {
        to++;
      }
      remove(sorted.get(from), sorted.get(to - 1), freed); // many at once take half the time
    }
    return freed;
  }

  private void remove(long first, long last, List<Integer> freed) throws SQLException {
    if (segments.isAnyNamed()) {
      filesOf.setLong(1, first);
      filesOf.setLong(2, last);
      try (ResultSet row = filesOf.executeQuery()) {
        while (row.next()) {
          freed.add(row.getInt(1));
        }
      }
    }
    delete.setLong(1, first);
    delete.setLong(2, last);
    delete.executeUpdate();
  }

  private static boolean isFull(Throwable problem) {
    if (problem instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      return code == SQLiteErrorCode.SQLITE_FULL
          || code == SQLiteErrorCode.SQLITE_IOERR_WRITE
          || code == SQLiteErrorCode.SQLITE_IOERR_TRUNCATE
          || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }
    String message = String.valueOf(problem.getMessage());
    return problem instanceof IOException && message.contains("No space left");
  }

  private void makeReserve() throws IOException {
    if (hasReserve) {
      return;
    }
    Path file = folder.resolve(RESERVE);
    try {
      if (!Files.exists(file) || Files.size(file) < RESERVE_BYTES) {
        Files.write(file, new byte[RESERVE_BYTES]);
      }
      hasReserve = true;
    } catch (IOException noRoom) {
      Files.deleteIfExists(file);
      throw noRoom;
    }
  }

  /** Gives the reserve back, and the room of the log, whose pages have theirs in the database. */
  private void useReserve() throws IOException {
    Files.deleteIfExists(folder.resolve(RESERVE));
    hasReserve = false;
    try (Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException noRoom) {
      log.warn("outbox log not emptied error={}", noRoom.getClass().getSimpleName());
    }
  }

  @Override
  public Optional<String> remembered() {
    return read(
        "SELECT state FROM remembered",
        statement -> {},
        row -> row.next() ? Optional.of(row.getString(1)) : Optional.empty());
  }

  @Override
  public Set<String> keys() {
    return read(
        "SELECT DISTINCT key FROM entry WHERE dead IS NULL",
        statement -> {},
        row -> {
          Set<String> keys = new HashSet<>();
          while (row.next()) {
            keys.add(row.getString(1));
          }
          return keys;
        });
  }

  @Override
  public List<OutboxEntry> waiting(String key, long after, int most) {
    List<OutboxEntry> known = recent.waiting(key, after, most);
    return known != null ? known : readWaiting(key, after, most);
  }

  private List<OutboxEntry> readWaiting(String key, long after, int most) {
    return read(
        "SELECT "
            + COLUMNS
            + ", body FROM entry"
            + " WHERE dead IS NULL AND key = ? AND number > ? ORDER BY number LIMIT ?",
        statement -> {
          statement.setString(1, key);
          statement.setLong(2, after);
          statement.setInt(3, most);
        },
        row -> {
          List<OutboxEntry> found = new ArrayList<>();
          while (row.next()) {
            found.add(entry(row));
            readAhead(row);
          }
          return found;
        });
  }

  /** Keeps the body of a row, for it will be asked for, and a query of its own takes longer. */
  private void readAhead(ResultSet row) throws SQLException {
    byte[] body = row.getBytes(16);
    if (body == null) {
      return;
    }
    StoredBody found = new StoredBody(row.getInt(13), null, body.length, body);
    synchronized (ahead) {
      if (ahead.put(row.getLong(1), found) == null) {
        bytesAhead += body.length;
      }
      while (bytesAhead > MOST_BYTES_AHEAD) {
        bytesAhead -= ahead.remove(ahead.keySet().iterator().next()).length();
      }
    }
  }

  private @Nullable StoredBody readAhead(long number) {
    synchronized (ahead) {
      StoredBody found = ahead.remove(number);
      bytesAhead -= found == null ? 0 : found.length();
      return found;
    }
  }

  @Override
  public List<OutboxEntry> dead(long after, int most) {
    return entries(
        "WHERE dead IS NOT NULL AND number > ? ORDER BY number LIMIT ?", set(after, most));
  }

  @Override
  public List<OutboxEntry> all(long after, int most) {
    return entries("WHERE number > ? ORDER BY number LIMIT ?", set(after, most));
  }

  private static Parameters set(long after, int most) {
    return statement -> {
      statement.setLong(1, after);
      statement.setInt(2, most);
    };
  }

  private List<OutboxEntry> entries(String where, Parameters parameters) {
    return read(
        "SELECT " + COLUMNS + " FROM entry " + where,
        parameters,
        row -> {
          List<OutboxEntry> found = new ArrayList<>();
          while (row.next()) {
            found.add(entry(row));
          }
          return found;
        });
  }

  private static OutboxEntry entry(ResultSet row) throws SQLException {
    long first = row.getLong(9);
    Instant firstAt = row.wasNull() ? null : Instant.ofEpochMilli(first);
    return new OutboxEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getInt(6),
        new Attempts(row.getInt(7), row.getInt(8), firstAt),
        Instant.ofEpochMilli(row.getLong(10)),
        row.getString(11),
        row.getString(12));
  }

  @Override
  public byte[] body(OutboxEntry entry) {
    StoredBody found = recent.body(entry.number());
    found = found == null ? readAhead(entry.number()) : found;
    found = found == null ? find(entry) : found;
    byte[] body = found.bytes();
    if (found.place() != null) {
      body = inSegment(entry, found.place(), found.length()); // not while others wait to read
    }
    if (body == null || crc(body) != found.crc()) {
      throw new DamagedException(
          name(entry) + ": expected the body that was stored but its checksum is another");
    }
    return body;
  }

  private StoredBody find(OutboxEntry entry) {
    synchronized (reader) {
      try {
        bodyOf.setLong(1, entry.number());
        try (ResultSet row = bodyOf.executeQuery()) {
          if (!row.next()) {
            throw new DamagedException(name(entry) + ": expected to be there but is gone");
          }
          byte[] body = row.getBytes(5);
          OutboxSegments.Place at =
              body == null ? new OutboxSegments.Place(row.getInt(2), row.getLong(3)) : null;
          return new StoredBody(row.getInt(1), at, row.getInt(4), body);
        }
      } catch (SQLException e) {
        throw new SophonException("outbox " + folder + ": cannot be read", e);
      }
    }
  }

  private byte[] inSegment(OutboxEntry entry, OutboxSegments.Place at, int length) {
    try {
      return OutboxSegments.read(folder, at, length);
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedException(
          name(entry)
              + ": expected "
              + length
              + " bytes in "
              + OutboxSegments.name(at.file())
              + " from "
              + at.at()
              + " but they are not there");
    }
  }

  private static String name(OutboxEntry entry) {
    return "outbox entry " + entry.number();
  }

  @Override
  public Size size() {
    return read(
        "SELECT count(*) - count(dead), count(dead), total(bytes) FROM entry",
        statement -> {},
        row -> {
          row.next();
          return new Size(row.getLong(1), row.getLong(2), row.getLong(3));
        });
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Reading<T> {
    T from(ResultSet row) throws SQLException;
  }

  private <T> T read(String query, Parameters parameters, Reading<T> reading) {
    synchronized (reader) {
      try (PreparedStatement statement = reader.prepareStatement(query)) {
        parameters.set(statement);
        try (ResultSet row = statement.executeQuery()) {
          return reading.from(row);
        }
      } catch (SQLException e) {
        throw new SophonException("outbox " + folder + ": cannot be read", e);
      }
    }
  }

  @Override
  public void close() {
    commits.close();
    synchronized (reader) {
      try {
        reader.close();
        segments.close();
        writer.close();
        lockFile.close();
      } catch (SQLException | IOException e) {
        throw new SophonException("outbox " + folder + ": cannot be closed", e);
      }
    }
  }
}
