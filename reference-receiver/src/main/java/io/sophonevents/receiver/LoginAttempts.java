package io.sophonevents.receiver;

import io.sophonevents.client.internal.PeerNetwork;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody guess tokens quickly: after {@value #MAX_WRONG} wrong ones within a minute an address
 * is not heard for the rest of it, right or wrong. The addresses of one IPv6 network (64 bits)
 * count as one. The last {@value #MAX_ADDRESSES} addresses are known.
 *
 * <p>Safe for use by many threads.
 */
final class LoginAttempts {
  static final int MAX_WRONG = 10;
  static final int MAX_ADDRESSES = 10_000;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<ByteBuffer, Wrong> wrong = new LinkedHashMap<>();

  LoginAttempts(Clock clock) {
    this.clock = clock;
  }

  /** The wrong attempts of an address. */
  private record Wrong(Instant since, int count) {}

  /**
   * How an attempt went.
   *
   * @param pause how long the address is not heard, null if it was heard
   */
  record Outcome(boolean right, @Nullable Duration pause) {}

  /** Makes an attempt, unless the address is not heard. */
  synchronized Outcome attempt(InetAddress peer, BooleanSupplier isRight) {
    ByteBuffer address = PeerNetwork.of(peer);
    Instant now = clock.instant();
    Wrong before = wrong.get(address);
    if (before == null || !now.isBefore(before.since().plus(WINDOW))) {
      before = new Wrong(now, 0);
    }
    if (before.count() >= MAX_WRONG) {
      return new Outcome(false, Duration.between(now, before.since().plus(WINDOW)));
    }
    if (isRight.getAsBoolean()) {
      return new Outcome(true, null);
    }
    wrong.remove(address); // so that it is the youngest
    if (wrong.size() >= MAX_ADDRESSES) {
      wrong.remove(wrong.keySet().iterator().next());
    }
    wrong.put(address, new Wrong(before.since(), before.count() + 1));
    return new Outcome(false, null);
  }
}
