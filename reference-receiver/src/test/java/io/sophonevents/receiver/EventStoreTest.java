package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventStoreTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void whatWasStoredIsThereAfterReopening() {
    try (EventStore store = EventStore.open(folder)) {
      store.add(List.of(event("1"), event("2")));
    }
    try (EventStore store = EventStore.open(folder)) {
      store.add(List.of(event("3")));

      assertThat(store.count()).isEqualTo(3);
      assertThat(store.newestId()).isEqualTo(3);
      assertThat(store.find(2).orElseThrow().body()).isEqualTo(body("2"));
      assertThat(store.find(4)).isEmpty();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void thirtyTwoSendersAtOnceAreAllStoredOnce() throws Exception {
    int senders = 32;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    try (EventStore store = EventStore.open(folder)) {
      List<Future<?>> acknowledged =
          IntStream.range(0, senders)
              .<Future<?>>mapToObj(
                  sender ->
                      pool.submit(
                          () -> {
                            for (int i = 0; i < each; i++) {
                              store.add(List.of(event(sender + "-" + i)));
                            }
                          }))
              .toList();
      for (Future<?> sender : acknowledged) {
        sender.get(60, TimeUnit.SECONDS);
      }

      List<String> stored = new ArrayList<>();
      EventStore.visitAll(folder, event -> stored.add(new String(event.body(), UTF_8)));
      assertThat(stored).hasSize(senders * each).doesNotHaveDuplicates();
      for (int sender = 0; sender < senders; sender++) {
        String own = "\"" + sender + "-";
        assertThat(stored.stream().filter(body -> body.contains(own)))
            .containsExactlyElementsOf(
                IntStream.range(0, each).mapToObj(i -> own + i).map(EventStoreTest::text).toList());
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
    try (EventStore store = EventStore.open(data)) {
      store.add(List.of(event("1")));

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
    EventStore store = EventStore.open(folder);

    assertThatThrownBy(() -> EventStore.open(folder.resolve("../" + folder.getFileName())))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "data folder " + folder + " is in use by another receiver; choose another with --data");

    store.close();
    store.close();
    EventStore.open(folder).close();
  }

  @Test
  void aFolderOfANewerReceiverIsRefused() throws SQLException {
    EventStore.open(folder).close();
    execute("PRAGMA user_version = 2");

    assertThatThrownBy(() -> EventStore.open(folder))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "data folder "
                + folder
                + " was written by a newer receiver (layout 2, this one knows 1); update the"
                + " receiver or choose another folder with --data");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("events.db"), "something else, longer than a header".repeat(9));

    assertThatThrownBy(() -> EventStore.open(folder))
        .isInstanceOf(SophonException.class)
        .hasMessage(
            "data folder "
                + folder
                + ": events.db cannot be used (SQLITE_NOTADB); choose another with --data");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EventStore.open(file))
        .hasMessage("data folder " + file + " is a file; choose another with --data");
    assertThatThrownBy(() -> EventStore.open(file.resolve("data")))
        .hasMessage(
            "data folder "
                + file.resolve("data")
                + " cannot be written (Not a directory); choose another with --data");
  }

  @Test
  void aFolderNameMayHoldAnyCharacter() {
    Path odd = folder.resolve("a b?c=d&e#f%41;ü 小明");
    try (EventStore store = EventStore.open(odd)) {
      store.add(List.of(event("1")));
    }
    assertThat(odd.resolve("events.db")).exists();
    EventStore.open(odd).close();
  }

  @Test
  void whatCannotBeWrittenIsSaidAndTheNextEventIsTriedAnew() throws SQLException {
    try (EventStore store = EventStore.open(folder)) {
      store.add(List.of(event("1")));
      execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'x'); END");

      assertThatThrownBy(() -> store.add(List.of(event("2"))))
          .isInstanceOf(SophonException.class)
          .hasMessage("writing the database failed with SQLITE_CONSTRAINT_TRIGGER");

      execute("DROP TRIGGER full");
      store.add(List.of(event("3")));
      assertThat(ids()).hasSize(2);
    }
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    EventStore store = EventStore.open(folder);
    store.close();

    assertThatThrownBy(() -> store.add(List.of(event("1")))).hasMessage("the receiver is closing");
  }

  @Test
  void exportPrintsOneLineForAnEventAsItWasReceived() {
    String pretty = "{\r\n  \"identity_id\": \"1\\n\",\n\t\"timestamp\":1.50,\"x\":1e+2 }\n";
    String compact = "{\"identity_id\":\"ü\\u0041\",\"timestamp\":1}";
    try (EventStore store = EventStore.open(folder)) {
      Instant time = Instant.parse("2026-11-21T09:00:00.120Z");
      for (String text : List.of(pretty, compact, "\ufeff{}")) {
        byte[] body = text.getBytes(UTF_8);
        store.add(
            List.of(
                new ReceivedEvent(
                    time,
                    "/EventServer/api/\"x\"",
                    new EventCodec().decode("{}".getBytes(UTF_8), Hint.POSTED),
                    body)));
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
    ExportCommand.write(folder, out);
    return out.toString(UTF_8);
  }

  @Test
  void exportEndsAlthoughEventsKeepComing() {
    try (EventStore store = EventStore.open(folder)) {
      store.add(List.of(event("1"), event("2")));
      List<Long> seen = new ArrayList<>();

      EventStore.visitAll(
          folder,
          event -> {
            seen.add(event.id());
            store.add(List.of(event("more")));
          });

      assertThat(seen).containsExactly(1L, 2L);
      assertThat(store.count()).isEqualTo(4);
    }
  }

  @Test
  void exportSaysWhenThereIsNothingToRead() {
    assertThatThrownBy(() -> EventStore.visitAll(folder, event -> {}))
        .isInstanceOf(SophonException.class)
        .hasMessage("data folder " + folder + " has no events.db: no receiver has run on it");
  }

  @Test
  void nothingOfAnEventIsPrinted() {
    assertThat(event("secret")).hasToString("ReceivedEvent[real-time FogV2R1, 64 bytes]");
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    EventStore.visitAll(folder, event -> ids.add(event.id()));
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
        Instant.now(), "/RealTimeEvent", new EventCodec().decode(body(id), Hint.POSTED), body(id));
  }

  private static byte[] body(String id) {
    return ("{\"identity_id\":\"" + id + "\",\"timestamp\":1,\"score\":0.5,\"ext_data\":{}}")
        .getBytes(UTF_8);
  }
}
