package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.receiver.ReceiverServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoToEventTest {
  @TempDir Path folder;

  @Test
  void theSnippetSendsEveryFace() {
    PrintStream systemOut = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (ReceiverServer receiver =
        ReceiverServer.builder().dataFolder(folder).port(0).streamPort(0).build()) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      PhotoToEvent.sendFaces("http://localhost:" + receiver.port() + "/HistoryEvent");
      assertThat(receiver.storedEvents()).isEqualTo(3);
    } finally {
      System.setOut(systemOut);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactlyInAnyOrder(
            "Identified: Accepted[]", "Stranger: Accepted[]", "Stranger: Accepted[]");
  }

  @Test
  void theReadmeShowsTheSnippetAsItIsCompiled() throws IOException {
    Matcher snippet =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../README.md")));
    assertThat(snippet.find()).isTrue();
    String source =
        Files.readString(Path.of("src/main/java/io/sophonevents/examples/PhotoToEvent.java"));
    String shown =
        snippet
            .group(1)
            .lines()
            .map(line -> line.isEmpty() ? line : "    " + line + "\n")
            .reduce("", (all, line) -> all + (line.isEmpty() ? "\n" : line));
    assertThat(source).contains(shown);
    assertThat(snippet.group(1).lines().count()).isLessThanOrEqualTo(15);
  }
}
