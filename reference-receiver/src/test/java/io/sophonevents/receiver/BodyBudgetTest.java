package io.sophonevents.receiver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventCodec;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
  private static final long MOST = 2L * EventCodec.MAX_BODY_BYTES;

  private final BodyBudget budget = BodyBudget.of(MOST);

  @Test
  void thereIsRoomUpToTheLimitAndNotForOneByteMore() throws Exception {
    BodyBudget.Share first = requireNonNull(budget.take(address(1), MOST / 4 * 3));
    BodyBudget.Share second = requireNonNull(budget.take(address(2), MOST / 4));

    assertThat(budget.taken()).isEqualTo(MOST);
    assertThat(budget.take(address(3), 1)).isNull();
    assertThat(second.grow(1)).isFalse();

    first.close();
    first.close();
    assertThat(budget.taken()).isEqualTo(MOST / 4);
    assertThat(second.grow(MOST / 2)).isTrue();
  }

  @Test
  void oneAddressLeavesAQuarterForTheOthers() throws Exception {
    BodyBudget.Share most = requireNonNull(budget.take(address(1), MOST / 4 * 3));

    assertThat(budget.take(address(1), 1)).isNull();
    assertThat(budget.take(address(2), MOST / 4)).isNotNull();

    most.close();
    assertThat(budget.take(address(1), MOST / 4 * 3)).isNotNull();
  }

  @Test
  void theLargestBodyFitsIntoTheSmallestBudget() throws Exception {
    assertThat(BodyBudget.of(1).take(address(1), EventCodec.MAX_BODY_BYTES)).isNotNull();
  }

  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }
}
