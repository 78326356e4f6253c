package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderEventStoreTest extends EventStoreContract {
  private static final int BLOCK_BYTES = 4096;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Override
  protected EventStore open() {
    return FolderEventStore.open(folder);
  }

  @Test
  void thirtyTwoSendersAtOnceAreAllStoredOnce() throws Exception {
    int senders = 32;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      List<Future<?>> acknowledged =
          IntStream.range(0, senders)
              .<Future<?>>mapToObj(
                  sender ->
                      pool.submit(
                          () -> {
                            for (int i = 0; i < each; i++) {
                              add(store, event(sender + "-" + i));
                            }
                          }))
              .toList();
      for (Future<?> sender : acknowledged) {
        sender.get(60, TimeUnit.SECONDS);
      }

      List<String> stored = new ArrayList<>();
      FolderEventStore.visitAll(folder, event -> stored.add(new String(event.body(), UTF_8)));
      assertThat(stored).hasSize(senders * each).doesNotHaveDuplicates();
      for (int sender = 0; sender < senders; sender++) {
        String own = "\"" + sender + "-";
        assertThat(stored.stream().filter(body -> body.contains(own)))
            .containsExactlyElementsOf(
                IntStream.range(0, each)
                    .mapToObj(i -> own + i)
                    .map(FolderEventStoreTest::text)
                    .toList());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static String text(String start) {
    return new String(body(start.substring(1)), UTF_8);
  }

  @Test
  void onlyTheOwnerMayReadWhatIsStored() throws IOException {
    Path data = folder.resolve("deep/data");
    try (FolderEventStore store = FolderEventStore.open(data)) {
      add(store, event("1"));

      assertThat(permissions(folder.resolve("deep"))).isEqualTo("rwx------");
      assertThat(permissions(data)).isEqualTo("rwx------");
      try (var files = Files.list(data)) {
        assertThat(files.map(file -> file.getFileName() + " " + permissions(file)))
            .containsExactlyInAnyOrder(
                "events.db rw-------",
                "events.db-shm rw-------",
                "events.db-wal rw-------",
                "receiver.lock rw-------");
      }
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aSecondReceiverOnTheSameFolderIsRefused() {
    FolderEventStore store = FolderEventStore.open(folder);

    assertThatThrownBy(() -> FolderEventStore.open(folder.resolve("../" + folder.getFileName())))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "data folder " + folder + " is in use by another receiver; choose another with --data");

    store.close();
    store.close();
    FolderEventStore.open(folder).close();
  }

  @Test
  void aFolderOfANewerReceiverIsRefused() throws SQLException {
    FolderEventStore.open(folder).close();
    execute("PRAGMA user_version = 4");

    assertThatThrownBy(() -> FolderEventStore.open(folder))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "data folder "
                + folder
                + " was written by a newer receiver (layout 4, this one knows 3); update the"
                + " receiver or choose another folder with --data");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FolderEventStore.open(file))
        .hasMessage("data folder " + file + " is a file; choose another with --data");
    assertThatThrownBy(() -> FolderEventStore.open(file.resolve("data")))
        .hasMessage(
            "data folder "
                + file.resolve("data")
                + " cannot be written (Not a directory); choose another with --data");
  }

  @Test
  void aFolderNameMayHoldAnyCharacter() {
    Path odd = folder.resolve("a b?c=d&e#f%41;ü 小明");
    try (FolderEventStore store = FolderEventStore.open(odd)) {
      add(store, event("1"));
    }
    assertThat(odd.resolve("events.db")).exists();
    FolderEventStore.open(odd).close();
  }

  @Test
  void whatCannotBeWrittenIsSaidAndTheNextEventIsTriedAnew() throws SQLException {
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, event("1"));
      execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'x'); END");

      assertThatThrownBy(() -> add(store, event("2")))
          .isInstanceOf(SophonException.class)
          .hasMessage("writing the database failed with SQLITE_CONSTRAINT_TRIGGER");

      execute("DROP TRIGGER full");
      add(store, event("3"));
      assertThat(ids()).hasSize(2);
    }
  }

  @Test
  void exportPrintsOneLineForAnEventAsItWasReceived() {
    String pretty = "{\r\n  \"identity_id\": \"1\\n\",\n\t\"timestamp\":1.50,\"x\":1e+2 }\n";
    String compact = "{\"identity_id\":\"ü\\u0041\",\"timestamp\":1}";
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      Instant time = Instant.parse("2026-11-21T09:00:00.120Z");
      for (String text : List.of(pretty, compact, "\ufeff{}")) {
        byte[] body = text.getBytes(UTF_8);
        add(
            store,
            new ReceivedEvent(
                time, "/EventServer/api/\"x\"", new EventCodec().inspect(body, Hint.POSTED)));
      }

      String start =
          "{\"receivedAt\":\"2026-11-21T09:00:00.120Z\",\"path\":\"/EventServer/api/\\\"x\\\"\","
              + "\"kind\":\"unknown\",\"layout\":\"\",\"event\":";
      assertThat(export())
          .isEqualTo(
              start
                  + "{\"identity_id\": \"1\\n\",\"timestamp\":1.50,\"x\":1e+2 }}\n"
                  + start
                  + compact
                  + "}\n"
                  + start
                  + "{}}\n");
    }
    assertThat(export().lines()).hasSize(3);
  }

  private String export() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportCommand.write(folder, null, out);
    return out.toString(UTF_8);
  }

  @Test
  void exportEndsAlthoughEventsKeepComing() {
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, event("1"), event("2"));
      List<Long> seen = new ArrayList<>();

      FolderEventStore.visitAll(
          folder,
          event -> {
            seen.add(event.id());
            add(store, event("more than " + event.id()));
          });

      assertThat(seen).containsExactly(1L, 2L);
      assertThat(store.count()).isEqualTo(4);
    }
  }

  @Test
  void exportWritesPicturesIntoFilesIfAsked() throws IOException {
    byte[] scene = Arrays.copyOf(Samples.PNG, 600);
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(withPictures(1, scene, new byte[500])));
    }
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExportCommand.write(folder, pictures, out);

    assertThat(out.toString(UTF_8))
        .endsWith(
            ",\"pictures\":[\"1-1.bin\",\"1-2.png\"],\"event\":"
                + withPictures(1, new byte[0], new byte[0])
                + "}\n");
    assertThat(pictures.resolve("1-1.bin")).hasBinaryContent(new byte[500]);
    assertThat(pictures.resolve("1-2.png")).hasBinaryContent(scene);
  }

  @Test
  void exportSaysWhenThereIsNothingToRead() {
    assertThatThrownBy(() -> FolderEventStore.visitAll(folder, event -> {}))
        .isInstanceOf(SophonException.class)
        .hasMessage("data folder " + folder + " has no events.db: no receiver has run on it");
  }

  @Test
  void nothingOfAnEventIsPrinted() {
    assertThat(event("secret")).hasToString("ReceivedEvent[real-time FogV2R1, 64 bytes]");
  }

  @Test
  void onePictureIsKeptOnceWhateverEventsHaveIt() throws IOException {
    byte[] shared = new byte[2000];
    byte[] own = new byte[3000];
    own[0] = 1;
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      for (int i = 0; i < 5; i++) {
        add(store, received(withPictures(i, shared, shared)));
      }
      add(store, received(withPictures(6, shared, own)));
    }

    assertThat(Files.size(folder.resolve("pictures-000001.bin")))
        .isEqualTo(2 * BLOCK_BYTES); // in groups of their own
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      assertThat(store.find(6).orElseThrow().body())
          .isEqualTo(withPictures(6, shared, own).getBytes(UTF_8));
    }
  }

  @Test
  void aPictureThatIsShortStaysInItsEvent() {
    byte[] least = new byte[StoredBody.LEAST_CHARS / 4 * 3];
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(withPictures(1, Arrays.copyOf(least, least.length - 1), new byte[0])));
      assertThat(folder.resolve("pictures-000001.bin")).exists(); // padded, it is as long
      add(store, received(withPictures(2, Arrays.copyOf(least, least.length - 3), new byte[0])));
      assertThat(folder.resolve("pictures-000001.bin")).hasSize(BLOCK_BYTES);
    }
  }

  @Test
  void theSameEventIsAnotherOneAfterTheWindow() {
    FolderEventStore.Settings settings =
        new FolderEventStore.Settings(Duration.ofSeconds(1), 1 << 20, false);
    try (FolderEventStore store =
        FolderEventStore.open(folder, settings, (events, nanos, written, found) -> {})) {
      add(store, at(5000));

      assertThat(add(store, at(6000)).events().get(0)).isEqualTo(new Receipt.Stored(1, true));
      assertThat(add(store, at(7001)).events().get(0)).isEqualTo(new Receipt.Stored(2, false));
      assertThat(add(store, at(7002)).events().get(0)).isEqualTo(new Receipt.Stored(2, true));
    }
  }

  private static ReceivedEvent at(long millis) {
    return new ReceivedEvent(
        Instant.ofEpochMilli(millis), "/", new EventCodec().inspect(body("1"), Hint.POSTED));
  }

  @Test
  void quarantineTakesNoMoreThanItsLimitAndEventsGoOn() {
    FolderEventStore.Settings settings =
        new FolderEventStore.Settings(
            Duration.ofDays(1), 2 * (EventWriter.QUARANTINE_ROW_BYTES + 5), false);
    try (FolderEventStore store =
        FolderEventStore.open(folder, settings, (events, nanos, written, found) -> {})) {
      assertThat(put(store, "12345").quarantineFull()).isFalse();
      assertThat(put(store, "67890").quarantineFull()).isFalse();
      assertThat(put(store, "12345").quarantineFull()).isFalse(); // which is there
      Receipt full =
          store.add(List.of(event("1")), List.of(unreadable("x"))).toCompletableFuture().join();

      assertThat(full.quarantineFull()).isTrue();
      assertThat(full.events()).hasSize(1);
      assertThat(quarantine(store)).hasSize(2);
      store.release(1);
      assertThat(put(store, "x").quarantineFull()).isFalse();
    }
  }

  private static Receipt put(EventStore store, String text) {
    return store.add(List.of(), List.of(unreadable(text))).toCompletableFuture().join();
  }

  @Test
  void embeddingsAreLeftOutAndItIsSaidWhere() {
    String event =
        "{\"identity_id\":\"7\",\"timestamp\":1602612036150,\"score\":91.5,\"out_timestamp\":1,"
            + " \"recognize_face_attr\":{\"feature\" : %s,\"age\":3},\"reg_pic\":\"\"}";
    FolderEventStore.Settings settings =
        new FolderEventStore.Settings(Duration.ofDays(1), 10, true);
    try (FolderEventStore store =
        FolderEventStore.open(folder, settings, (events, nanos, written, found) -> {})) {
      add(store, received(event.formatted("[0.5, 0.25]")));
      add(store, received(event.formatted("[0.5, 0.75]")));
      add(store, received(event.formatted("[]")));

      assertThat(store.count()).isEqualTo(3); // their bodies differ
      StoredEvent first = store.find(1).orElseThrow();
      assertThat(new String(first.body(), UTF_8)).isEqualTo(event.formatted("[]"));
      assertThat(first.leftOut()).containsExactly("$.recognize_face_attr.feature");
      assertThat(store.find(3).orElseThrow().leftOut()).isEmpty();
    }
    assertThat(export().lines().findFirst().orElseThrow())
        .contains(",\"leftOut\":[\"$.recognize_face_attr.feature\"],\"event\":{");
  }

  @Test
  void theFolderOfAnEarlierReceiverIsTakenOver() throws SQLException {
    try (Connection old =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = old.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL,"
              + " path TEXT NOT NULL, kind TEXT NOT NULL, layout TEXT NOT NULL, body BLOB NOT"
              + " NULL)");
      statement.executeUpdate(
          "INSERT INTO event VALUES (4, 9, '/p', 'real-time', 'V2R1', CAST('{}' AS BLOB))");
      statement.executeUpdate("PRAGMA user_version = 1");
    }

    try (FolderEventStore store = FolderEventStore.open(folder)) {
      assertThat(add(store, event("1")).events()).containsExactly(new Receipt.Stored(5, false));
      assertThat(store.find(4).orElseThrow().body()).isEqualTo("{}".getBytes(UTF_8));
    }
    assertThat(ids()).containsExactly(4L, 5L);
  }

  @Test
  void picturesThatLieUnderTheirDigestAreTakenOver() throws Exception {
    String body = withPictures(1, new byte[1000], new byte[0]);
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(body));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[1000]);
    try (RandomAccessFile pictures =
        new RandomAccessFile(folder.resolve("pictures-000001.bin").toFile(), "rw")) {
      pictures.seek(PictureFiles.HEADER_BYTES - PictureKey.BYTES);
      pictures.write(digest);
    }
    String hex = HexFormat.of().formatHex(digest);
    execute("UPDATE picture SET key = X'" + hex + "'");
    execute("UPDATE event SET pictures = CAST(substr(pictures, 1, 4) || X'" + hex + "' AS BLOB)");
    execute("ALTER TABLE picture RENAME COLUMN key TO sha256");
    execute("PRAGMA user_version = 2");

    try (FolderEventStore store = FolderEventStore.open(folder)) {
      assertThat(store.find(1).orElseThrow().body()).isEqualTo(body.getBytes(UTF_8));
    }
    assertThat(FolderCheck.of(folder, read -> {}))
        .isEqualTo(new FolderCheck.Report(1, 1, List.of(), 0));

    Files.write(folder.resolve("events.db"), new byte[50_000]);
    FolderEventStore.open(folder).close();
    assertThat(FolderCheck.of(folder, read -> {}))
        .isEqualTo(new FolderCheck.Report(0, 1, List.of(), 0));
  }

  @Test
  void eventsThatDifferOnlyInPicturesOfOneKeyAreBothKept() {
    byte[] scene = new byte[1000];
    String first = Samples.withPictures(new byte[700], scene, new byte[0]);
    String second = Samples.withPictures(new byte[700], Samples.ofTheSameKey(scene), new byte[0]);

    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(first), received(second)); // one group
      assertThat(add(store, received(second)).events())
          .containsExactly(new Receipt.Stored(2, true));
      assertThat(add(store, received(first)).events())
          .containsExactly(new Receipt.Stored(3, false)); // its key is that of the second

      assertThat(store.find(1).orElseThrow().body()).isEqualTo(first.getBytes(UTF_8));
      assertThat(store.find(2).orElseThrow().body()).isEqualTo(second.getBytes(UTF_8));
      assertThat(store.find(3).orElseThrow().body()).isEqualTo(first.getBytes(UTF_8));
    }
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(second.replace("\"7\"", "\"8\""))); // a group of its own
      assertThat(store.find(4).orElseThrow().body())
          .isEqualTo(second.replace("\"7\"", "\"8\"").getBytes(UTF_8));
    }
    assertThat(FolderCheck.of(folder, read -> {}))
        .isEqualTo(new FolderCheck.Report(4, 3, List.of(), 0));
  }

  @Test
  void aPictureThatIsNoLongerWhatWasStoredIsStoredAgain() throws Exception {
    String body = withPictures(1, new byte[1000], new byte[0]);
    String other = withPictures(2, new byte[1000], new byte[0]);
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(body));
      try (RandomAccessFile pictures =
          new RandomAccessFile(folder.resolve("pictures-000001.bin").toFile(), "rw")) {
        pictures.seek(PictureFiles.HEADER_BYTES + 5);
        pictures.write(1);
      }

      assertThat(add(store, received(other), received(body)).events())
          .containsExactly(new Receipt.Stored(2, false), new Receipt.Stored(3, false));
      assertThat(store.find(2).orElseThrow().body()).isEqualTo(other.getBytes(UTF_8));
      assertThat(store.find(3).orElseThrow().body()).isEqualTo(body.getBytes(UTF_8));

      Files.delete(folder.resolve("pictures-000001.bin"));
      Files.createFile(folder.resolve("pictures-000001.bin"));
    }
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      assertThat(add(store, received(body)).events()).containsExactly(new Receipt.Stored(4, false));
      assertThat(store.find(4).orElseThrow().body()).isEqualTo(body.getBytes(UTF_8));
    }
  }

  @Test
  void anEventIsNotLostWithItsPictures() throws Exception {
    String damaged = withPictures(1, new byte[1000], new byte[0]);
    String sound = withPictures(2, filled(1000), new byte[0]);
    String gone = withPictures(3, new byte[2000], new byte[0]);
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(damaged));
      add(store, received(sound));
      add(store, received(gone));
    }
    Path file = folder.resolve("pictures-000001.bin");
    try (RandomAccessFile pictures = new RandomAccessFile(file.toFile(), "rw")) {
      pictures.seek(PictureFiles.HEADER_BYTES + 5);
      pictures.write(1);
      pictures.setLength(2 * BLOCK_BYTES + 100);
    }

    try (FolderEventStore store = FolderEventStore.open(folder)) {
      for (long id : new long[] {1, 3}) {
        StoredEvent event = store.find(id).orElseThrow();
        assertThat(new String(event.body(), UTF_8))
            .isEqualTo(withPictures((int) id, new byte[0], new byte[0]));
        assertThat(event.leftOut()).containsExactly("$.spot_pic");
      }
      assertThat(store.find(2).orElseThrow().body()).isEqualTo(sound.getBytes(UTF_8));
      assertThat(store.find(2).orElseThrow().leftOut()).isEmpty();
    }
    assertThat(export().lines()).hasSize(3).last().asString().contains("\"$.spot_pic\"");
    assertThat(FolderCheck.of(folder, read -> {}).problems()).hasSize(2);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  @Test
  void whatAGroupAppendedThatFailedIsGivenBack() throws Exception {
    try (FolderEventStore store = FolderEventStore.open(folder)) {
      add(store, received(withPictures(1, new byte[1000], new byte[0])));
      execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'x'); END");
      Path pictures = folder.resolve("pictures-000001.bin");
      long before = Files.size(pictures);

      assertThatThrownBy(() -> add(store, received(withPictures(2, new byte[2000], new byte[0]))))
          .isInstanceOf(SophonException.class);
      assertThat(pictures).hasSize(before);

      execute("DROP TRIGGER full");
      add(store, received(withPictures(3, new byte[3000], new byte[0])));
      assertThat(store.find(2).orElseThrow().body())
          .isEqualTo(withPictures(3, new byte[3000], new byte[0]).getBytes(UTF_8));
    }
  }

  private static String withPictures(int person, byte[] scene, byte[] face) {
    return Samples.withPictures(face, scene, new byte[0])
        .replace("\"identity_id\":\"7\"", "\"identity_id\":\"" + person + "\"");
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    FolderEventStore.visitAll(folder, event -> ids.add(event.id()));
    return ids;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static ReceivedEvent event(String id) {
    return new ReceivedEvent(
        Instant.now(), "/RealTimeEvent", new EventCodec().inspect(body(id), Hint.POSTED));
  }

  private static byte[] body(String id) {
    return ("{\"identity_id\":\"" + id + "\",\"timestamp\":1,\"score\":0.5,\"ext_data\":{}}")
        .getBytes(UTF_8);
  }
}
