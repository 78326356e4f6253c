package io.sophonevents.receiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the database and the picture files of a data folder, a group of requests at a time:
 * pictures first, then the rows that name them.
 *
 * <p>Used by one thread.
 */
final class EventWriter implements AutoCloseable {
  /** What a message takes beside its bytes, so that many small ones are bounded too. */
  static final int QUARANTINE_ROW_BYTES = 1024;

  private final Connection connection;
  private final Path folder;
  private final PictureFiles pictures;
  private final long windowMillis;
  private final long quarantineBytes;

  private final PreparedStatement insertEvent;
  private final PreparedStatement findKey;
  private final PreparedStatement countAgain;
  private final PreparedStatement forgetKey;
  private final PreparedStatement findPicture;
  private final PreparedStatement insertPicture;
  private final PreparedStatement insertQuarantine;
  private final PreparedStatement countQuarantined;
  private long newestId;
  private long quarantined;
  private int picturesWritten;
  private int picturesFound;

  /** The pictures of the group by their keys: it may have them twice. */
  private final Map<ByteBuffer, byte[]> uncommitted = new HashMap<>();

  /** What is to be written of one request; the receipt is for the time after the commit. */
  static final class Request {
    private final List<PreparedEvent> events;
    private final List<UnreadableMessage> unreadable;
    private final long released;
    private @Nullable Receipt receipt;
    private boolean wasThere;

    private Request(List<PreparedEvent> events, List<UnreadableMessage> unreadable, long released) {
      this.events = events;
      this.unreadable = unreadable;
      this.released = released;
    }

    /** Stores events, and puts messages into quarantine. */
    static Request of(List<PreparedEvent> events, List<UnreadableMessage> unreadable) {
      return new Request(events, unreadable, 0);
    }

    /** Takes a message out of quarantine. */
    static Request release(long quarantineId) {
      return new Request(List.of(), List.of(), quarantineId);
    }

    /** Whether what was to be released was there. */
    boolean wasThere() {
      return wasThere;
    }

    Receipt receipt() {
      if (receipt == null) {
        throw new IllegalStateException("not written");
      }
      return receipt;
    }
  }

  /** What a group was. */
  record Written(int events, int pictures, int picturesFound) {}

  private record Known(long id, long lastMillis) {}

  /**
   * Takes a connection over.
   *
   * @param window how long after an event the same one is a duplicate
   * @param quarantineBytes how much quarantine holds at most
   */
  EventWriter(Connection connection, DataFolder folder, Duration window, long quarantineBytes)
      throws SQLException {
    this.connection = connection;
    this.folder = folder.path();
    this.windowMillis = window.toMillis();
    this.quarantineBytes = quarantineBytes;
    this.pictures = new PictureFiles(folder);
    this.newestId = EventDatabase.number(connection, "SELECT max(id) FROM event");
    this.quarantined = quarantinedBytes();
    this.insertEvent =
        connection.prepareStatement(
            """
            INSERT INTO event (id, received_at, path, kind, layout, body, key, pictures, left_out)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
            """);
    this.findKey =
        connection.prepareStatement(
            "SELECT id, coalesce(last_at, received_at) FROM event WHERE key = ?");
    this.countAgain =
        connection.prepareStatement(
            "UPDATE event SET times_again = times_again + 1, last_at = ? WHERE id = ?");
    this.forgetKey = connection.prepareStatement("UPDATE event SET key = NULL WHERE id = ?");
    this.findPicture = EventDatabase.findPicture(connection);
    this.insertPicture =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO picture (key, file, at, length) VALUES (?, ?, ?, ?)");
    this.insertQuarantine =
        connection.prepareStatement(
            """
            INSERT INTO quarantine (received_at, path, content_type, reason, sha256, times, bytes)
            VALUES (?, ?, ?, ?, ?, 1, ?)
            """);
    this.countQuarantined =
        connection.prepareStatement("UPDATE quarantine SET times = times + 1 WHERE sha256 = ?");
  }

