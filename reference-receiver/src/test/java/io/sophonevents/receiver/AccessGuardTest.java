package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessGuardTest extends ReceiverTest {
  private static final String FOREIGN_PAGE =
      "{\"message\":\"request: expected no browser or a page of this receiver but was a page of"
          + " another site\",\"status\":1}";
  private static final String FOREIGN_NAME =
      "{\"message\":\"request: expected the receiver's address, localhost or a name given with"
          + " --host or --allow-host as host but was another\",\"status\":1}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Origin: http://localhost:9528",
        "Origin:",
        "Origin: http://127.0.0.1@evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aForeignPageCanNeitherPostNorRead(String header) {
    wire.post("/HistoryEvent", Samples.withPictures(Samples.JPEG, Samples.PNG, Samples.WEBP));

    for (Wire.Answer answer :
        new Wire.Answer[] {
          wire.post("/RealTimeEvent", Samples.REAL_TIME, header),
          wire.get("/api/events", header),
          wire.get("/api/events/1/pictures/face", header),
          wire.send("OPTIONS", "/RealTimeEvent", new byte[0], header),
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo(FOREIGN_PAGE);
      assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    }
    assertThat(server.storedEvents()).isEqualTo(1);
  }

  @Test
  void itsOwnPageMayReadAndPost() {
    String own = "Origin: http://127.0.0.1:" + server.port();

    assertThat(wire.get("/api/events", own, "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
    assertThat(wire.post("/RealTimeEvent", Samples.REAL_TIME, own).status()).isEqualTo(200);
  }

  @Test
  void aLinkFromElsewhereMayOpenThePage() {
    assertThat(wire.get("/", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.js",
        "/api/events",
        "/api/events/stream",
        "/api/events/1/pictures/face"
      })
  void aNameThatWasMadeToLeadHereReadsNothing(String path) {
    Wire.Answer answer = wire.get(path, "Host: rebound.example:" + server.port());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo(FOREIGN_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:1", "192.168.1.7:9528", "[::1]:9528"})
  void anAddressReads(String host) {
    assertThat(wire.get("/api/events", "Host: " + host).status()).isEqualTo(200);
  }

  @Test
  void aPictureIsNotForPagesOfOtherSites() {
    wire.post("/HistoryEvent", Samples.withPictures(Samples.JPEG, Samples.PNG, Samples.WEBP));

    assertThat(wire.get("/api/events/1/pictures/face").header("Cross-Origin-Resource-Policy"))
        .isEqualTo("same-origin");
  }

  @Test
  void theNameGivenAsHostReads(@TempDir Path other) {
    try (ReceiverServer named =
        ReceiverServer.builder()
            .dataFolder(other)
            .host("localhost")
            .port(0)
            .streamPort(0)
            .build()) {
      assertThat(new Wire(named.port()).get("/api/events", "Host: LocalHost:1").status())
          .isEqualTo(200);
      assertThat(named.uri().toString()).isEqualTo("http://localhost:" + named.port() + "/");
    }
  }
}
