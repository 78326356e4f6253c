package io.sophonevents.receiver;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A receiver for each test, on free ports and a folder of its own. */
abstract class ReceiverTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  ReceiverServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  Wire wire;

  @BeforeEach
  void open() {
    server =
        ReceiverServer.builder().dataFolder(folder.resolve("data")).port(0).streamPort(0).build();
    wire = new Wire(server.port());
  }

  @AfterEach
  void close() {
    server.close();
  }
}