  /** Writes a group; on return it is durable. After an exception nothing of it is. */
  Written write(List<Request> group) throws SQLException, IOException {
    EventDatabase.begin(connection);
    picturesWritten = 0;
    picturesFound = 0;
    int events = 0;
    for (Request request : group) {
      events += request.events.size();
      List<Receipt.Stored> stored = new ArrayList<>(request.events.size());
      List<UnreadableMessage> unreadable = new ArrayList<>(request.unreadable);
      for (PreparedEvent event : request.events) {
        stored.add(write(event, unreadable));
      }
      boolean full = false;
      for (UnreadableMessage message : unreadable) {
        full |= !quarantine(message);
      }
      request.receipt = new Receipt(stored, unreadable.size(), full);
      request.wasThere = request.released > 0 && release(request.released);
    }
    pictures.sync();
    EventDatabase.commit(connection);
    pictures.committed();
    uncommitted.clear();
    return new Written(events, picturesWritten, picturesFound);
  }

  private Receipt.Stored write(PreparedEvent event, List<UnreadableMessage> unreadable)
      throws SQLException, IOException {
    boolean hasPictures = !event.body().cuts().isEmpty();
    Known known = hasPictures ? known(event.key()) : null; // before its pictures are written
    if (known == null && insert(event)) {
      return new Receipt.Stored(newestId, false);
    }
    known = known == null ? known(event.key()) : known;
    if (known == null) {
      throw new SQLException("an event that conflicts with none");
    }
    long now = event.receivedAt().toEpochMilli();
    Same same = now - known.lastMillis > windowMillis ? Same.NO : same(event, known.id);
    switch (same) {
      case YES -> {
        countAgain.setLong(1, now);
        countAgain.setLong(2, known.id);
        countAgain.executeUpdate();
      }
      case ONLY_ITS_ID ->
          unreadable.add(
              event.asUnreadable(
                  "event: expected the body of event "
                      + known.id
                      + ", which has its kind and event id, but was another"));
      case NO -> {
        forgetKey.setLong(1, known.id);
        forgetKey.executeUpdate();
        insert(event);
        return new Receipt.Stored(newestId, false);
      }
    }
    return new Receipt.Stored(known.id, true);
  }

  /** Whether an event is one that is stored, whose key it has. */
  private enum Same {
    YES,
    ONLY_ITS_ID,
    NO
  }

  private Same same(PreparedEvent event, long id) throws SQLException, IOException {
    try (PreparedStatement find =
        connection.prepareStatement(EventDatabase.SELECT_EVENTS + "WHERE id = ?")) {
      find.setLong(1, id);
      try (ResultSet row = find.executeQuery()) {
        if (!EventKey.isById(event.key())) {
          return hasPictures(row.getBytes("pictures"), event.body().cuts()) ? Same.YES : Same.NO;
        }
        pictures.flush();
        StoredEvent stored = EventDatabase.event(connection, folder, row);
        if (stored.leftOut().size() > EventDatabase.leftOut(row).size()) {
          return Same.NO; // a picture of it is lost, and here it is again
        }
        return Arrays.equals(event.body().whole(), stored.body()) ? Same.YES : Same.ONLY_ITS_ID;
      }
    }
  }

