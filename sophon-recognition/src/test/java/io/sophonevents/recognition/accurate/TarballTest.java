package io.sophonevents.recognition.accurate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
  @TempDir Path folder;

  @Test
  void onlyWhatIsAskedForIsReadAndNothingIsWritten() throws IOException {
    Path tarball =
        SmallTarball.write(
            folder.resolve("a.tgz"),
            Map.of(
                "package/LICENSE", "text".getBytes(StandardCharsets.UTF_8),
                "../../evil", new byte[700],
                "package/empty", new byte[0],
                "package/model.onnx", new byte[513]));

    Map<String, byte[]> found =
        Tarball.read(tarball, Set.of("package/LICENSE", "package/model.onnx", "package/none"));

    assertThat(found).containsOnlyKeys("package/LICENSE", "package/model.onnx");
    assertThat(found.get("package/LICENSE")).asString().isEqualTo("text");
    assertThat(found.get("package/model.onnx")).hasSize(513);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(tarball);
    }
  }

  /** A link to a file outside has a name like any other. */
  @Test
  void aLinkIsNoFile() throws IOException {
    byte[] header = SmallTarball.header("package/LICENSE", 0, '2');

    Path tarball = SmallTarball.writeBlocks(folder.resolve("a.tgz"), List.of(header));

    assertThat(Tarball.read(tarball, Set.of("package/LICENSE"))).isEmpty();
  }

  @Test
  void whatEndsEarlyIsRefused() throws IOException {
    byte[] header = SmallTarball.header("package/LICENSE", 5000, '0');
    Path asked = SmallTarball.writeBlocks(folder.resolve("a.tgz"), List.of(header, new byte[512]));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Tarball.read(asked, Set.of("package/LICENSE")))
        .withMessage("expected 5000 bytes in package/LICENSE but it ends early");
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> Tarball.read(asked, Set.of("package/other")));
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    byte[] large = SmallTarball.header("package/LICENSE", 64_000_001, '0');
    byte[] larger = SmallTarball.header("package/other", 1_000_000_001, '0');

    Path one = SmallTarball.writeBlocks(folder.resolve("a.tgz"), List.of(large));
    Path other = SmallTarball.writeBlocks(folder.resolve("b.tgz"), List.of(larger));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Tarball.read(one, Set.of("package/LICENSE")))
        .withMessage("expected at most 64000000 bytes in package/LICENSE");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Tarball.read(other, Set.of("package/LICENSE")))
        .withMessage("expected a tarball of at most 1000000000 bytes");
  }

  @Test
  void whatIsNoTarballIsRefused() throws IOException {
    Path noGzip = Files.writeString(folder.resolve("a.tgz"), "hello, I am no archive");
    byte[] noise = new byte[512];
    Arrays.fill(noise, (byte) 'x');
    Path noTar = SmallTarball.writeBlocks(folder.resolve("b.tgz"), List.of(noise));

    assertThatExceptionOfType(ZipException.class).isThrownBy(() -> Tarball.read(noGzip, Set.of()));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Tarball.read(noTar, Set.of()))
        .withMessage("expected a tarball whose members have octal sizes");
  }
}
