package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxStoreTest extends OutboxStoreContract {
  @TempDir Path folder;

  @Override
  OutboxStore open() {
    return SqliteOutboxStore.open(folder);
  }

  private List<String> bodies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith("bodies-"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everythingIsThereAfterARestart() {
    OutboxEntry small = add("a", "door", bytes(10, 1));
    OutboxEntry large = add("b", "door", bytes(SqliteOutboxStore.LARGE_BYTES, 2));
    join(store.change(small.dead("rejected with 400")));
    join(store.remember("OPEN 5 1"));
    store.close();
    store = open();
    assertThat(store.all(0, 9)).containsExactly(small.dead("rejected with 400"), large);
    assertThat(store.body(large)).isEqualTo(bytes(SqliteOutboxStore.LARGE_BYTES, 2));
    assertThat(store.remembered()).contains("OPEN 5 1");
  }

  @Test
  void aBodyLiesBesideTheDatabaseFromItsLimitOn() throws IOException {
    add("a", "door", bytes(SqliteOutboxStore.LARGE_BYTES - 1, 1));
    assertThat(bodies()).isEmpty();
    add("b", "door", bytes(SqliteOutboxStore.LARGE_BYTES, 2));
    assertThat(bodies()).containsExactly("bodies-00000001.bin");
  }

  @Test
  void aFileOfBodiesIsDeletedWithTheLastThatIsInIt() throws IOException {
    List<OutboxEntry> entries = new ArrayList<>();
    for (int i = 0; i < 36; i++) { // 64 MiB hold 15 of them
      entries.add(add("id" + i, "door", bytes(4 << 20, i)));
    }
    assertThat(bodies()).hasSize(3);
    for (OutboxEntry each : entries.subList(0, 35)) {
      join(store.remove(each.number()));
    }
    assertThat(bodies()).containsExactly("bodies-00000003.bin");
    assertThat(store.body(entries.get(35))).isEqualTo(bytes(4 << 20, 35));
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    store.close();
    folder = folder.resolve("a/b");
    store = open();
    add("small", "door", bytes(10, 1));
    add("large", "door", bytes(SqliteOutboxStore.LARGE_BYTES, 1));
    assertThat(permissions(folder)).isEqualTo("rwx------");
    for (String file : List.of("outbox.db", "outbox.db-wal", "lock", "bodies-00000001.bin")) {
      assertThat(permissions(folder.resolve(file))).as(file).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aDatabaseThatSomebodyHoldsIsNotTakenForDamaged() throws Exception {
    OutboxEntry entry = add("a", "door", bytes(10, 1));
    store.close();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder + "/outbox.db");
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("BEGIN EXCLUSIVE");
      assertThatExceptionOfType(SophonException.class)
          .isThrownBy(this::open)
          .withMessage("outbox " + folder + ": cannot be opened")
          .withStackTraceContaining("SQLITE_BUSY");
      statement.execute("ROLLBACK");
    }
    store = open();
    assertThat(store.all(0, 9)).containsExactly(entry);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(each -> each.toString().contains("damaged"))).isEmpty();
    }
  }

  @Test
  void aSecondOneDoesNotOpenTheSameFolder() {
    assertThatExceptionOfType(SophonException.class)
        .isThrownBy(this::open)
        .withMessage(
            "outbox "
                + folder
                + ": expected to be the only one who has it open but another has it");
  }

  @Test
  void aMissingLibraryNamesItself() throws Exception {
    ClassLoader without =
        new ClassLoader(ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.sqlite")) {
              throw new ClassNotFoundException(name);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in =
                SqliteOutboxStoreTest.class.getClassLoader().getResourceAsStream(file)) {
              if (in == null) {
                throw new ClassNotFoundException(name);
              }
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
        };
    Class<?> type = without.loadClass(SqliteOutboxStore.class.getName());
    assertThatExceptionOfType(InvocationTargetException.class)
        .isThrownBy(() -> type.getMethod("open", Path.class).invoke(null, folder.resolve("other")))
        .satisfies(
            problem ->
                assertThat(problem.getCause())
                    .hasMessage(
                        "outbox: expected org.xerial:sqlite-jdbc on the class path but it is"
                            + " missing"));
  }

  /** Fills a folder as a process leaves it that was killed, damages one file, and opens it. */
  @Test
  void aDamagedFolderOpensAndGivesNothingThatWasNotStored() throws IOException {
    for (int i = 0; i < 40; i++) {
      add("id" + i, "door " + i % 3, bytes(i % 2 == 0 ? 3000 : 20_000, i));
    }
    List<String> files = List.of("outbox.db", "outbox.db-wal", "bodies-00000001.bin");
    Random random = new Random(64);
    int opened = 0;
    int kept = 0;
    for (int round = 0; round < 60; round++) {
      Path damaged = Files.createDirectory(folder.resolve("damaged-" + round));
      for (String file : files) {
        Files.copy(folder.resolve(file), damaged.resolve(file));
      }
      Path victim = damaged.resolve(files.get(round % 3));
      try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
        long at = (long) (random.nextDouble() * file.length());
        if (round % 2 == 0) {
          file.setLength(at);
        } else {
          byte[] noise = new byte[64];
          random.nextBytes(noise);
          file.seek(at);
          file.write(noise, 0, (int) Math.min(64, file.length() - at));
        }
      }
      try (OutboxStore again = SqliteOutboxStore.open(damaged)) {
        opened++;
        kept += checkWhatIsLeft(again);
        join(again.add(OutboxEntry.of("new", "door", "layout", NOW, 9), bytes(9, 9)));
      }
    }
    assertThat(opened).isEqualTo(60);
    assertThat(kept).isGreaterThan(60 * 15);
  }

  /** SQLite alone would end before the damage, and forget every entry behind it. */
  @Test
  void whatLiesBehindDamageInTheLogIsThere() throws IOException {
    for (int i = 0; i < 40; i++) {
      add("id" + i, "door " + i % 3, bytes(i % 2 == 0 ? 3000 : 20_000, i));
    }
    join(store.remove(7));
    Random random = new Random(65);
    for (int round = 0; round < 40; round++) {
      Path damaged = Files.createDirectory(folder.resolve("log-" + round));
      for (String file : List.of("outbox.db", "outbox.db-wal", "bodies-00000001.bin")) {
        Files.copy(folder.resolve(file), damaged.resolve(file));
      }
      Path log = damaged.resolve("outbox.db-wal");
      // in the header first, then anywhere
      long at = round == 0 ? 17 : (long) (random.nextDouble() * Files.size(log));
      flip(log, at);
      try (OutboxStore again = SqliteOutboxStore.open(damaged)) {
        assertThat(checkWhatIsLeft(again)).as("byte %s", at).isGreaterThanOrEqualTo(37);
        join(again.add(OutboxEntry.of("new", "door", "layout", NOW, 9), bytes(9, 9)));
      }
      try (Stream<Path> found = Files.list(damaged)) {
        assertThat(found.filter(each -> each.toString().matches(".*damaged-\\d+.salvaged")))
            .hasSize(1);
      }
      try (OutboxStore again = SqliteOutboxStore.open(damaged)) { // salvaged once
        assertThat(again.all(0, 100)).last().extracting(OutboxEntry::id).isEqualTo("new");
      }
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int was = bytes.read();
      bytes.seek(at);
      bytes.write(was ^ 0x10);
    }
  }

  /** How many are whole; the others say what they are. */
  private static int checkWhatIsLeft(OutboxStore again) {
    int whole = 0;
    Set<String> ids = new HashSet<>();
    for (OutboxEntry entry : again.all(0, 100)) {
      assertThat(ids.add(entry.id())).isTrue();
      try {
        byte[] body = again.body(entry);
        int i = Integer.parseInt(entry.id().substring(2));
        assertThat(body).isEqualTo(bytes(i % 2 == 0 ? 3000 : 20_000, i));
        whole++;
      } catch (OutboxStore.DamagedException said) {
        assertThat(said).hasMessageStartingWith("outbox entry " + entry.number() + ": expected ");
      }
    }
    return whole;
  }

  @Test
  void aDatabaseThatIsNoneIsSetAsideAndTheBodiesAreFound() throws IOException {
    add("small", "door", bytes(10, 1));
    add("large", "door", bytes(20_000, 2));
    store.close();
    Files.write(folder.resolve("outbox.db"), bytes(8192, 3));
    store = open();
    assertThat(store.all(0, 9)).extracting(OutboxEntry::id).containsExactly("large");
    assertThat(store.body(store.all(0, 9).get(0))).isEqualTo(bytes(20_000, 2));
    store.close();
    store = open(); // salvaged once
    assertThat(store.size().waiting()).isEqualTo(1);
  }
}
