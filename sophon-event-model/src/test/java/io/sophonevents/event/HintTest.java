package io.sophonevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A box sends its token and its licence code in the query. */
class HintTest {
  @ParameterizedTest
  @CsvSource({
    "/a?token=SECRET, /a",
    "/a/b?dev_sno=SECRET&token=SECRET?SECRET, /a/b",
    "?token=SECRET, ''",
    "/a, /a",
  })
  void theQueryIsNoPartOfThePath(String sent, String path) {
    assertThat(Hint.path(sent)).isEqualTo(new Hint(sent, null)).isEqualTo(Hint.path(path));
    assertThat(Hint.path(sent).path()).isEqualTo(path);
    assertThat(Hint.path(sent).toString()).doesNotContain("SECRET");
    assertThat(Hint.path(sent).isPosted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"/a?next=/compare, false", "/compare?a=b, true"})
  void theQueryTellsNoKind(String sent, boolean tells) {
    assertThat(Hint.path(sent).pathHas("compare")).isEqualTo(tells);
  }
}
