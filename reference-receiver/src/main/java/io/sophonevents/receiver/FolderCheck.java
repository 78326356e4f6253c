package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads all of a data folder and says what is wrong with it, whether a receiver runs on it or not.
 * It changes nothing.
 */
final class FolderCheck {
  private static final int MOST_TOLD = 100;

  private final Path folder;
  private final LongConsumer progress;
  private final List<String> problems = new ArrayList<>();
  private long found;
  private long events;
  private long pictures;

  private FolderCheck(Path folder, LongConsumer progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * What there is.
   *
   * @param problems what is wrong, each with its place; the first {@value #MOST_TOLD}
   * @param problemsInAll how many there are
   */
  record Report(long events, long pictures, List<String> problems, long problemsInAll) {}

  /**
   * Checks a folder.
   *
   * @param progress is told now and then how many events and pictures were read
   * @throws SophonException if there is nothing to read
   */
  static Report of(Path folder, LongConsumer progress) {
    return new FolderCheck(folder, progress).run();
  }

  private Report run() {
    try (Connection connection = EventDatabase.openReader(EventDatabase.existing(folder))) {
      EventDatabase.requireThisLayout(connection, folder);
      checkDatabase(connection);
      checkPictures(connection);
      checkEvents(connection);
    } catch (SQLException e) {
      problem("database: " + EventDatabase.code(e));
    }
    return new Report(events, pictures, List.copyOf(problems), found);
  }

  private void checkDatabase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(100)")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          problem("database: " + rows.getString(1));
        }
      }
    }
  }

  private void checkPictures(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT key, file, at, length FROM picture")) {
      while (rows.next()) {
        PictureFiles.Place place =
            new PictureFiles.Place(rows.getInt(2), rows.getLong(3), rows.getInt(4));
        try {
          byte[] picture = PictureFiles.read(folder, place);
          if (!PictureKey.fits(rows.getBytes(1), picture)) {
            problem(at(place) + ": expected the picture that was stored but was another");
          }
        } catch (IOException e) {
          problem(at(place) + ": expected a picture but it cannot be read");
        }
        told(++pictures);
      }
    }
  }

  private static String at(PictureFiles.Place place) {
    return PictureFiles.name(place.file()) + " at byte " + place.at();
  }

  private void checkEvents(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement find = EventDatabase.findPicture(connection);
        ResultSet rows = statement.executeQuery("SELECT id, pictures FROM event ORDER BY id")) {
      while (rows.next()) {
        for (byte[] key : EventDatabase.keys(rows.getBytes(2))) {
          if (EventDatabase.place(find, key) == null) {
            problem("event " + rows.getLong(1) + ": expected its pictures but one is missing");
          }
        }
        told(++events);
      }
    }
  }

  private void told(long done) {
    if (done % 10_000 == 0) {
      progress.accept(events + pictures);
    }
  }

  private void problem(String text) {
    found++;
    if (problems.size() < MOST_TOLD) {
      problems.add(text);
    }
  }
}
