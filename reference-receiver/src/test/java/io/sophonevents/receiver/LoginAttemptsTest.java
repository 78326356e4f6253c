package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LoginAttemptsTest {
  private final SetClock clock = new SetClock(Instant.EPOCH);
  private final LoginAttempts attempts = new LoginAttempts(clock);

  @Test
  void afterTenWrongOnesEvenTheRightOneIsNotHeardForTheRestOfTheMinute() throws Exception {
    InetAddress peer = InetAddress.getByName("192.168.1.7");
    for (int i = 0; i < 10; i++) {
      assertThat(attempts.attempt(peer, () -> false))
          .isEqualTo(new LoginAttempts.Outcome(false, null));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(attempts.attempt(peer, () -> true))
        .isEqualTo(new LoginAttempts.Outcome(false, Duration.ofSeconds(50)));
    assertThat(attempts.attempt(InetAddress.getByName("192.168.1.8"), () -> true).right()).isTrue();

    clock.advance(Duration.ofSeconds(49));
    assertThat(attempts.attempt(peer, () -> true).right()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(attempts.attempt(peer, () -> true).right()).isTrue();
  }

  @Test
  void theRightOneCostsNothing() throws UnknownHostException {
    InetAddress peer = InetAddress.getByName("192.168.1.7");
    for (int i = 0; i < 100; i++) {
      assertThat(attempts.attempt(peer, () -> true).right()).isTrue();
    }
  }

  @Test
  void theAddressesOfOneNetworkOfIpv6CountAsOne() throws UnknownHostException {
    for (int i = 0; i < 10; i++) {
      attempts.attempt(InetAddress.getByName("2001:db8::" + i), () -> false);
    }
    assertThat(attempts.attempt(InetAddress.getByName("2001:db8::99"), () -> true).right())
        .isFalse();
    assertThat(attempts.attempt(InetAddress.getByName("2001:db8:0:1::99"), () -> true).right())
        .isTrue();
  }

  @Test
  void onlySoManyAddressesAreKnown() throws UnknownHostException {
    InetAddress first = InetAddress.getByName("192.168.1.7");
    for (int i = 0; i < 10; i++) {
      attempts.attempt(first, () -> false);
    }
    for (int i = 1; i < LoginAttempts.MAX_ADDRESSES; i++) {
      attempts.attempt(address(i), () -> false);
    }
    assertThat(attempts.attempt(first, () -> true).right()).isFalse();

    attempts.attempt(address(0), () -> false);
    assertThat(attempts.attempt(first, () -> true).right()).isTrue();
  }

  private static InetAddress address(int number) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
  }
}
