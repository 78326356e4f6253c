package io.sophonevents.recognition.accurate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes tarballs, broken ones too. */
final class SmallTarball {
  private static final int BLOCK = 512;

  private SmallTarball() {}

  static Path write(Path file, Map<String, byte[]> members) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      int size = member.getValue().length;
      blocks.add(header(member.getKey(), size, '0'));
      blocks.add(Arrays.copyOf(member.getValue(), (size + BLOCK - 1) / BLOCK * BLOCK));
    }
    blocks.add(new byte[2 * BLOCK]);
    return writeBlocks(file, blocks);
  }

  static Path writeBlocks(Path file, List<byte[]> blocks) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (byte[] block : blocks) {
        out.write(block);
      }
    }
    return file;
  }

  static byte[] header(String name, int size, char type) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 124, String.format("%011o", size));
    header[156] = (byte) type;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
