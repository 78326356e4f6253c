package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FormPartTest {
  @Test
  void aTextIsItsUtf8AndHasNoContentType() {
    FormPart part = FormPart.text("identity_name", "小明");

    assertThat(part.name()).isEqualTo("identity_name");
    assertThat(part.contentType()).isNull();
    assertThat(part.bytes()).isEqualTo("小明".getBytes(UTF_8));
    assertThat(part.size()).isEqualTo(6);
    assertThat(part.text()).isEqualTo("小明");
  }

  @Test
  void noArrayIsShared() {
    byte[] given = {1, 2, 3};
    FormPart file = FormPart.file("reg_pic", "image/jpeg", given);
    FormPart received = FormPart.of("reg_pic", "image/jpeg", given);
    given[0] = 9;
    file.bytes()[1] = 9;

    assertThat(file.bytes()).containsExactly(1, 2, 3);
    assertThat(received.bytes()).containsExactly(1, 2, 3);
    assertThat(file.contentType()).isEqualTo("image/jpeg");
  }

  @Test
  void partsAreEqualByNameTypeAndContent() {
    FormPart part = FormPart.of("a", "text/plain", new byte[] {1});

    assertThat(part)
        .isEqualTo(FormPart.of("a", "text/plain", new byte[] {1}))
        .hasSameHashCodeAs(FormPart.of("a", "text/plain", new byte[] {1}))
        .isNotEqualTo(FormPart.of("b", "text/plain", new byte[] {1}))
        .isNotEqualTo(FormPart.of("a", null, new byte[] {1}))
        .isNotEqualTo(FormPart.of("a", "text/plain", new byte[] {2}));
  }

  @Test
  void onlyNameAndSizeArePrinted() {
    assertThat(FormPart.text("identity_name", "MARKED"))
        .hasToString("FormPart[identity_name, 6 bytes]");
  }

  @Test
  void whatIsNoTextIsNotGivenAsOne() {
    FormPart part = FormPart.of("identity_name", null, new byte[] {(byte) 0xff});

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(part::text)
        .withMessage("event: expected text in UTF-8 but the bytes are none at $.identity_name");
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> FormPart.of("a\nb", "x; charset=?", new byte[0]).text())
        .withMessage("event: expected a charset that Java knows but was another one at the part");
  }
}
