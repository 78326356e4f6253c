package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPageTest extends ReceiverTest {
  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=utf-8",
    "/page.css, text/css;charset=utf-8",
    "/page.js, text/javascript;charset=utf-8",
    "/icon.svg, image/svg+xml"
  })
  void everyFileOfThePageIsServed(String path, String type) {
    Wire.Answer answer = wire.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src"
                + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page.css", "/page.js", "/icon.svg"})
  void nothingComesFromElsewhere(String path) {
    String text = wire.get(path).body().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");

    assertThat(text).isNotBlank().doesNotContain("http://", "https://", "//cdn", "@import");
  }

  @Test
  void thePolicyIsKeptByThePageItself() {
    String html = wire.get("/").body();

    // no style or script in the page itself: the policy would not let it run
    assertThat(html).doesNotContain("style=", "<style", "onclick=", "onload=");
    assertThat(html).containsOnlyOnce("<script src=\"/page.js\" defer></script>");
  }

  @Test
  void whatAnEventSaysIsNeverReadAsHtml() {
    assertThat(wire.get("/page.js").body())
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .contains("textContent");
  }

  @Test
  void aHeadHasNoBody() {
    Wire.Answer answer = wire.send("HEAD", "/", new byte[0]);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
