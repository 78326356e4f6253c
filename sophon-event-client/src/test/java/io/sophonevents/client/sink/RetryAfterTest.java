package io.sophonevents.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "' 120 ', 120",
    "86400, 86400",
    "86401, 86400",
    "999999999, 86400",
    "'Sat, 21 Nov 2026 08:00:30 GMT', 30",
    "'Sat, 21 Nov 2026 07:00:00 GMT', 0",
    "'Fri, 31 Dec 9999 23:59:59 GMT', 86400"
  })
  void secondsAndDatesAreReadAndCapped(String value, long seconds) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1e9",
        "0x10",
        "9999999999",
        "١٢",
        "Sun, 21 Nov 2026 08:00:30 GMT",
        "2026-11-21T08:00:30Z",
        "1, 2"
      })
  void garbageIsNotSaid(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isNull();
  }

  @Test
  void nothingIsNotSaid() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
  }
}
