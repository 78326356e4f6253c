package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a receiver is run as a service: set by a file, watched, and stopped. */
final class OperationProcessTest {
  /** What a shell says of a process that was asked to end; a service manager takes it for good. */
  private static final int TERMINATED = 143;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private Path config(String... lines) throws Exception {
    return Files.write(folder.resolve("receiver.conf"), List.of(lines));
  }

  private ReceiverProcess start() throws Exception {
    Path config = config("data = " + folder.resolve("data"), "port = 0", "stream-port = 0");
    return ReceiverProcess.start(
        folder, ReceiverProcess.fromClasses("--config", config.toString()));
  }

  private ReceiverProcess.Outcome run(List<String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.addAll(ReceiverProcess.fromClasses(arguments));
    return ReceiverProcess.run(folder, command);
  }

  @Test
  void allOfItsOptionsMayBeInAFile() throws Exception {
    try (ReceiverProcess receiver = start()) {
      assertThat(receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
      assertThat(receiver.wire().get("/health/ready").status()).isEqualTo(200);
      assertThat(receiver.wire().get("/metrics").body())
          .contains("sophon_receiver_answers_total{status=\"200\"} 2.0");
      assertThat(folder.resolve("data/events.db")).exists();
    }
  }

  @Test
  void aWrongSettingIsExplainedWithItsPlace() throws Exception {
    Path config = config("data = " + folder.resolve("data"), "port = 70000");

    ReceiverProcess.Outcome outOfRange = run(List.of(), "--config", config.toString());
    assertThat(outOfRange.err())
        .isEqualTo(
            "config " + config + ", line 2: port: expected 0 to 65535 but was 70000; see --help\n");
    assertThat(outOfRange.exitCode()).isEqualTo(2);

    ReceiverProcess.Outcome unknown =
        run(List.of("SOPHON_RECEIVER_CONFIG=" + config, "SOPHON_RECEIVER_PROT=1"));
    assertThat(unknown.err())
        .isEqualTo(
            "environment SOPHON_RECEIVER_PROT: expected the name of an option, as --help lists"
                + " them, without dashes but was prot; see --help\n");
    assertThat(unknown.exitCode()).isEqualTo(2);

    ReceiverProcess.Outcome lonelyKey =
        run(List.of("SOPHON_RECEIVER_PORT=0"), "--config", config.toString(), "--tls-key", "x");
    assertThat(lonelyKey.err())
        .isEqualTo("tls-port: expected beside the keys of TLS but is none; see --help\n");
  }

  @Test
  void theHelpIsOrderedByTopicAndFitsOnAFewScreens() throws Exception {
    ReceiverProcess.Outcome help = run(List.of("SOPHON_RECEIVER_PROT=1"), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out().lines())
        .contains("Where:", "TLS:", "Limits:", "Commands:")
        .hasSizeLessThan(100);
  }

  @Test
  void tlsIsSaidWhereItIs() throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");
    Path password = Files.writeString(folder.resolve("password"), TestKeys.PASSWORD + "\n");
    List<String> arguments =
        List.of(
            "--data=" + folder.resolve("data"),
            "--port=0",
            "--stream-port=0",
            "--tls-port=0",
            "--tls-keystore=" + keys.keyStore(),
            "--tls-password-file=" + password);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run(List.of(), arguments.toArray(String[]::new)).err())
        .isEqualTo(
            "tls-password-file "
                + password
                + ": expected a file that others cannot read; chmod 600 "
                + password
                + "; see --help\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
    try (ReceiverProcess receiver =
        ReceiverProcess.start(
            folder, ReceiverProcess.fromClasses(arguments.toArray(String[]::new)))) {
      assertThat(receiver.ready()).matches(".*/; tls https://127\\.0\\.0\\.1:\\d+/; stream .*");
      assertThat(receiver.log()).doesNotContain(TestKeys.PASSWORD);
    }
  }

  @Test
  void aRequestUnderWayIsAnsweredBeforeItEnds() throws Exception {
    byte[] body = Samples.REAL_TIME.getBytes(UTF_8);
    try (ReceiverProcess receiver = start();
        Line idle = new Line("127.0.0.1", receiver.port());
        Socket underWay = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      underWay.setSoTimeout(20_000);
      underWay
          .getOutputStream()
          .write(
              ("POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(underWay.getInputStream().readNBytes(goOn.length()), UTF_8))
          .isEqualTo(goOn);
      assertThat(idle.isServed()).isTrue();

      CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(receiver::terminated);
      while (idle.isServed()) {
        Thread.onSpinWait(); // until it has heard
      }
      underWay.getOutputStream().write(body);
      assertThat(new String(underWay.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 200");

      assertThat(exit.get(30, TimeUnit.SECONDS)).isEqualTo(TERMINATED);
    }
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void connectionsThatRestDoNotHoldItUp() throws Exception {
    try (ReceiverProcess receiver = start();
        Line idle = new Line("127.0.0.1", receiver.port());
        Line silent = new Line("127.0.0.1", receiver.port())) {
      assertThat(idle.isServed()).isTrue();
      silent.send("P");

      long start = System.nanoTime();
      assertThat(receiver.terminate()).isEqualTo(TERMINATED);

      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
      assertThat(idle.readToEnd()).isEmpty();
    }
  }

  @Test
  void aBodyThatNeverEndsIsNotAcknowledged() throws Exception {
    try (ReceiverProcess receiver = start();
        Line unfinished = new Line("127.0.0.1", receiver.port())) {
      unfinished.send("POST /RealTimeEvent HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{}");

      assertThat(receiver.terminate()).isEqualTo(TERMINATED);

      assertThat(unfinished.readToEnd()).doesNotContain("200");
    }
    assertThat(stored()).isZero();
  }

  private int stored() {
    List<StoredEvent> events = new ArrayList<>();
    FolderEventStore.visitAll(folder.resolve("data"), events::add);
    return events.size();
  }
}
