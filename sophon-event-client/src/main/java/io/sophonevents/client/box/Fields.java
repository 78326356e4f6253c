package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.UnknownEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain JSON values of an answer that no layout describes. */
@SuppressWarnings("unchecked") // the keys of a JSON object are texts
final class Fields {
  private final String subject;
  private final Map<String, Object> fields;

  Fields(String subject, Map<String, Object> fields) {
    this.subject = subject;
    this.fields = fields;
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** The object in it with this name, in which V5 has everything. */
  Fields in(String name) {
    if (fields.get(name) instanceof Map<?, ?> object) {
      return new Fields(subject, (Map<String, Object>) object);
    }
    throw missing("an object", name);
  }

  /** The objects of a list; none if there is no such list. */
  List<Fields> all(String name) {
    List<Fields> objects = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> object) {
          objects.add(new Fields(subject, (Map<String, Object>) object));
        }
      }
    }
    return objects;
  }

  /** What is in a list; nothing if there is no such list. */
  List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /** The same with another list. */
  Fields with(String name, List<?> list) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put(name, list);
    return new Fields(subject, changed);
  }

  /** The texts of a list; none if there is no such list. */
  List<String> texts(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw missing("a text", name);
    }
    return text;
  }

  @Nullable String textOrNull(String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  @Nullable Long numberOrNull(String name) {
    return fields.get(name) instanceof Number number ? Long.valueOf(number.longValue()) : null;
  }

  /** All of them, as a body. */
  UnknownEvent message() {
    return new UnknownEvent(fields);
  }

  private TransportException missing(String expected, String name) {
    return new TransportException(
        subject + ": expected " + expected + " called " + name + " in the answer but was none");
  }
}
