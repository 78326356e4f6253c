package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/**
 * Copies a data folder into another one while a receiver runs on it: the database as it is at one
 * moment, then the picture files, which have all the pictures of that moment and perhaps more.
 */
final class FolderBackup {
  private static final int COPIED_AT_ONCE = 8 << 20;

  private FolderBackup() {}

  /**
   * Copies.
   *
   * @param to a folder that is not there, or empty
   * @param progress is told how many bytes were copied
   * @throws SophonException if there is nothing to copy or no place for it
   */
  static void copy(Path from, Path to, LongConsumer progress) {
    EventDatabase.existing(from);
    DataFolder target = DataFolder.claim(to);
    try (target;
        Connection connection = EventDatabase.openReader(from.resolve(EventDatabase.FILE))) {
      Path copy = target.path().resolve(EventDatabase.FILE);
      if (Files.exists(copy)) {
        throw new SophonException("folder " + to + ": expected no events in it but there are");
      }
      target.makeFile(EventDatabase.FILE); // for its owner's eyes from the beginning
      try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, copy.toString());
        vacuum.execute();
      }
      sync(copy);
      long copied = Files.size(copy);
      progress.accept(copied);
      for (int number : PictureFiles.numbers(from)) {
        copied +=
            copyFile(from.resolve(PictureFiles.name(number)), target, number, copied, progress);
      }
    } catch (SQLException e) {
      throw new SophonException("backup: copying failed with " + EventDatabase.code(e), e);
    } catch (IOException e) {
      throw new SophonException("backup: copying to " + to + " failed", e);
    }
  }

  private static long copyFile(
      Path from, DataFolder target, int number, long before, LongConsumer progress)
      throws IOException {
    Path copy = target.makeFile(PictureFiles.name(number));
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      long size = in.size();
      for (long at = 0; at < size; ) {
        at += in.transferTo(at, Math.min(COPIED_AT_ONCE, size - at), out);
        progress.accept(before + at);
      }
      out.force(true);
      return size;
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
