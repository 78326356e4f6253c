package io.sophonevents.client.sink;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, or a date. Source: RFC 9110, section 10.2.3. */
final class RetryAfter {
  /** A receiver that asks for more gets this. */
  static final Duration MOST = Duration.ofHours(24);

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait from now, from nothing to {@link #MOST}; null if it does not say. */
  static @Nullable Duration parse(@Nullable String value, Instant now) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.matches("[0-9]{1," + MOST_DIGITS + "}")) {
      return capped(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return capped(Duration.between(now, date));
    } catch (DateTimeException garbage) {
      return null;
    }
  }

  private static Duration capped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }
}
