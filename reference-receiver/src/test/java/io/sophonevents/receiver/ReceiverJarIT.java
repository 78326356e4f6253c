package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
}
