package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.UnknownEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One call: method, path, query and body. Not safe for use by many threads. */
final class BoxRequest {
  private static final EventCodec CODEC = new EventCodec();
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

  private final String method;
  private final String path;
  private final boolean changes;
  private final byte @Nullable [] body;
  private final List<Map.Entry<String, String>> query = new ArrayList<>();
  private @Nullable String id;
  private boolean onSystemPort;

  private BoxRequest(String method, String path, boolean changes, byte @Nullable [] body) {
    this.method = method;
    this.path = path;
    this.changes = changes;
    this.body = body;
  }

  static BoxRequest get(String path) {
    return new BoxRequest("GET", path, false, null);
  }

  /** A POST that changes nothing. */
  static BoxRequest ask(String path, SophonEvent body) {
    return new BoxRequest("POST", path, false, CODEC.encode(body));
  }

  static BoxRequest post(String path, SophonEvent body) {
    return new BoxRequest("POST", path, true, CODEC.encode(body));
  }

  static BoxRequest put(String path, SophonEvent body) {
    return new BoxRequest("PUT", path, true, CODEC.encode(body));
  }

  static BoxRequest delete(String path, @Nullable SophonEvent body) {
    return new BoxRequest("DELETE", path, true, body == null ? null : CODEC.encode(body));
  }

  /**
   * A body that no layout describes.
   *
   * @param namesAndValues a name, its value, a name, …; what is null is left out
   */
  static UnknownEvent object(@Nullable Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
      }
    }
    return new UnknownEvent(fields);
  }

  /** The plain JSON values of a message of ours. */
  static Fields fields(SophonEvent message) {
    return new Fields("request", CODEC.decode(CODEC.encode(message), UnknownEvent.class).fields());
  }

  /** Adds to the query, unless there is no value. */
  BoxRequest query(String name, @Nullable Object value) {
    if (value != null) {
      query.add(Map.entry(name, value.toString()));
    }
    return this;
  }

  /** Whether a path keeps it. */
  static boolean isId(String id) {
    return !id.isEmpty() && !id.equals(".") && !id.equals("..");
  }

  /**
   * Puts an id after the path.
   *
   * @throws IllegalArgumentException if it is empty, or one that a path does not keep
   */
  BoxRequest id(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("id: expected some characters but was \"" + id + "\"");
    }
    this.id = id;
    return this;
  }

  /** Asks the system of the box, port 8888, and not its recognition, port 5555. */
  BoxRequest onSystemPort() {
    onSystemPort = true;
    return this;
  }

  boolean isOnSystemPort() {
    return onSystemPort;
  }

  String method() {
    return method;
  }

  /** Whether the call may not be made twice: it changes something. */
  boolean changes() {
    return changes;
  }

  byte @Nullable [] body() {
    return body;
  }

  /** The call without ids and values, fit to log. */
  String name() {
    return method + " " + path;
  }

  HttpUrl url(HttpUrl box) {
    HttpUrl.Builder url = box.newBuilder().encodedPath(path);
    if (id != null) {
      url.addEncodedPathSegment(encoded(id));
    }
    for (Map.Entry<String, String> each : query) {
      url.addEncodedQueryParameter(encoded(each.getKey()), encoded(each.getValue()));
    }
    return url.build();
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      if (UNRESERVED.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append(String.format("%%%02X", each & 0xff));
      }
    }
    return encoded.toString();
  }
}
