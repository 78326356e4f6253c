package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, check, repair and what is done by itself when a damaged folder is opened. */
final class FolderToolsTest {
  private static final int EVENTS = 400;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path base;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path folder;

  private final List<String> sent = new ArrayList<>();

  @BeforeEach
  void fill() {
    folder = base.resolve("data");
    Random random = new Random(7);
    try (EventStore store = FolderEventStore.open(folder)) {
      for (int i = 0; i < EVENTS; i++) {
        byte[] scene = new byte[1000 + random.nextInt(2000)];
        random.nextBytes(scene);
        sent.add(
            Samples.withPictures(new byte[700], scene, new byte[0])
                .replace("\"identity_id\":\"7\"", "\"identity_id\":\"" + i + "\""));
        EventStoreContract.add(store, EventStoreContract.received(sent.get(i)));
      }
      store
          .add(List.of(), List.of(EventStoreContract.unreadable("{\"a\":")))
          .toCompletableFuture()
          .join();
    }
  }

  @Test
  void aSoundFolderHasNoProblems() {
    assertThat(FolderCheck.of(folder, read -> {}))
        .isEqualTo(new FolderCheck.Report(EVENTS, EVENTS + 1, List.of(), 0));
  }

  @Test
  void aPictureThatIsNotWhatWasStoredIsFound() throws Exception {
    List<PictureFiles.Place> places = new ArrayList<>();
    PictureFiles.visit(folder, 1, (key, place) -> places.add(place));
    PictureFiles.Place last = places.get(places.size() - 1);
    try (RandomAccessFile pictures =
        new RandomAccessFile(folder.resolve("pictures-000001.bin").toFile(), "rw")) {
      pictures.seek(PictureFiles.HEADER_BYTES + 5);
      int was = pictures.read();
      pictures.seek(PictureFiles.HEADER_BYTES + 5);
      pictures.write(was + 1);
      pictures.setLength(last.at() + last.length() - 1);
    }

    assertThat(FolderCheck.of(folder, read -> {}).problems())
        .containsExactlyInAnyOrder(
            "pictures-000001.bin at byte 40: expected the picture that was stored but was another",
            "pictures-000001.bin at byte "
                + last.at()
                + ": expected a picture but it cannot be read");
  }

  @Test
  void aBackupOfARunningReceiverIsWhole() throws IOException {
    Path copy = base.resolve("copy");
    try (EventStore store = FolderEventStore.open(folder)) {
      FolderBackup.copy(folder, copy, bytes -> {});
      EventStoreContract.add(store, EventStoreContract.event(1));
    }

    assertThat(FolderCheck.of(copy, read -> {}))
        .isEqualTo(new FolderCheck.Report(EVENTS, EVENTS + 1, List.of(), 0));
    assertThat(bodies(copy)).isEqualTo(sent);
    try (var files = Files.list(copy)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThatThrownBy(() -> FolderBackup.copy(folder, copy, bytes -> {}))
        .isInstanceOf(SophonException.class)
        .hasMessage("folder " + copy + ": expected no events in it but there are");
  }

  @Test
  void aDatabaseWithBrokenPagesIsSalvagedWhenItIsOpenedAgain() throws IOException {
    Path file = folder.resolve("events.db");
    breakPages(file, 30, 6);
    assertThat(FolderCheck.of(folder, read -> {}).problemsInAll()).isPositive();

    try (DataFolder claimed = DataFolder.claim(folder)) {
      Salvage.Report report = Salvage.of(claimed);
      assertThat(report.events()).isBetween(EVENTS / 2L, EVENTS - 1L);
      assertThat(report.unreadable()).isPositive();
      assertThat(report.pictures()).isEqualTo(EVENTS + 1);
      assertThat(report.passedBytes()).isZero();
      assertThat(report.aside().resolve("events.db")).exists();
    }

    assertThat(FolderCheck.of(folder, read -> {}).problems()).isEmpty();
    assertThat(sent).containsAll(bodies(folder));
    try (EventStore store = FolderEventStore.open(folder)) {
      assertThat(EventStoreContract.quarantine(store)).hasSize(1);
      Receipt receipt = EventStoreContract.add(store, EventStoreContract.received(sent.get(0)));
      assertThat(receipt.events().get(0).isDuplicate()).isTrue();
    }
  }

  /** SQLite alone would end before the damage, and forget every event behind it. */
  @Test
  void eventsBehindDamageInTheLogAreThere(@TempDir Path other) throws IOException {
    List<String> more = new ArrayList<>();
    try (EventStore store = FolderEventStore.open(folder)) {
      for (int i = 0; i < 30; i++) {
        more.add("{\"identity_id\":\"%d\",\"timestamp\":%d}".formatted(i, 7_000_000 + i));
        EventStoreContract.add(store, EventStoreContract.received(more.get(i)));
      }
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(each -> !each.endsWith("events.db-shm")).toList()) {
          Files.copy(file, other.resolve(file.getFileName()));
        }
      }
    }
    Path log = other.resolve("events.db-wal");
    try (RandomAccessFile bytes = new RandomAccessFile(log.toFile(), "rw")) {
      long at = Files.size(log) / 3;
      bytes.seek(at);
      int was = bytes.read();
      bytes.seek(at);
      bytes.write(was ^ 0x10);
    }

