package io.sophonevents.client.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Parts of a file.
 *
 * <p>Safe for use by many threads.
 */
public final class FileBytes {
  private FileBytes() {}

  /**
   * So many bytes of a file from there on; its position is left alone.
   *
   * @throws EOFException if it ends before them
   */
  public static byte[] read(FileChannel from, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (from.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("the file ends before " + (at + length));
      }
    }
    return bytes.array();
  }
}
