package io.sophonevents.receiver;

import io.sophonevents.client.internal.OwnerOnly;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of one running receiver: made for its owner's eyes only, and locked against a second
 * receiver until it is closed.
 *
 * <p>Safe for use by many threads.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "receiver.lock";
  private static final String OTHER_FOLDER = "; choose another with --data";

  /**
   * The folders that this process has locked. Asked before the lock file is opened: on POSIX,
   * closing any channel of a file gives up the locks that the process has on it.
   */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is not there, and locks it.
   *
   * @throws SophonException if it cannot be used; the message says why
   */
  static DataFolder claim(Path folder) {
    Path path = make(folder.toAbsolutePath().normalize());
    if (!LOCKED.add(path)) {
      throw inUse(path);
    }
    try {
      return new DataFolder(path, lock(path));
    } catch (RuntimeException | Error e) {
      LOCKED.remove(path);
      throw e;
    }
  }

  /** Makes a folder for its owner's eyes if it is not there, and tells where it really is. */
  static Path make(Path folder) {
    try {
      OwnerOnly.makeFolder(folder);
      return folder.toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new SophonException("data folder " + folder + " is a file" + OTHER_FOLDER, e);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static FileChannel lock(Path folder) {
    try {
      FileChannel channel = OwnerOnly.open(folder.resolve(LOCK_FILE), StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder);
      }
      return channel;
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  /** A file of the folder, made for its owner's eyes only if it is not there. */
  Path makeFile(String name) {
    Path file = path.resolve(name);
    try {
      OwnerOnly.makeFile(file);
      return file;
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  /** How many bytes the files of a folder have; those that go away meanwhile are left out. */
  static long size(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static SophonException inUse(Path folder) {
    return new SophonException(
        "data folder " + folder + " is in use by another receiver" + OTHER_FOLDER);
  }

  private static SophonException notWritable(Path folder, IOException problem) {
    String reason =
        problem instanceof AccessDeniedException
            ? "permission denied"
            : problem instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : problem.getClass().getSimpleName();
    return new SophonException(
        "data folder " + folder + " cannot be written (" + reason + ")" + OTHER_FOLDER, problem);
  }

  /** Where it is, without symbolic links. */
  Path path() {
    return path;
  }

  /** Gives the folder up. May be called twice. */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return; // somebody else may have it by now
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw notWritable(path, e);
    } finally {
      LOCKED.remove(path);
    }
  }
}
