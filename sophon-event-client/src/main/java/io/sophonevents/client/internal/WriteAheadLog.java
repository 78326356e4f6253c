package io.sophonevents.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The write-ahead log that SQLite left beside a database. SQLite takes a damaged page in it for its
 * end and says nothing of the transactions behind it; they are found here. A log that was cut short
 * cannot be told from one that was never longer.
 *
 * <p>To be read while nobody has the database open. Each page has a checksum that goes on from the
 * one before, so each can be checked alone. Source: "The WAL File Format" of SQLite's
 * documentation.
 *
 * <p>Immutable.
 */
public final class WriteAheadLog {
  private static final int BIG_ENDIAN_SUMS = 0x377f0683;
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int SUMMED_OF_HEADER = 24;
  private static final int SUMMED_OF_FRAME_HEADER = 8;
  private static final int AT_PAGE_SIZE_IN_DATABASE = 16;

  private final Path file;
  private final int pageBytes;
  private final boolean headerIsWhole;
  private final List<Frame> frames;

  /** A page as a transaction left it; the last one of a transaction is its commit. */
  private record Frame(long at, long page, boolean isWhole, boolean isCommit) {}

  private WriteAheadLog(Path file, int pageBytes, boolean headerIsWhole, List<Frame> frames) {
    this.file = file;
    this.pageBytes = pageBytes;
    this.headerIsWhole = headerIsWhole;
    this.frames = List.copyOf(frames);
  }

  /** The log of a database, neither of which need be there. */
  public static WriteAheadLog of(Path database) throws IOException {
    Path file = database.resolveSibling(database.getFileName() + "-wal");
    int pageBytes = Files.exists(file) ? pageBytes(database) : 0;
    if (pageBytes == 0) {
      return new WriteAheadLog(file, 0, true, List.of());
    }
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      int frameBytes = FRAME_HEADER_BYTES + pageBytes;
      if (from.size() < HEADER_BYTES + frameBytes) {
        return new WriteAheadLog(file, pageBytes, true, List.of());
      }
      ByteBuffer header = ByteBuffer.wrap(FileBytes.read(from, 0, HEADER_BYTES));
      ByteOrder order =
          header.getInt(0) == BIG_ENDIAN_SUMS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      long sum = header.getLong(24);
      boolean headerIsWhole = sum(0, header, 0, SUMMED_OF_HEADER, order) == sum;
      long salt = header.getLong(16);
      List<Frame> frames = new ArrayList<>();
      for (long at = HEADER_BYTES; at + frameBytes <= from.size(); at += frameBytes) {
        ByteBuffer frame = ByteBuffer.wrap(FileBytes.read(from, at, frameBytes));
        if (frames.isEmpty() && !headerIsWhole) {
          salt = frame.getLong(8); // the newest round begins with the first frame
        }
        long before = sum;
        sum = frame.getLong(16);
        if (frame.getLong(8) == salt) { // else of an earlier round, and in the database since
          long its = sum(before, frame, 0, SUMMED_OF_FRAME_HEADER, order);
          its = sum(its, frame, FRAME_HEADER_BYTES, frameBytes, order);
          frames.add(
              new Frame(at, frame.getInt(0) & 0xffffffffL, its == sum, frame.getInt(4) != 0));
        }
      }
      return new WriteAheadLog(file, pageBytes, headerIsWhole, frames);
    }
  }

  /** 0 if there is no database. */
  private static int pageBytes(Path database) throws IOException {
    if (!Files.exists(database) || Files.size(database) < AT_PAGE_SIZE_IN_DATABASE + 2) {
      return 0;
    }
    try (FileChannel from = FileChannel.open(database, StandardOpenOption.READ)) {
      int said =
          ByteBuffer.wrap(FileBytes.read(from, AT_PAGE_SIZE_IN_DATABASE, 2)).getShort() & 0xffff;
      int bytes = said == 1 ? 1 << 16 : said;
      return bytes >= 512 && Integer.bitCount(bytes) == 1 ? bytes : 0;
    }
  }

  /**
   * How many transactions SQLite will not see, 0 if the log is whole. The last one of them may
   * never have been acknowledged to anybody: a power failure leaves it so.
   */
  public int hiddenTransactions() {
    boolean broken = !headerIsWhole;
    int hidden = 0;
    for (Frame frame : frames) {
      broken |= !frame.isWhole;
      hidden += broken && frame.isCommit ? 1 : 0;
    }
    return hidden;
  }

  /**
   * Writes every page that is whole into a copy of the database, those behind the damage too. What
   * comes of it may be damaged itself: it is to be read row by row.
   */
  public void applyTo(Path copy) throws IOException {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      for (Frame frame : frames) {
        if (frame.isWhole && frame.page > 0) {
          ByteBuffer page =
              ByteBuffer.wrap(FileBytes.read(from, frame.at + FRAME_HEADER_BYTES, pageBytes));
          for (long at = (frame.page - 1) * pageBytes; page.hasRemaining(); ) {
            at += to.write(page, at);
          }
        }
      }
      to.force(true);
    }
  }

  /** Goes on with both halves of a checksum, the first one in the upper 32 bits. */
  private static long sum(long before, ByteBuffer bytes, int from, int to, ByteOrder order) {
    int first = (int) (before >>> 32);
    int second = (int) before;
    ByteBuffer words = bytes.duplicate().order(order);
    for (int at = from; at < to; at += 8) {
      first += words.getInt(at) + second;
      second += words.getInt(at + 4) + first;
    }
    return ((long) first << 32) | (second & 0xffffffffL);
  }
}