  /** Whether these pictures are what was cut out of a stored event. */
  private boolean hasPictures(byte @Nullable [] stored, List<StoredBody.Cut> cuts)
      throws SQLException {
    List<byte[]> keys = EventDatabase.keys(stored);
    if (keys.size() != cuts.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      PictureFiles.Place place = EventDatabase.place(findPicture, keys.get(i));
      if (place == null || !isAt(place, keys.get(i), cuts.get(i).picture())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Known known(byte[] key) throws SQLException {
    findKey.setBytes(1, key);
    try (ResultSet row = findKey.executeQuery()) {
      return row.next() ? new Known(row.getLong(1), row.getLong(2)) : null;
    }
  }

  private boolean insert(PreparedEvent event) throws SQLException, IOException {
    byte[] keptPictures = keepPictures(event.body().cuts());
    insertEvent.setLong(1, newestId + 1);
    insertEvent.setLong(2, event.receivedAt().toEpochMilli());
    insertEvent.setString(3, event.path());
    insertEvent.setString(4, event.kind());
    insertEvent.setString(5, event.layout());
    insertEvent.setBytes(6, event.body().text());
    insertEvent.setBytes(7, event.key());
    insertEvent.setBytes(8, keptPictures);
    insertEvent.setString(9, event.leftOut());
    boolean inserted = insertEvent.executeUpdate() == 1;
    newestId += inserted ? 1 : 0;
    return inserted;
  }

  /**
   * Sees to it that the pictures are in the files.
   *
   * @return where in the text they were, and their keys: the column {@code pictures}
   */
  private byte @Nullable [] keepPictures(List<StoredBody.Cut> cuts)
      throws SQLException, IOException {
    if (cuts.isEmpty()) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(cuts.size() * EventDatabase.CUT_BYTES);
    for (StoredBody.Cut cut : cuts) {
      bytes.putInt(cut.at()).put(keep(cut.picture(), cut.key()));
    }
    return bytes.array();
  }

  /** The key by which it is found from now on. */
  private byte[] keep(byte[] picture, byte[] firstKey) throws SQLException, IOException {
    byte[] key = firstKey;
    PictureFiles.Place place = EventDatabase.place(findPicture, key);
    if (place != null && !isAt(place, key, picture)) {
      key = PictureKey.second(picture);
      place = EventDatabase.place(findPicture, key);
    }
    if (place != null && isAt(place, key, picture)) {
      picturesFound++;
      return key;
    }
    picturesWritten++;
    place = pictures.append(picture, key);
    uncommitted.put(ByteBuffer.wrap(key), picture);
    insertPicture.setBytes(1, key);
    insertPicture.setInt(2, place.file());
    insertPicture.setLong(3, place.at());
    insertPicture.setInt(4, place.length());
    insertPicture.executeUpdate();
    return key;
  }

  private boolean isAt(PictureFiles.Place place, byte[] key, byte[] picture) {
    byte[] written = uncommitted.get(ByteBuffer.wrap(key));
    if (written != null) {
      return Arrays.equals(written, picture);
    }
    try {
      return place.length() == picture.length
          && Arrays.equals(PictureFiles.read(folder, place), picture);
    } catch (IOException gone) {
      return false;
    }
  }

  /** False if it has no room there and is not there yet. */
  private boolean quarantine(UnreadableMessage message) throws SQLException {
    byte[] sha256 = StoredBody.sha256().digest(message.bytes());
    countQuarantined.setBytes(1, sha256);
    if (countQuarantined.executeUpdate() == 1) {
      return true;
    }
    long size = (long) message.bytes().length + QUARANTINE_ROW_BYTES;
    if (quarantined + size > quarantineBytes) {
      return false;
    }
    insertQuarantine.setLong(1, message.receivedAt().toEpochMilli());
    insertQuarantine.setString(2, message.path());
    insertQuarantine.setString(3, message.contentType());
    insertQuarantine.setString(4, message.reason());
    insertQuarantine.setBytes(5, sha256);
    insertQuarantine.setBytes(6, message.bytes());
    insertQuarantine.executeUpdate();
    quarantined += size;
    return true;
  }

  private boolean release(long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM quarantine WHERE id = ?")) {
      delete.setLong(1, id);
      boolean released = delete.executeUpdate() == 1;
      quarantined = quarantinedBytes();
      return released;
    }
  }

  private long quarantinedBytes() throws SQLException {
    return EventDatabase.number(
        connection, "SELECT total(length(bytes) + " + QUARANTINE_ROW_BYTES + ") FROM quarantine");
  }

  /** What was not committed is gone. */
  @Override
  public void close() throws SQLException {
    pictures.close();
    connection.close();
  }
}
