package io.sophonevents.client.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTokenTest {
  private static final String BODY =
      "{\"appkey\":\"1234qwe\",\"time\":1551196800000,\"pageNo\":\"2\",\"pageSize\":\"10\"}";

  @Test
  void theTokenIsThatOfTheCheckVector() {
    assertThat(PlatformToken.of("/openapi/v1/cross/node/search", BODY, "secret"))
        .isEqualTo("8C00D2C1A862DB772386D0444915DFE1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "openapi/v1", "/openapi/v1?token=x", "http://ip:9061/openapi"})
  void whatIsNoPathIsRefused(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformToken.of(uri, BODY, "secret"))
        .withMessage(
            "platform uri: expected a path without a query but was "
                + uri.length()
                + " other chars");
  }
}