    FolderEventStore.open(other).close();

    assertThat(bodies(other)).containsAll(sent).containsAll(more).hasSize(EVENTS + 30);
  }

  @Test
  void whatIsNoDatabaseIsSetAsideAndThePicturesAreFoundAgain() throws IOException {
    Files.write(folder.resolve("events.db"), new byte[50_000]);
    long size = Files.size(folder.resolve("pictures-000001.bin"));

    try (EventStore store = FolderEventStore.open(folder)) {
      assertThat(store.count()).isZero();
      for (String each : sent) {
        EventStoreContract.add(store, EventStoreContract.received(each));
      }
    }

    assertThat(FolderCheck.of(folder, read -> {}).pictures()).isEqualTo(EVENTS + 1);
    assertThat(folder.resolve("pictures-000001.bin")).hasSize(size);
    assertThat(bodies(folder)).isEqualTo(sent);
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .anyMatch(name -> name.startsWith("damaged-"));
    }
  }

  @Test
  void picturesBehindATornOneAreFoundAgain() throws IOException {
    Path pictures = folder.resolve("pictures-000001.bin");
    byte[] whole = Files.readAllBytes(pictures);
    byte[] torn = new byte[whole.length + 100];
    System.arraycopy(whole, 0, torn, 0, 100); // as if written in part, and then again
    System.arraycopy(whole, 0, torn, 100, whole.length);
    Files.write(pictures, torn);

    try (DataFolder claimed = DataFolder.claim(folder)) {
      Salvage.Report report = Salvage.of(claimed);
      assertThat(report.pictures()).isEqualTo(EVENTS + 1);
      assertThat(report.passedBytes()).isEqualTo(100);
    }
    assertThat(bodies(folder)).isEqualTo(sent);
  }

  @Test
  void whatIsUnderstoodByNowLeavesQuarantine() {
    try (EventStore store = FolderEventStore.open(folder)) {
      store
          .add(
              List.of(),
              List.of(EventStoreContract.unreadable("{\"identity_id\":\"new\",\"timestamp\":1}")))
          .toCompletableFuture()
          .join();

      assertThat(Replay.all(store)).isEqualTo(new Replay.Report(1, 1));

      assertThat(store.count()).isEqualTo(EVENTS + 1);
      assertThat(EventStoreContract.quarantine(store)).hasSize(1);
    }
  }

  private static void breakPages(Path file, int first, int count) throws IOException {
    try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "rw")) {
      for (int page = first; page < first + count; page++) {
        database.seek(4096L * page);
        database.write(new byte[4096]);
      }
    }
  }

  private static List<String> bodies(Path folder) {
    List<String> bodies = new ArrayList<>();
    FolderEventStore.visitAll(folder, event -> bodies.add(new String(event.body(), UTF_8)));
    return bodies;
  }
}
