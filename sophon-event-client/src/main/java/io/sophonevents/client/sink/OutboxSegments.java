package io.sophonevents.client.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.client.internal.FileBytes;
import io.sophonevents.client.internal.OwnerOnly;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Large bodies of an outbox, one behind the other in files of {@value #MAX_FILE_BYTES} bytes, of
 * less where the disk has little room, or of one body: before each {@value #HEADER_BYTES} bytes
 * ({@code SOUT}, length of the label, length of the body, CRC-32C of both; big-endian ints) and its
 * label, by which it is found without the database. A file that nothing names any more is deleted.
 *
 * <p>Used by the thread that writes; what is static is safe for use by many threads.
 */
final class OutboxSegments implements AutoCloseable {
  static final int HEADER_BYTES = 16;
  static final int MAGIC = ByteBuffer.wrap("SOUT".getBytes(US_ASCII)).getInt();

  private static final Pattern NAME = Pattern.compile("bodies-(\\d{8})\\.bin");
  private static final long MAX_FILE_BYTES = 64 << 20;

  /** Room comes back with a whole file only: there are so many of them on a small disk. */
  private static final int FILES_ON_A_DISK = 8;

  private static final int BUFFER_BYTES = 1 << 20;

  private final Path folder;
  private final Map<Integer, Integer> named = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private int file;
  private @Nullable FileChannel channel;
  private long written;
  private long committedEnd;
  private long fullAt;

  /**
   * Where a body is.
   *
   * @param file the number of its file
   * @param at its first byte
   */
  record Place(int file, long at) {}

  OutboxSegments(Path folder, Map<Integer, Integer> named) throws IOException {
    this.folder = folder;
    this.named.putAll(named);
    List<Integer> there = numbers(folder);
    for (int each : there) {
      if (!named.containsKey(each)) {
        Files.deleteIfExists(folder.resolve(name(each)));
      }
    }
    this.file = there.isEmpty() ? 0 : there.get(there.size() - 1); // a new one is begun
  }

  static String name(int file) {
    return String.format(Locale.ROOT, "bodies-%08d.bin", file);
  }

  static List<Integer> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> NAME.matcher(each.getFileName().toString()))
          .filter(Matcher::matches)
          .map(each -> Integer.parseInt(each.group(1)))
          .sorted()
          .toList();
    }
  }

  /** Appends a body, which is not durable before {@link #sync}. */
  Place append(String label, byte[] body) throws IOException {
    byte[] labelBytes = label.getBytes(UTF_8);
    long size = (long) HEADER_BYTES + labelBytes.length + body.length;
    FileChannel open = channel;
    if (open != null && written + buffer.position() + size > fullAt) {
      sync();
      open.close();
      channel = null;
      open = null;
      if (named.getOrDefault(file, 0) <= 0) {
        named.remove(file);
        Files.deleteIfExists(folder.resolve(name(file)));
      }
    }
    if (open == null) {
      open = OwnerOnly.open(folder.resolve(name(file + 1)), StandardOpenOption.WRITE);
      file++;
      channel = open;
      written = 0;
      committedEnd = 0;
      long room = Files.getFileStore(folder).getUsableSpace();
      fullAt = Math.min(MAX_FILE_BYTES, room / FILES_ON_A_DISK);
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header
        .putInt(MAGIC)
        .putInt(labelBytes.length)
        .putInt(body.length)
        .putInt(crc(labelBytes, body));
    put(open, header.array());
    put(open, labelBytes);
    long at = written + buffer.position();
    put(open, body);
    named.merge(file, 1, Integer::sum);
    return new Place(file, at);
  }

  private static int crc(byte[] label, byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(label);
    crc.update(body);
    return (int) crc.getValue();
  }

  private void put(FileChannel open, byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      if (!buffer.hasRemaining()) {
        flush(open);
      }
      int some = Math.min(buffer.remaining(), bytes.length - from);
      buffer.put(bytes, from, some);
      from += some;
    }
  }

  private void flush(FileChannel open) throws IOException {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        written += open.write(buffer, written);
      }
    } finally {
      buffer.clear();
    }
  }

  /** Makes what was appended durable; it is kept once it is {@link #committed}. */
  void sync() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      flush(open);
      if (written > committedEnd) {
        open.force(false);
      }
    }
  }

  /** What was appended is named by the database from now on. */
  void committed() {
    committedEnd = written;
  }

  /**
   * Forgets what was appended and is not committed, and gives its room back.
   *
   * @param left how often each file is named
   */
  void rollBack(Map<Integer, Integer> left) {
    buffer.clear();
    named.clear();
    named.putAll(left);
    try (FileChannel open = channel) {
      if (open != null) {
        open.truncate(committedEnd);
      }
      channel = null; // the next body begins a new file
      for (int each : numbers(folder)) {
        if (!named.containsKey(each)) {
          Files.deleteIfExists(folder.resolve(name(each)));
        }
      }
    } catch (IOException e) {
      channel = null; // what is behind the end belongs to nothing
    }
  }

  /** Whether there is a body that the database names. */
  boolean isAnyNamed() {
    return !named.isEmpty();
  }

  /** A body is no longer named; the last one takes its file with it. */
  void unnamed(int of) throws IOException {
    int left = named.merge(of, -1, Integer::sum);
    if (left <= 0 && !(channel != null && of == file)) {
      named.remove(of);
      Files.deleteIfExists(folder.resolve(name(of)));
    }
  }

  /** The bytes at a place. */
  static byte[] read(Path folder, Place place, int length) throws IOException {
    try (FileChannel from =
        FileChannel.open(folder.resolve(name(place.file)), StandardOpenOption.READ)) {
      return FileBytes.read(from, place.at, length);
    }
  }

  /** Is shown the bodies of a file. */
  interface Visitor {
    void visit(String label, byte[] body) throws IOException;
  }

  /**
   * Visits the bodies of a file that are what their headers say; what is between them is passed
   * over.
   */
  static void visit(Path folder, int file, Visitor visitor) {
    try {
      byte[] all = Files.readAllBytes(folder.resolve(name(file)));
      ByteBuffer bytes = ByteBuffer.wrap(all);
      for (int at = 0; at + HEADER_BYTES <= all.length; ) {
        int labelLength = bytes.getInt(at + 4);
        int length = bytes.getInt(at + 8);
        long end = (long) at + HEADER_BYTES + labelLength + length;
        if (bytes.getInt(at) == MAGIC && labelLength >= 0 && length >= 0 && end <= all.length) {
          byte[] label = new byte[labelLength];
          bytes.get(at + HEADER_BYTES, label);
          byte[] body = new byte[length];
          bytes.get(at + HEADER_BYTES + labelLength, body);
          if (crc(label, body) == bytes.getInt(at + 12)) {
            visitor.visit(new String(label, UTF_8), body);
            at = (int) end;
            continue;
          }
        }
        at++;
      }
    } catch (IOException e) {
      throw new SophonException("outbox " + name(file) + ": cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
