package io.sophonevents.receiver;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Readers who have logged in, in memory only: a restart asks them anew. A session lasts {@value
 * #HOURS} hours; of more than {@value #MAX_SESSIONS} the oldest ends.
 *
 * <p>Safe for use by many threads.
 */
final class ReaderSessions {
  static final int HOURS = 12;
  static final int MAX_SESSIONS = 1_000;

  private static final int ID_BYTES = 32; // nobody guesses one, however it is compared

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> ends = new LinkedHashMap<>();
  private final Clock clock;

  ReaderSessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session and returns its id. */
  synchronized String begin() {
    if (ends.size() >= MAX_SESSIONS) {
      ends.remove(ends.keySet().iterator().next());
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ends.put(id, clock.instant().plus(Duration.ofHours(HOURS)));
    return id;
  }

  /** Whether this is the id of a session that lasts. */
  synchronized boolean isOpen(@Nullable String id) {
    Instant end = id == null ? null : ends.get(id);
    return end != null && clock.instant().isBefore(end);
  }
}
