package io.sophonevents.client.internal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes folders and files that hold faces: for their owner's eyes only, from their first moment on,
 * and there after a crash.
 *
 * <p>Safe for use by many threads.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes a folder, and those above it, if it is not there. */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      List<Path> changed = foldersChangedBy(folder);
      Files.createDirectories(folder, forFolder(folder));
      for (Path parent : changed) {
        force(parent);
      }
    }
  }

  /** Its parent, and that one's as long as they are not there either. */
  private static List<Path> foldersChangedBy(Path folder) {
    List<Path> changed = new ArrayList<>();
    Path parent = folder.getParent();
    while (parent != null) {
      changed.add(parent);
      parent = Files.exists(parent) ? null : parent.getParent();
    }
    return changed;
  }

  /** Makes an empty file if it is not there. */
  public static void makeFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, attributes(file, "rw-------"));
      force(requireNonNull(file.getParent(), "a file of a folder"));
    }
  }

  /** Opens a file, made if it is not there. */
  public static FileChannel open(Path file, OpenOption how) throws IOException {
    makeFile(file);
    return FileChannel.open(file, how);
  }

  /** What to make a folder at this place with. */
  public static FileAttribute<?>[] forFolder(Path place) {
    return attributes(place, "rwx------");
  }

  private static FileAttribute<?>[] attributes(Path place, String permissions) {
    return hasPosix(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes a new name in the folder durable. Only POSIX can open a folder, and only it needs to. */
  private static void force(Path folder) throws IOException {
    if (hasPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean hasPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
