package io.sophonevents.recognition.accurate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads files out of a tarball as npm makes it. Nothing is written anywhere by a name that stands
 * in it: the caller asks for members by their whole names and gets their bytes.
 */
final class Tarball {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;
  private static final int MAX_MEMBER_BYTES = 64_000_000;
  private static final long MAX_BYTES = 1_000_000_000;

  private Tarball() {}

  /**
   * The regular files with these names; what is not in the tarball is not in the map.
   *
   * @throws IOException if it is no tarball, ends early, or is larger than anything expected here
   */
  static Map<String, byte[]> read(Path file, Set<String> names) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    try (InputStream input =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      long total = 0;
      for (byte[] header = input.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = input.readNBytes(BLOCK)) {
        String name = text(header, 0, NAME_BYTES);
        long size = octal(header);
        total += BLOCK + size;
        if (total > MAX_BYTES) {
          throw new IOException("expected a tarball of at most " + MAX_BYTES + " bytes");
        }
        boolean regular = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (regular && names.contains(name)) {
          found.put(name, member(input, name, size));
        } else {
          input.skipNBytes(size);
        }
        input.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      }
    }
    return found;
  }

  private static byte[] member(InputStream input, String name, long size) throws IOException {
    if (size > MAX_MEMBER_BYTES) {
      throw new IOException("expected at most " + MAX_MEMBER_BYTES + " bytes in " + name);
    }
    byte[] bytes = input.readNBytes((int) size);
    if (bytes.length != size) {
      throw new IOException("expected " + size + " bytes in " + name + " but it ends early");
    }
    return bytes;
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header) throws IOException {
    String digits = text(header, SIZE_AT, SIZE_BYTES).trim();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("expected a tarball whose members have octal sizes");
    }
    return Long.parseLong(digits, 8);
  }
}
