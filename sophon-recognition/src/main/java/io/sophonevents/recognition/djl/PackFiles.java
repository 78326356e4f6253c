package io.sophonevents.recognition.djl;

import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model pack, in a folder, in a jar or on the class path, read only after a check.
 *
 * <p>Immutable.
 */
final class PackFiles {
  /** The manifest's digest, a line as {@code sha256sum manifest.json} writes it. */
  static final String SEAL = Manifest.FILE + ".sha256";

  private static final String BUNDLED = "/io/sophonevents/recognition/open/";
  private static final int MAX_MANIFEST_BYTES = 1_000_000;

  private final String place;
  private final Source source;

  private PackFiles(String place, Source source) {
    this.place = place;
    this.source = source;
  }

  static PackFiles bundled() {
    return new PackFiles(
        "on the class path",
        (file, limit) -> read(PackFiles.class.getResourceAsStream(BUNDLED + file), limit));
  }

  /** A folder, or a jar with the files at its root. */
  static PackFiles in(Path folderOrJar) {
    return new PackFiles(
        folderOrJar.toString(),
        (file, limit) ->
            Files.isRegularFile(folderOrJar)
                ? readFromJar(folderOrJar, file, limit)
                : readFromFolder(folderOrJar, file, limit));
  }

  private static byte @Nullable [] readFromFolder(Path folder, String file, int limit)
      throws IOException {
    Path path = folder.resolve(file);
    return Files.isRegularFile(path) ? read(Files.newInputStream(path), limit) : null;
  }

  private static byte @Nullable [] readFromJar(Path jar, String file, int limit)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(file);
      return entry == null ? null : read(zip.getInputStream(entry), limit);
    }
  }

  private static byte @Nullable [] read(@Nullable InputStream opened, int limit)
      throws IOException {
    try (InputStream input = opened) {
      return input == null ? null : input.readNBytes(limit);
    }
  }

  /** Where the pack is, for messages. */
  String place() {
    return place;
  }

  /**
   * The bytes of the manifest.
   *
   * @throws ModelLoadException if there is none, or it is not the one that was sealed
   */
  byte[] readManifest() {
    String subject = "model pack " + place + ": ";
    try {
      byte[] manifest = source.read(Manifest.FILE, MAX_MANIFEST_BYTES + 1);
      if (manifest == null) {
        throw new ModelLoadException(subject + "expected manifest.json but found none");
      }
      if (manifest.length > MAX_MANIFEST_BYTES) {
        throw new ModelLoadException(
            subject + "expected a manifest.json of at most " + MAX_MANIFEST_BYTES + " bytes");
      }
      requireSealed(subject, manifest);
      return manifest;
    } catch (IOException failure) {
      throw new ModelLoadException(subject + "expected a readable manifest.json", failure);
    }
  }

  private void requireSealed(String subject, byte[] manifest) throws IOException {
    byte[] seal = source.read(SEAL, 200);
    if (seal == null) {
      throw new ModelLoadException(
          subject
              + "expected "
              + SEAL
              + " beside manifest.json but found none, see docs/models.md#the-manifest");
    }
    String line = new String(seal, StandardCharsets.ISO_8859_1);
    if (!line.matches("[0-9a-f]{64}  manifest\\.json\n")) {
      throw new ModelLoadException(
          subject + "expected the one line of sha256sum manifest.json in " + SEAL);
    }
    if (!line.equals(sealOf(manifest))) {
      throw new ModelLoadException(
          subject
              + "sha256 of manifest.json is "
              + Sha256.hex(manifest)
              + ", "
              + SEAL
              + " says "
              + line.substring(0, 64));
    }
  }

  /** What the seal of this manifest says. */
  static String sealOf(byte[] manifest) {
    return Sha256.hex(manifest) + "  " + Manifest.FILE + "\n";
  }

  /**
   * The bytes of this network.
   *
   * @throws ModelLoadException if they are missing or not those that the manifest describes
   */
  byte[] read(ModelFile network) {
    String subject = "model " + network.name() + ": ";
    try {
      int limit = (int) Math.min(Integer.MAX_VALUE - 8, network.bytes() + 1);
      byte[] bytes = source.read(network.file(), limit);
      if (bytes == null) {
        throw new ModelLoadException(
            subject + "expected " + network.file() + " in model pack " + place + " but found none");
      }
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
    String found = Sha256.hex(bytes);
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

  @FunctionalInterface
  private interface Source {
    /** At most so many bytes of the file; null if there is none. */
    byte @Nullable [] read(String file, int limit) throws IOException;
  }
}
