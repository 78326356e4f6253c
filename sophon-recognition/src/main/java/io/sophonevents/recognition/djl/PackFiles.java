package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model pack, in a folder or on the class path, read only after a check.
 *
 * <p>Immutable.
 */
final class PackFiles {
  private static final String BUNDLED = "/io/sophonevents/recognition/open/";

  private final String place;
  private final Source source;

  private PackFiles(String place, Source source) {
    this.place = place;
    this.source = source;
  }

  static PackFiles bundled() {
    return new PackFiles(
        "on the class path", file -> PackFiles.class.getResourceAsStream(BUNDLED + file));
  }

  static PackFiles in(Path folder) {
    return new PackFiles(
        folder.toString(),
        file ->
            Files.isRegularFile(folder.resolve(file))
                ? Files.newInputStream(folder.resolve(file))
                : null);
  }

  /** Where the pack is, for messages. */
  String place() {
    return place;
  }

  byte[] readManifest() throws IOException {
    try (InputStream input = source.open(Manifest.FILE)) {
      if (input == null) {
        throw new ModelLoadException(
            "model pack " + place + ": expected manifest.json but found none");
      }
      return input.readAllBytes();
    }
  }

  /**
   * The bytes of this network.
   *
   * @throws ModelLoadException if they are missing or not those that the manifest describes
   */
  byte[] read(ModelFile network) {
    String subject = "model " + network.name() + ": ";
    try (InputStream input = source.open(network.file())) {
      if (input == null) {
        throw new ModelLoadException(
            subject + "expected " + network.file() + " in model pack " + place + " but found none");
      }
      byte[] bytes = input.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, network.bytes() + 1));
      requireAsDescribed(network, bytes);
      return bytes;
    } catch (IOException failure) {
      throw new ModelLoadException(
          subject + "expected a readable " + network.file() + " in model pack " + place, failure);
    }
  }

  private static void requireAsDescribed(ModelFile network, byte[] bytes) {
    String subject = "model " + network.name() + ": ";
    if (bytes.length != network.bytes()) {
      throw new ModelLoadException(
          subject
              + network.file()
              + " has "
              + (bytes.length > network.bytes() ? "more bytes" : bytes.length + " bytes")
              + ", the manifest says "
              + network.bytes());
    }
    String found = sha256(bytes);
    if (!found.equals(network.sha256())) {
      throw new ModelLoadException(
          subject
              + "sha256 of "
              + network.file()
              + " is "
              + found
              + ", the manifest says "
              + network.sha256());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @FunctionalInterface
  private interface Source {
    @Nullable InputStream open(String file) throws IOException;
  }
}
