package io.sophonevents.receiver;

import io.sophonevents.client.internal.OwnerOnly;
import io.sophonevents.client.internal.WriteAheadLog;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new database of what can be read of a damaged one, which is set aside, and finds the
 * pictures again in their files. Used by one thread, while nobody else uses the folder.
 */
final class Salvage {
  private static final Logger log = LoggerFactory.getLogger(Salvage.class);

  /** Whoever found damage leaves this file, for the next one who opens the folder. */
  static final String MARK = "damaged";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'damaged-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Rows that are tried one by one behind the last that could be read. */
  private static final int MOST_MISSING = 100_000;

  private static final List<String> FILES =
      List.of(EventDatabase.FILE, EventDatabase.FILE + "-wal", EventDatabase.FILE + "-shm");

  private final DataFolder folder;

  private Salvage(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * What could be saved.
   *
   * @param aside where the damaged database is now
   * @param events how many events could be read
   * @param unreadable in how many places rows could not be read
   * @param pictures how many pictures are in the files
   * @param passedBytes how many bytes of the picture files belong to no picture
   */
  record Report(Path aside, long events, long unreadable, long pictures, long passedBytes) {}

  /**
   * Whether whoever used the folder last found damage, or the log hides transactions that were
   * acknowledged. A single one was not: a power failure came while it was written.
   *
   * @throws SophonException if the log cannot be read
   */
  static boolean isNeeded(DataFolder folder) {
    try {
      return Files.exists(folder.path().resolve(MARK))
          || WriteAheadLog.of(folder.path().resolve(EventDatabase.FILE)).hiddenTransactions() > 1;
    } catch (IOException e) {
      throw new SophonException("data folder " + folder.path() + ": its log cannot be read", e);
    }
  }

  /** Saves what can be saved. */
  static Report of(DataFolder folder) {
    try {
      Report report = new Salvage(folder).run();
      log.error(
          "THE DATABASE WAS DAMAGED and is set aside folder={} events={} unreadable={} pictures={}",
          report.aside.getFileName(),
          report.events,
          report.unreadable,
          report.pictures);
      return report;
    } catch (SQLException e) {
      throw EventDatabase.unusable(folder.path(), e);
    } catch (IOException e) {
      throw new SophonException("data folder " + folder.path() + ": nothing could be saved", e);
    }
  }

  private Report run() throws SQLException, IOException {
    Path aside = folder.path().resolve(NAME.format(Instant.now()));
    Files.createDirectory(aside, ownerOnly());
    for (String name : FILES) {
      if (Files.exists(folder.path().resolve(name))) {
        Files.move(folder.path().resolve(name), aside.resolve(name));
      }
    }
    Path old = aside.resolve(EventDatabase.FILE);
    Path withLog = aside.resolve("with-log.db");
    WriteAheadLog wal = WriteAheadLog.of(old);
    if (wal.hiddenTransactions() > 0) {
      Files.copy(old, withLog);
      wal.applyTo(withLog);
    }
    Path file = folder.makeFile(EventDatabase.FILE);
    try (Connection to = EventDatabase.openWriter(file)) {
      EventDatabase.prepare(to, folder.path());
      EventDatabase.begin(to);
      long unreadable = copy(old, to);
      if (Files.exists(withLog)) {
        unreadable += copy(withLog, to);
        Files.delete(withLog);
      }
      long passed = findPictures(to);
      EventDatabase.commit(to);
      Files.deleteIfExists(folder.path().resolve(MARK));
      return new Report(
          aside,
          EventDatabase.number(to, "SELECT count(*) FROM event"),
          unreadable,
          EventDatabase.number(to, "SELECT count(*) FROM picture"),
          passed);
    }
  }

  private static long copy(Path file, Connection to) {
    long unreadable = 0;
    try (Connection from = EventDatabase.openReader(file)) {
      unreadable += copy(from, to, "event", "key");
      unreadable += copy(from, to, "quarantine", "");
    } catch (SQLException nothingOfIt) {
      unreadable++;
    }
    return unreadable;
  }

  private FileAttribute<?>[] ownerOnly() {
    return OwnerOnly.forFolder(folder.path());
  }

  /**
   * Copies the rows of a table by their ids, as far as they can be read.
   *
   * @return in how many places they could not
   */
  private static long copy(Connection from, Connection to, String table, String unique)
      throws SQLException {
    long unreadable = 0;
    long id = 0;
    long failed = 0;
    while (failed < MOST_MISSING) {
      try (PreparedStatement find =
          from.prepareStatement(
              "SELECT * FROM "
                  + table
                  + (failed == 0 ? " WHERE id > ? ORDER BY id LIMIT 1" : " WHERE id = ?"))) {
        find.setLong(1, failed == 0 ? id : id + failed);
        try (ResultSet row = find.executeQuery()) {
          boolean found = row.next();
          if (found && row.getLong("id") > id) {
            id = row.getLong("id");
            failed = 0;
            insert(row, to, table, unique);
          } else if (failed == 0 && !found) {
            return unreadable;
          } else {
            unreadable += failed == 0 ? 1 : 0; // a damaged order led back
            failed++;
          }
        }
      } catch (SQLException damage) {
        unreadable += failed == 0 ? 1 : 0;
        failed++;
      }
    }
    return unreadable;
  }

  private static void insert(ResultSet row, Connection to, String table, String unique)
      throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    StringBuilder names = new StringBuilder();
    StringBuilder places = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      names.append(i == 1 ? "" : ", ").append(row.getMetaData().getColumnName(i));
      places.append(i == 1 ? "?" : ", ?");
    }
    try (PreparedStatement insert =
        to.prepareStatement(
            "INSERT OR IGNORE INTO " + table + " (" + names + ") VALUES (" + places + ")")) {
      for (int i = 1; i <= columns; i++) {
        insert.setObject(i, row.getObject(i));
      }
      if (insert.executeUpdate() == 0 && !unique.isEmpty()) {
        for (int i = 1; i <= columns; i++) {
          insert.setObject(
              i, unique.equals(row.getMetaData().getColumnName(i)) ? null : row.getObject(i));
        }
        insert.executeUpdate();
      }
    }
  }

  private long findPictures(Connection to) throws SQLException, IOException {
    long passed = 0;
    try (PreparedStatement insert =
        to.prepareStatement("INSERT OR IGNORE INTO picture VALUES (?, ?, ?, ?)")) {
      for (int number : PictureFiles.numbers(folder.path())) {
        passed +=
            PictureFiles.visit(
                folder.path(),
                number,
                (key, place) -> {
                  insert.setBytes(1, key);
                  insert.setInt(2, place.file());
                  insert.setLong(3, place.at());
                  insert.setInt(4, place.length());
                  insert.executeUpdate();
                });
      }
    }
    return passed;
  }
}
