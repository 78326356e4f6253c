package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a data folder, one behind the other in files that are only appended to: each with
 * {@value #HEADER_BYTES} bytes before it ({@code SPIC}, its length as a big-endian int, its
 * SHA-256), by which it is found again if the database is lost.
 *
 * <p>Used by the thread that writes; what is static is safe for use by many threads.
 */
final class PictureFiles implements AutoCloseable {
  static final int HEADER_BYTES = 4 + 4 + 32;
  static final int MAGIC = ByteBuffer.wrap("SPIC".getBytes(US_ASCII)).getInt();

  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final int BUFFER_BYTES = 1 << 20;

  private final DataFolder folder;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private int file;
  private @Nullable FileChannel channel;
  private long end;
  private long committedEnd;

  /**
   * Where a picture is.
   *
   * @param file the number of its file
   * @param at its first byte, behind its header
   * @param length in bytes
   */
  record Place(int file, long at, int length) {}

  /**
   * Goes on behind what is there.
   *
   * @param newestFile the number of the file that was written last, 0 if there is none
   */
  PictureFiles(DataFolder folder, int newestFile) {
    this.folder = folder;
    this.file = newestFile;
  }

  static String name(int file) {
    return String.format(Locale.ROOT, "pictures-%06d.bin", file);
  }

  /** Appends a picture, which is not durable before {@link #sync}. */
  Place append(byte[] picture, byte[] sha256) throws IOException {
    FileChannel open = channelFor(picture.length);
    if (buffer.remaining() < HEADER_BYTES) {
      flush(open);
    }
    buffer.putInt(MAGIC).putInt(picture.length).put(sha256);
    for (int from = 0; from < picture.length; ) {
      if (!buffer.hasRemaining()) {
        flush(open);
      }
      int some = Math.min(buffer.remaining(), picture.length - from);
      buffer.put(picture, from, some);
      from += some;
    }
    long at = end + HEADER_BYTES;
    end = at + picture.length;
    return new Place(file, at, picture.length);
  }

  /** Makes what was appended durable; it is kept once it is {@link #committed}. */
  void sync() throws IOException {
    FileChannel open = channel;
    if (open != null && end > committedEnd) {
      flush(open);
      open.force(false);
    }
  }

  /** Makes what was appended readable, which takes no disk. */
  void flush() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      flush(open);
    }
  }

  /** What was appended is named by the database from now on. */
  void committed() {
    committedEnd = end;
  }

  /** Forgets what was appended and is not committed, and gives its room back. */
  private void rollBack() {
    buffer.clear();
    try (FileChannel open = channel) {
      if (open != null && end > committedEnd) {
        open.truncate(committedEnd);
      }
    } catch (IOException e) {
      // what is behind the end belongs to nothing; the next one is appended after it
    } finally {
      channel = null;
    }
  }

  private FileChannel channelFor(int length) throws IOException {
    FileChannel open = channel;
    if (open != null && end + HEADER_BYTES + length > MAX_FILE_BYTES && end > 0) {
      sync();
      open.close();
      channel = null;
      open = null;
      file++;
    }
    if (open == null) {
      file = Math.max(1, file);
      open = FileChannel.open(folder.makeFile(name(file)), StandardOpenOption.WRITE);
      channel = open;
      end = open.size();
      committedEnd = end;
      open.position(end);
    }
    return open;
  }

  private void flush(FileChannel open) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      open.write(buffer);
    }
    buffer.clear();
  }

  /**
   * The bytes of a picture.
   *
   * @throws IOException if they are not there
   */
  static byte[] read(Path folder, Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length);
    try (FileChannel from =
        FileChannel.open(folder.resolve(name(place.file)), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (from.read(bytes, place.at + bytes.position()) < 0) {
          throw new EOFException(name(place.file) + " ends before " + (place.at + place.length));
        }
      }
    }
    return bytes.array();
  }

  /** May be called twice. */
  @Override
  public void close() {
    rollBack();
  }
}
