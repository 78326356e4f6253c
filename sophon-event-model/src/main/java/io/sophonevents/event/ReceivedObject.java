package io.sophonevents.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object just as it was received: names and values in their order, before anybody has said
 * what it is.
 *
 * <p>A value is a String, an {@link EncodedImage} (a text under the name of a picture, which is not
 * copied out of the body), a Long, BigInteger or BigDecimal, a Boolean, a List, another object, or
 * null. Not safe for use by many threads while it is filled.
 */
final class ReceivedObject {
  private static final String[] NO_NAMES = {};
  private static final @Nullable Object[] NO_VALUES = {};

  /** One without fields, never to be filled. */
  static final ReceivedObject EMPTY = new ReceivedObject();

  private static final int FIRST_FIELDS = 8;
  private static final int SEARCHED_ONE_BY_ONE = 12;

  /** Empty until the first field comes: many objects have none. */
  private String[] names = NO_NAMES;

  private @Nullable Object[] values = NO_VALUES;
  private int size;

  /** A bit for each name: where the bit of a name is missing, nobody has to search for it. */
  private long nameBits;

  private @Nullable Map<String, Integer> index;

  /** Where it stands in the body, of interest for the elements of a batch only. */
  private int start;

  private int end;

  /** Adds a field; false if there is one of this name already. */
  boolean put(String name, @Nullable Object value) {
    long bit = bit(name);
    if ((nameBits & bit) != 0 && indexOf(name) >= 0) {
      return false;
    }
    if (size == names.length) {
      names = size == 0 ? new String[FIRST_FIELDS] : Arrays.copyOf(names, 2 * size);
      values = size == 0 ? new Object[FIRST_FIELDS] : Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    values[size] = value;
    size++;
    nameBits |= bit;
    if (index != null) {
      index.put(name, size - 1);
    } else if (size > SEARCHED_ONE_BY_ONE) {
      Map<String, Integer> all = new HashMap<>();
      for (int i = 0; i < size; i++) {
        all.put(names[i], i);
      }
      index = all;
    }
    return true;
  }

  void setPlace(int from, int to) {
    start = from;
    end = to;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int size() {
    return size;
  }

  String name(int i) {
    return names[i];
  }

  @Nullable Object value(int i) {
    return values[i];
  }

  /** Whether there is such a field, be it null. */
  boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /** Whether there is such a field with another value than null. */
  boolean hasValue(String name) {
    return get(name) != null;
  }

  boolean hasObject(String name) {
    return get(name) instanceof ReceivedObject;
  }

  boolean hasList(String name) {
    return get(name) instanceof List;
  }

  /** The value, null also where there is no such field. */
  @Nullable Object get(String name) {
    int i = indexOf(name);
    return i < 0 ? null : values[i];
  }

  /** The object in this field, an empty one where there is none. */
  ReceivedObject in(String name) {
    return get(name) instanceof ReceivedObject object ? object : EMPTY;
  }

  /** The first object of the list in this field, an empty one where there is none. */
  ReceivedObject firstIn(String name) {
    return get(name) instanceof List<?> list
            && !list.isEmpty()
            && list.get(0) instanceof ReceivedObject object
        ? object
        : EMPTY;
  }

  /** Whether the field has this text. */
  boolean says(String name, String text) {
    return text.equals(get(name));
  }

  /** As a map of plain JSON values that nobody can change, which holds nothing of the body. */
  Map<String, @Nullable Object> toPlain() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      plain.put(names[i], plain(values[i]));
    }
    return Collections.unmodifiableMap(plain);
  }

  /** As a plain JSON value that nobody can change. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof ReceivedObject object) {
      return object.toPlain();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(plain(element)));
      return Collections.unmodifiableList(copy);
    }
    return value instanceof EncodedImage image ? image.text() : value;
  }

  private int indexOf(String name) {
    if ((nameBits & bit(name)) == 0) {
      return -1;
    }
    if (index != null) {
      Integer at = index.get(name);
      return at == null ? -1 : at;
    }
    int hash = name.hashCode(); // which a String keeps: cheaper to compare than the characters
    for (int i = 0; i < size; i++) {
      String each = names[i];
      if (each.hashCode() == hash && each.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** One of 64 bits, by the hash, which a String keeps. */
  private static long bit(String name) {
    return 1L << (name.hashCode() & 63);
  }
}
