package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.nio.file.ExtendedOpenOption;
import io.sophonevents.client.internal.FileBytes;
import io.sophonevents.event.SophonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a data folder, one behind the other in files that are only appended to: each with
 * {@value #HEADER_BYTES} bytes before it ({@code SPIC}, its length as a big-endian int, its {@link
 * PictureKey}), by which it is found again if the database is lost. A group of them ends with zeros
 * up to the next {@value #BLOCK_BYTES} bytes.
 *
 * <p>They are written past the system's cache where the file system can: nobody reads most of them
 * soon, and to have them in the cache first cost more than the disk did.
 *
 * <p>Used by the thread that writes; what is static is safe for use by many threads.
 */
final class PictureFiles implements AutoCloseable {
  static final int HEADER_BYTES = 4 + 4 + PictureKey.BYTES;
  static final int MAGIC = ByteBuffer.wrap("SPIC".getBytes(US_ASCII)).getInt();

  private static final Pattern NAME = Pattern.compile("pictures-(\\d{6})\\.bin");
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int BLOCK_BYTES = 4096;
  private static final byte[] ZEROS = new byte[BLOCK_BYTES];

  private static final Logger log = LoggerFactory.getLogger(PictureFiles.class);

  /** Set when a file system opens a file for direct writing and then does not write. */
  private static volatile boolean isDirectRefused;

  private final DataFolder folder;

  /** Begins at a whole block in memory and stands for whole blocks of the file. */
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES + BLOCK_BYTES)
          .alignedSlice(BLOCK_BYTES)
          .slice(0, BUFFER_BYTES);

  private int file;
  private @Nullable FileChannel channel;
  private boolean isDirect;

  /** Where the buffer will be written: a whole block. */
  private long written;

  private long committedEnd;

  /**
   * Where a picture is.
   *
   * @param file the number of its file
   * @param at its first byte, behind its header
   * @param length in bytes
   */
  record Place(int file, long at, int length) {}

  /** Goes on behind what is there. */
  PictureFiles(DataFolder folder) {
    this.folder = folder;
    this.file = numbers(folder.path()).stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  static String name(int file) {
    return String.format(Locale.ROOT, "pictures-%06d.bin", file);
  }

  /** The numbers of the files of a folder, in their order. */
  static List<Integer> numbers(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> NAME.matcher(each.getFileName().toString()))
          .filter(Matcher::matches)
          .map(each -> Integer.parseInt(each.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SophonException("data folder " + folder + " cannot be listed", e);
    }
  }

  /** Is shown the pictures of files. */
  interface Visitor {
    void visit(byte[] key, Place place) throws SQLException;
  }

  /**
   * Visits the pictures of a file by the headers before them, each of which is what its key says.
   * What is between them is passed over.
   *
   * @return how many bytes were passed over
   */
  static long visit(Path folder, int file, Visitor visitor) throws IOException, SQLException {
    try (FileChannel from = FileChannel.open(folder.resolve(name(file)), StandardOpenOption.READ)) {
      long passed = 0;
      long size = from.size();
      for (long at = 0; at < size; ) {
        Place place = size - at < HEADER_BYTES ? null : at(from, file, at, size, visitor);
        if (place == null) {
          long next = nextMark(from, at + 1, size);
          passed += isPadding(from, at, next) ? 0 : next - at;
          at = next;
        } else {
          at = place.at + place.length;
        }
      }
      return passed;
    }
  }

  private static @Nullable Place at(FileChannel from, int file, long at, long size, Visitor visitor)
      throws IOException, SQLException {
    ByteBuffer header = ByteBuffer.wrap(FileBytes.read(from, at, HEADER_BYTES));
    int mark = header.getInt();
    int length = header.getInt();
    if (mark != MAGIC || length < 0 || length > size - at - HEADER_BYTES) {
      return null;
    }
    byte[] key = new byte[PictureKey.BYTES];
    header.get(key);
    Place place = new Place(file, at + HEADER_BYTES, length);
    byte[] picture = FileBytes.read(from, place.at, length);
    if (!PictureKey.fits(key, picture)) {
      return null;
    }
    visitor.visit(key, place);
    return place;
  }

  private static boolean isPadding(FileChannel from, long at, long next) throws IOException {
    return next - at < BLOCK_BYTES
        && Arrays.equals(
            FileBytes.read(from, at, (int) (next - at)), Arrays.copyOf(ZEROS, (int) (next - at)));
  }

  private static long nextMark(FileChannel from, long start, long size) throws IOException {
    for (long at = start; at + 4 <= size; at += BUFFER_BYTES - 3) {
      ByteBuffer some =
          ByteBuffer.wrap(FileBytes.read(from, at, (int) Math.min(BUFFER_BYTES, size - at)));
      for (int i = 0; i + 4 <= some.limit(); i++) {
        if (some.getInt(i) == MAGIC) {
          return at + i;
        }
      }
    }
    return size;
  }

  /** Appends a picture, which is not durable before {@link #sync}. */
  Place append(byte[] picture, byte[] key) throws IOException {
    FileChannel open = channelFor(picture.length);
    if (buffer.remaining() < HEADER_BYTES) {
      flush(open);
    }
    long at = written + buffer.position() + HEADER_BYTES;
    buffer.putInt(MAGIC).putInt(picture.length).put(key);
    for (int from = 0; from < picture.length; ) {
      if (!buffer.hasRemaining()) {
        flush(open);
      }
      int some = Math.min(buffer.remaining(), picture.length - from);
      buffer.put(picture, from, some);
      from += some;
    }
    return new Place(file, at, picture.length);
  }

  /** Makes what was appended durable; it is kept once it is {@link #committed}. */
  void sync() throws IOException {
    FileChannel open = channel;
    flush();
    if (open != null && written > committedEnd) {
      open.force(false);
    }
  }

  /** Makes what was appended readable. */
  void flush() throws IOException {
    FileChannel open = channel;
    if (open != null && buffer.position() > 0) {
      flush(open);
    }
  }

  /** What was appended is named by the database from now on. */
  void committed() {
    committedEnd = written;
  }

  /** Forgets what was appended and is not committed, and gives its room back. */
  private void rollBack() {
    buffer.clear();
    try (FileChannel open = channel) {
      if (open != null && written > committedEnd) {
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
    long end = written + buffer.position();
    if (open != null && end > 0 && end + HEADER_BYTES + length > MAX_FILE_BYTES) {
      sync();
      open.close();
      channel = null;
      open = null;
      file++;
    }
    if (open == null) {
      open = open(folder.makeFile(name(file)));
      channel = open;
      written = (open.size() + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
      committedEnd = written;
    }
    return open;
  }

  private FileChannel open(Path path) throws IOException {
    isDirect = false;
    if (!isDirectRefused && BLOCK_BYTES % Files.getFileStore(path).getBlockSize() == 0) {
      try {
        FileChannel direct =
            FileChannel.open(path, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
        isDirect = true;
        return direct;
      } catch (IOException | UnsupportedOperationException memoryOrOld) {
        log.debug("pictures go through the system's cache");
      }
    }
    return FileChannel.open(path, StandardOpenOption.WRITE);
  }

  private void flush(FileChannel open) throws IOException {
    buffer.put(ZEROS, 0, -buffer.position() & (BLOCK_BYTES - 1)).flip();
    try {
      while (buffer.hasRemaining()) {
        written += open.write(buffer, written);
      }
    } catch (IOException e) {
      // the next group goes through the cache, where only a full or broken disk refuses
      isDirectRefused |= isDirect && "Invalid argument".equals(e.getMessage());
      throw e;
    }
    buffer.clear();
  }

  /**
   * The bytes of a picture.
   *
   * @throws IOException if they are not there
   */
  static byte[] read(Path folder, Place place) throws IOException {
    try (FileChannel from =
        FileChannel.open(folder.resolve(name(place.file)), StandardOpenOption.READ)) {
      return FileBytes.read(from, place.at, place.length);
    }
  }

  /** May be called twice. */
  @Override
  public void close() {
    rollBack();
  }
}
