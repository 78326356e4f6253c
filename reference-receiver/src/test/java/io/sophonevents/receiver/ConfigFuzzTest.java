package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sophonevents.event.SophonException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a file has, settings or our own exception come out: settings as Java reads them,
 * and a message of one line that quotes no value. In the build it goes through a few; with {@code
 * JAZZER_FUZZ=1} it looks for more.
 */
class ConfigFuzzTest {
  private static final Set<String> KEYS = Set.of("data", "port", "a", "b");
  private static final int LONGEST_MESSAGE = 200;

  static List<byte[]> files() {
    return Stream.of(
            "",
            "# nothing",
            "port = 9528\ndata = /srv/events\n",
            "a: b\\\n  c\r\n!b\rb\\u0020=1",
            "a=1\na=2",
            "port=\\u00",
            "\\",
            "a\\")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "20s")
  void parse(byte[] bytes) throws Exception {
    ConfigFile file;
    try {
      file = ConfigFile.parse("file", bytes, KEYS::contains);
    } catch (SophonException refused) {
      assertThat(String.valueOf(refused.getMessage()))
          .hasSizeLessThan(LONGEST_MESSAGE)
          .startsWith("config file")
          .doesNotContainPattern("\\p{Cntrl}");
      return;
    }
    Properties javas = new Properties();
    javas.load(new java.io.StringReader(new String(bytes, UTF_8)));
    assertThat(file.settings()).hasSameSizeAs(javas);
    file.settings()
        .forEach((key, setting) -> assertThat(setting.value()).isEqualTo(javas.getProperty(key)));
  }
}
