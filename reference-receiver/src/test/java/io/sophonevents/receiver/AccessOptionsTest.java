package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class AccessOptionsTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @CommandLine.Command
  private static final class Line {
    @CommandLine.Mixin final AccessOptions access = new AccessOptions();
  }

  private static AccessPolicy policy(Map<String, String> environment, String... arguments) {
    Line line = new Line();
    new CommandLine(line).parseArgs(arguments);
    return line.access.policy(environment);
  }

  private static InetAddress at(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  private String file(String permissions, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }

  @Test
  void withoutOptionsEverybodySendsAndThisMachineReads() throws Exception {
    AccessPolicy policy = policy(Map.of());

    assertThat(policy.admits(at("8.8.8.8"))).isTrue();
    assertThat(policy.admitsSender(at("8.8.8.8"))).isTrue();
    assertThat(policy.admitsHost("any.example")).isTrue();
    assertThat(policy.asksSenders()).isFalse();
    assertThat(policy.readerTokens().isEmpty()).isTrue();
    assertThat(policy.admitsToStream(at("127.0.0.1"))).isTrue();
    assertThat(policy.admitsToStream(at("::1"))).isTrue();
    assertThat(policy.admitsToStream(at("192.168.1.5"))).isFalse();
  }

  @Test
  void listsAreSeparatedByCommas() throws Exception {
    AccessPolicy policy =
        policy(
            Map.of(),
            "--allow",
            "10.0.0.0/8,192.168.1.5",
            "--allow-host=receiver.lan,::1",
            "--stream-allow",
            "fd00::/8");

    assertThat(policy.admitsSender(at("192.168.1.5"))).isTrue();
    assertThat(policy.admitsSender(at("192.168.1.6"))).isFalse();
    assertThat(policy.admitsSender(at("127.0.0.1"))).isFalse();
    assertThat(policy.admitsSender(null)).isFalse();
    assertThat(policy.admitsHost("Receiver.LAN:9528")).isTrue();
    assertThat(policy.admitsHost("receiver.lan")).isTrue();
    assertThat(policy.admitsHost("[::1]:9528")).isTrue();
    assertThat(policy.admitsHost("receiver.lan.evil.example")).isFalse();
    assertThat(policy.admitsHost(null)).isFalse();
    assertThat(policy.admitsToStream(at("fd00::7"))).isTrue();
    assertThat(policy.admitsToStream(at("127.0.0.1"))).isTrue();
    assertThat(policy.admitsToStream(at("10.0.0.1"))).isFalse();
  }

  @Test
  void theLanIsPrivateAddressesAndThisMachine() throws Exception {
    AccessPolicy policy = policy(Map.of(), "--lan", "--stream-allow", "0.0.0.0/0");

    assertThat(policy.admits(at("192.168.1.5"))).isTrue();
    assertThat(policy.admits(at("127.0.0.1"))).isTrue();
    assertThat(policy.admits(at("::1"))).isTrue();
    assertThat(policy.admits(at("8.8.8.8"))).isFalse();
    assertThat(policy.admits(null)).isFalse();
    assertThat(policy.admitsToStream(at("192.168.1.5"))).isTrue();
    assertThat(policy.admitsToStream(at("8.8.8.8"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--r-----", "rw-rw---x"})
  void aSecretComesFromAFile(String permissions) throws Exception {
    AccessPolicy policy =
        policy(
            Map.of(),
            "--sender-token-file",
            file(permissions, "\n  " + TOKEN + "\r\nanother-token-of-the-box \n"));

    assertThat(policy.senderTokens().contain(TOKEN)).isTrue();
    assertThat(policy.senderTokens().contain("another-token-of-the-box")).isTrue();
    assertThat(policy.senderTokens().contain("")).isFalse();
    assertThat(policy.senderTokens().contain(null)).isFalse();
    assertThat(policy.senderTokens().contain(TOKEN + "0")).isFalse();
  }

  @Test
  void aSecretComesFromTheEnvironment() {
    AccessPolicy policy =
        policy(
            Map.of(
                "SOPHON_SENDER_TOKEN",
                TOKEN,
                "SOPHON_READER_TOKEN",
                TOKEN + "-r",
                "SOPHON_SIGNATURE_SECRET",
                SECRET + " " + SECRET));

    assertThat(policy.senderTokens().contain(TOKEN)).isTrue();
    assertThat(policy.readerTokens().contain(TOKEN + "-r")).isTrue();
    assertThat(policy.readerTokens().contain(TOKEN)).isFalse();
    assertThat(policy.signature()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw-----w-", "rw-r--r--"})
  void aFileThatOthersReadIsRefused(String permissions) throws Exception {
    String file = file(permissions, TOKEN);

    assertRefused(
        "--reader-token-file "
            + file
            + ": expected a file that others cannot read; chmod 600 "
            + file,
        Map.of(),
        "--reader-token-file",
        file);
  }

  @Test
  void aFileThatHoldsNoSecretClosesNothing() throws Exception {
    String file = file("rw-------", " \n");

    assertRefused(
        "--sender-token-file " + file + ": expected a secret but is empty",
        Map.of(),
        "--sender-token-file",
        file);
    assertRefused(
        "SOPHON_SENDER_TOKEN: expected a secret but is empty", Map.of("SOPHON_SENDER_TOKEN", ""));
    assertRefused(
        "--sender-token-file " + folder.resolve("none") + ": cannot be read",
        Map.of(),
        "--sender-token-file",
        folder.resolve("none").toString());
    assertRefused(
        "--sender-token-file: expected it or SOPHON_SENDER_TOKEN but both are there",
        Map.of("SOPHON_SENDER_TOKEN", TOKEN),
        "--sender-token-file",
        file);
  }

  @ParameterizedTest
  @CsvSource({"8192, true", "8193, false"})
  void aSecretFileHas8KiBAtMost(int bytes, boolean taken) throws Exception {
    String file = file("rw-------", TOKEN + " ".repeat(bytes - TOKEN.length()));
    if (taken) {
      assertThat(policy(Map.of(), "--sender-token-file", file).asksSenders()).isTrue();
    } else {
      assertRefused(
          "--sender-token-file " + file + ": expected at most 8192 bytes but is larger",
          Map.of(),
          "--sender-token-file",
          file);
    }
  }

  @ParameterizedTest
  @CsvSource({"15, false", "16, true", "256, true", "257, false"})
  void aTokenHas16To256Characters(int chars, boolean taken) {
    Map<String, String> environment = Map.of("SOPHON_READER_TOKEN", "x".repeat(chars));
    if (taken) {
      assertThat(policy(environment).readerTokens().contain("x".repeat(chars))).isTrue();
    } else {
      assertRefused(
          "reader token: expected 16 to 256 characters but was "
              + chars
              + "; make one with openssl rand -hex 24",
          environment);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789/abcdef", "0123456789%abcdef", "0123456789äbcdef"})
  void aTokenFitsAUrl(String token) {
    assertRefused(
        "sender token: expected letters, digits and - . _ ~ only but there are others; make one"
            + " with openssl rand -hex 24",
        Map.of("SOPHON_SENDER_TOKEN", token));
  }

  @Test
  void whatEveryBoxKnowsIsNoReadersToken() {
    assertRefused(
        "reader token: expected another than the sender token, which every box shows, but it is the"
            + " same",
        Map.of("SOPHON_SENDER_TOKEN", TOKEN, "SOPHON_READER_TOKEN", TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "receiver.lan:9528", "[::1]:9528"})
  void aHostHasNoPort(String host) {
    assertRefused(
        "host list: expected a name or an address without a port but was " + host,
        Map.of(),
        "--allow-host",
        host);
  }

  @Test
  void anEmptyListAdmitsNotEverybody() {
    assertRefused(
        "address list: expected an address as 192.168.1.5 or a network as 10.0.0.0/8, with zeros"
            + " after its prefix, but was ",
        Map.of(),
        "--allow",
        "");
  }

  private static void assertRefused(
      String message, Map<String, String> environment, String... arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(environment, arguments))
        .withMessage(message);
  }
}
