package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventCodec;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file that people get. */
final class ReceiverJarIT {
  @Test
  void oneFileIsAllThatIsNeeded(@TempDir Path folder) throws Exception {
    String data = folder.resolve("data").toString();
    try (ReceiverProcess receiver =
        ReceiverProcess.start(
            folder, ReceiverProcess.fromJar("--port", "0", "--stream-port", "0", "--data", data))) {
      assertThat(receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
      assertThat(receiver.wire().get("/").body()).startsWith("<!doctype html>");
      assertThat(receiver.wire().get("/api/events").body()).contains("\"id\":1,");
      // as src/main/shade has it: nothing of Jetty's, and when it happened
      assertThat(receiver.log().lines())
          .singleElement()
          .asString()
          .matches("\\S+T\\S+ INFO ReceiverServer - started host=127.0.0.1 port=.*");
      receiver.kill();
    }

    ReceiverProcess.Outcome export =
        ReceiverProcess.run(folder, ReceiverProcess.fromJar("export", "--data", data));
    assertThat(export.exitCode()).isZero();
    assertThat(export.out().lines()).hasSize(1);

    ReceiverProcess.Outcome noPlace =
        ReceiverProcess.run(
            folder,
            ReceiverProcess.fromJar(
                List.of("-Djava.io.tmpdir=/nowhere"),
                "--port",
                "0",
                "--stream-port",
                "0",
                "--data",
                folder.resolve("new").toString()));
    String fromNewerJdks = "WARNING: java.io.tmpdir directory does not exist";
    assertThat(noPlace.err().lines().filter(line -> !line.equals(fromNewerJdks)))
        .containsExactly(
            "temporary folder /nowhere: the library of SQLite cannot be run from there; choose"
                + " another with -Djava.io.tmpdir=DIR");
    assertThat(noPlace.exitCode()).isEqualTo(1);

    ReceiverProcess.Outcome version =
        ReceiverProcess.run(folder, ReceiverProcess.fromJar("--version"));
    assertThat(version.out().strip()).matches("reference-receiver \\d.*");
  }

  @Test
  void sixtyFourOfTheLargestBodiesAtOnceDoNotEndASmallReceiver(@TempDir Path folder)
      throws Exception {
    byte[] largest = new byte[EventCodec.MAX_BODY_BYTES];
    Arrays.fill(largest, (byte) 'A');
    String start = "{\"identity_id\":\"1\",\"timestamp\":1,\"ext_data\":{\"spot_pic\":\"";
    System.arraycopy(start.getBytes(UTF_8), 0, largest, 0, start.length());
    System.arraycopy("\"}}".getBytes(UTF_8), 0, largest, largest.length - 3, 3);
    ExecutorService senders = Executors.newFixedThreadPool(64);
    try (ReceiverProcess receiver =
        ReceiverProcess.start(
            folder,
            ReceiverProcess.fromJar(
                List.of("-Xmx192m"),
                "--port",
                "0",
                "--stream-port",
                "0",
                "--data",
                folder.resolve("data").toString()))) {
      Callable<Integer> sender = () -> statusOf(receiver, largest);
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : senders.invokeAll(Collections.nCopies(64, sender))) {
        statuses.add(answer.get());
      }

      assertThat(statuses).contains(200).containsOnly(200, 503);
      assertThat(receiver.wire().post("/RealTimeEvent", Samples.REAL_TIME).status()).isEqualTo(200);
      assertThat(receiver.log()).doesNotContain("out of memory");
    } finally {
      senders.shutdownNow();
    }
  }

  private static int statusOf(ReceiverProcess receiver, byte[] body) {
    try {
      Wire.Answer answer = receiver.wire().post("/RealTimeEvent", body);
      assertThat(answer.header("Retry-After")).isEqualTo(answer.status() == 503 ? "5" : null);
      return answer.status();
    } catch (UncheckedIOException closedWhileSending) {
      return 503; // as it said before, but the sender was still busy
    }
  }
}
