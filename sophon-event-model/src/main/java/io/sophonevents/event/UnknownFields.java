package io.sophonevents.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message that its layout does not know, in the order received, with plain JSON
 * values: String, Boolean, Long, BigInteger, BigDecimal, List, Map, null.
 *
 * <p>Immutable. Personal data: {@link #toString()} prints how many there are; a sender chooses the
 * names.
 */
final class UnknownFields extends AbstractMap<String, @Nullable Object> {
  private static final UnknownFields NONE = new UnknownFields(Map.of());

  private final Map<String, @Nullable Object> fields;

  private UnknownFields(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /** A copy that nobody can change; null, which Jackson passes when there is none, is empty. */
  static Map<String, @Nullable Object> copyOf(@Nullable Map<String, @Nullable Object> fields) {
    if (fields instanceof UnknownFields copied) {
      return copied;
    }
    return fields == null || fields.isEmpty() ? NONE : new UnknownFields(frozen(fields));
  }

  /**
   * The fields of a map that was made for them and is handed over, null if there are none.
   *
   * @param fields plain JSON values that nobody can change: {@link ReceivedObject#plain}
   */
  static Map<String, @Nullable Object> received(@Nullable Map<String, @Nullable Object> fields) {
    return fields == null || fields.isEmpty()
        ? NONE
        : new UnknownFields(Collections.unmodifiableMap(fields));
  }

  private static Map<String, @Nullable Object> frozen(Map<?, ?> fields) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> copy.put((String) name, frozenValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  /**
   * A plain JSON value that nobody can change.
   *
   * @throws IllegalArgumentException if it is no such value
   */
  static @Nullable Object frozenValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return frozen(map);
    }
    if (value instanceof List<?> list) {
      // not List.copyOf: a JSON array may hold null
      return Collections.unmodifiableList(list.stream().map(UnknownFields::frozenValue).toList());
    }
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof BigDecimal) {
      return value;
    }
    throw new IllegalArgumentException(
        "unknown fields: expected plain JSON values but one is a " + value.getClass().getName());
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return fields.entrySet();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return fields.get(name); // that of AbstractMap goes through all of them
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return fields.containsKey(name);
  }

  @Override
  public String toString() {
    return "UnknownFields[" + size() + (size() == 1 ? " field]" : " fields]");
  }
}
