package io.sophonevents.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recognition needs nobody else, and no home. */
class SelfContainedTest {
  @TempDir Path folder;

  @Test
  void noConnectionIsMade() throws Exception {
    assertThat(new FacadeProcess(folder).output()).isEqualToIgnoringNewLines("faces: 1");
  }

  @Test
  void aConnectionWouldBeSeen() throws Exception {
    try (ServerSocket open = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      int port = open.getLocalPort();

      assertThat(new FacadeProcess(folder).output(Integer.toString(port)))
          .isEqualToIgnoringNewLines(
              "connects to socket://localhost:"
                  + port
                  + "opens a socket channel"
                  + "no socket channel is given"
                  + "faces: 1");
    }
  }

  @Test
  void aHomeThatCannotBeWrittenIsNotNeeded() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("home"));

    assertThat(
            new FacadeProcess(folder)
                .withOption("-Duser.home=" + noFolder)
                .withEnvironment("HOME", noFolder.toString())
                .withEnvironment("DJL_CACHE_DIR", "")
                .output())
        .isEqualToIgnoringNewLines("faces: 1");
  }

  @Test
  void whereNothingCanBeWrittenTheMessageSaysSo() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("home"));
    String fromNewerJdks = "WARNING: java.io.tmpdir directory does not exist";

    assertThat(
            new FacadeProcess(folder)
                .withOption("-Duser.home=" + noFolder)
                .withOption("-Djava.io.tmpdir=" + noFolder)
                .withEnvironment("HOME", noFolder.toString())
                .withEnvironment("DJL_CACHE_DIR", "")
                .output()
                .lines()
                .filter(line -> !line.equals(fromNewerJdks)))
        .containsExactly(
            "native library: expected a folder to unpack it to but "
                + noFolder
                + " cannot be written, name another by -Djava.io.tmpdir, see"
                + " docs/troubleshooting.md#native-library");
  }
}
