package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.SophonException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
  private static final Set<String> KEYS = Set.of("data", "port", "host", "tls-port");

  private static ConfigFile parse(byte[] bytes) {
    return ConfigFile.parse("file", bytes, KEYS::contains);
  }

  @Test
  void itIsReadAsJavaReadsProperties() {
    String text =
        """
        # a comment that ends with a backslash is one line \\
        ! another
        data = /srv/\\
            events

          port: 9528
        tls-port 0
        host=\\u0031\\\\2 é\
        """;

    Map<String, ConfigFile.Setting> settings = parse(text.getBytes(UTF_8)).settings();

    assertThat(settings)
        .containsExactly(
            Map.entry("data", new ConfigFile.Setting("/srv/events", "config file, line 3")),
            Map.entry("port", new ConfigFile.Setting("9528", "config file, line 6")),
            Map.entry("tls-port", new ConfigFile.Setting("0", "config file, line 7")),
            Map.entry("host", new ConfigFile.Setting("1\\2 é", "config file, line 8")));
    assertThat(parse(new byte[0]).settings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port = 1;prot = 2      | line 2: expected the name of an option, as --help lists them, without dashes but was prot
          --port = 1             | line 1: expected the name of an option, as --help lists them, without dashes but was <6 chars>
          port = 1;;s3cret       | line 3: expected the name of an option, as --help lists them, without dashes but was <6 chars>
          = 1                    | line 1: expected the name of an option, as --help lists them, without dashes but was <0 chars>
          port = 1;port = 1      | line 2: port: expected once but is given twice
          port =                 | line 1: port: expected a value but has none
          port                   | line 1: port: expected a value but has none
          host = \\u12           | line 1: expected four hex digits after \\u
          """)
  void whatIsWrongIsSaidWithItsLine(String lines, String message) {
    assertThatThrownBy(() -> parse(lines.replace(';', '\n').getBytes(UTF_8)))
        .isInstanceOf(SophonException.class)
        .hasMessage("config file, " + message);
  }

  @Test
  void anotherEncodingIsRefused() {
    assertThatThrownBy(() -> parse("host = é".getBytes(ISO_8859_1)))
        .isInstanceOf(SophonException.class)
        .hasMessage("config file: expected UTF-8 but was another encoding");
  }

  @Test
  void aFileUpToTheLimitIsReadAndOneByteMoreIsNot() {
    assertThat(parse(new byte[0]).settings()).isEmpty();
    assertThat(parse(comment(ConfigFile.MAX_BYTES)).settings()).isEmpty();

    assertThatThrownBy(() -> parse(comment(ConfigFile.MAX_BYTES + 1)))
        .isInstanceOf(SophonException.class)
        .hasMessage("config file: expected at most 65536 bytes");
  }

  private static byte[] comment(int bytes) {
    return "#".repeat(bytes).getBytes(UTF_8);
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none");

    assertThatThrownBy(() -> ConfigFile.read(file, KEYS::contains))
        .isInstanceOf(SophonException.class)
        .hasMessage("config " + file + ": expected a file but there is none");
    assertThatThrownBy(() -> ConfigFile.read(folder, KEYS::contains))
        .isInstanceOf(SophonException.class)
        .hasMessage("config " + folder + ": cannot be read (IOException)");
  }
}
