package io.sophonevents.client.box.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.SophonEvent;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asked of a {@link BoxServer}. Everything in it is the caller's: what is not as it
 * should be is refused in the vendor's words, which name the parameter and never its value.
 */
final class BoxCall {
  private static final int MAX_NUMBER_CHARS = 30;
  private static final EventCodec CODEC = new EventCodec();

  private final String name;
  private final Map<String, List<String>> query;
  private final byte[] body;

  /**
   * A request.
   *
   * @param name what stands behind the path of the call, as the id of a picture
   * @param rawQuery as it stood in the URL
   */
  BoxCall(String name, @Nullable String rawQuery, byte[] body) {
    this.name = name;
    this.query = parse(rawQuery);
    this.body = body;
  }

  private static Map<String, List<String>> parse(@Nullable String rawQuery) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return query;
    }
    for (String part : rawQuery.split("&", -1)) {
      int equals = part.indexOf('=');
      String key = URLDecoder.decode(equals < 0 ? part : part.substring(0, equals), UTF_8);
      String value = equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), UTF_8);
      query.computeIfAbsent(key, missing -> new ArrayList<>()).add(value);
    }
    return query;
  }

  /** What stands behind the path of the call. */
  String name() {
    if (name.isEmpty()) {
      throw missing("id");
    }
    return name;
  }

  /** The names of the parameters. */
  List<String> parameters() {
    return List.copyOf(query.keySet());
  }

  /** A parameter; null if it is absent or empty. */
  @Nullable String text(String parameter) {
    List<String> values = query.get(parameter);
    if (values == null) {
      return null;
    }
    if (values.size() > 1) {
      throw new BoxRefusal("BAD_REQUEST", parameter + " was given more than once");
    }
    return values.get(0).isEmpty() ? null : values.get(0);
  }

  /** The values of a list: given more than once, or with commas between, or both. */
  @Nullable List<String> list(String parameter) {
    List<String> values = query.get(parameter);
    return values == null
        ? null
        : values.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  /** A whole number. */
  long number(String parameter, long absent, long from, long to) {
    BigDecimal value = decimal(parameter);
    return value == null ? absent : within(parameter, value, from, to);
  }

  /** A number that a message has. */
  static long within(String parameter, BigDecimal value, long from, long to) {
    if (value.compareTo(BigDecimal.valueOf(from)) < 0
        || value.compareTo(BigDecimal.valueOf(to)) > 0
        || value.stripTrailingZeros().scale() > 0) {
      throw new BoxRefusal(
          "BAD_REQUEST", parameter + ": expected a whole number from " + from + " to " + to);
    }
    return value.longValue();
  }

  /** A number. */
  @Nullable BigDecimal decimal(String parameter) {
    String text = text(parameter);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= MAX_NUMBER_CHARS && text.matches("[+-]?\\d*\\.?\\d*")) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      // a dot alone
    }
    throw new BoxRefusal("BAD_REQUEST", parameter + ": expected a number");
  }

  /** A time, seconds or milliseconds. */
  @Nullable EventTime time(String parameter) {
    BigDecimal value = decimal(parameter);
    if (value == null) {
      return null;
    }
    try {
      return value.compareTo(BigDecimal.valueOf(100_000_000_000L)) < 0
          ? EventTime.ofSeconds(value)
          : EventTime.ofMillis(value.longValue());
    } catch (IllegalArgumentException e) {
      throw new BoxRefusal("BAD_REQUEST", parameter + ": expected a time");
    }
  }

  /** A parameter without which the call makes no sense. */
  static <T> T required(String parameter, @Nullable T value) {
    if (value == null) {
      throw missing(parameter);
    }
    return value;
  }

  private static BoxRefusal missing(String parameter) {
    return new BoxRefusal("MISSING_ARGUMENTS", parameter);
  }

  /** The body, which is to be of this kind. */
  <T extends SophonEvent> T message(Class<T> kind) {
    if (body.length == 0) {
      throw new BoxRefusal("EMPTY_REQUEST_JSON", "expected a JSON object but the body is empty");
    }
    return CODEC.decode(body, kind);
  }
}
