package io.sophonevents.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnOriginTest {
  @ParameterizedTest
  @CsvSource({
    ", 127.0.0.1:9528", // a box
    ", receiver.example:9528",
    "http://127.0.0.1:9528, 127.0.0.1:9528",
    "http://localhost:9528, localhost:9528",
    "http://LocalHost:9528, localhost:9528",
    "http://192.168.1.5:5679, 192.168.1.5:5679",
    "http://[::1]:9528, [::1]:9528",
    "http://127.0.0.1, 127.0.0.1:80",
  })
  void aBoxAndAPageOfOursAreAllowed(String origin, String host) {
    assertThat(OwnOrigin.allows(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 127.0.0.1:9528",
    "http://127.0.0.1:8080, 127.0.0.1:9528",
    "http://localhost:9528, 127.0.0.1:9528",
    "http://evil.example:9528, evil.example:9528", // its name resolves to this machine
    "http://localhost.evil.example:9528, localhost.evil.example:9528",
    "null, 127.0.0.1:9528", // a sandboxed page or a file
    "'', 127.0.0.1:9528",
    "http://%zz, 127.0.0.1:9528",
    "http://127.0.0.1:9528, ",
  })
  void aPageFromElsewhereIsNot(String origin, String host) {
    assertThat(OwnOrigin.allows(origin, host)).isFalse();
  }

  @Test
  void aNameOfItsOwnIsAllowedWhereTheServerKnowsIt() {
    String host = "receiver.lan:9528";

    assertThat(OwnOrigin.allows("http://receiver.lan:9528", host, host::equals)).isTrue();
    assertThat(OwnOrigin.allows("http://evil.example:9528", host, host::equals)).isFalse();
    assertThat(OwnOrigin.allows("http://receiver.lan:9528", host, "other.lan"::equals)).isFalse();
    assertThat(OwnOrigin.allows("http://receiver.lan:9528", null, host::equals)).isFalse();
  }
}
