package io.sophonevents.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a message is. Each constant knows how its layouts are told by their keys. */
public enum EventKind {
  /** A match, posted as it happens: {@link RealTimeEvent}. */
  REAL_TIME(
      "/RealTimeEvent",
      body -> {
        if (!body.has("identity_id") || !body.path("ext_data").isObject() || isStream(body)) {
          return null;
        }
        // the older history layouts have ext_data too; a want_action tells them
        return body.hasNonNull("want_action")
            ? null
            : hasOnly(body.path("ext_data"), Keys.FOG_EXTENSION)
                ? RealTimeEvent.FogV2R1.class
                : RealTimeEvent.V2R1.class;
      }),

  /** A recognition from the box's database: {@link HistoryEvent}. */
  HISTORY(
      "/HistoryEvent",
      body ->
          body.has("identity_id")
                  && !body.hasNonNull("ext_data")
                  && (body.hasNonNull("ep_info")
                      || body.hasNonNull("out_timestamp")
                      || body.hasNonNull("recognize_face_attr"))
                  && !body.hasNonNull("media_device_info")
                  && !body.hasNonNull("media_device_id")
              ? HistoryEvent.V5R4.class
              : null),

  /** A record of the platform: {@link AccessRecord}. Only its way tells it from a stream event. */
  ACCESS_RECORD("/EventServer/api/AccessRecord", body -> null),

  /** A comparison, pushed over the WebSocket: {@link StreamEvent}. */
  STREAM("", body -> isStream(body) ? StreamEvent.V5R2.class : null),

  /** What a client asks of the stream: {@link StreamSubscription}. */
  STREAM_SUBSCRIPTION(
      "",
      body ->
          !body.has("identity_id")
                  && (body.hasNonNull("event_list")
                      || body.hasNonNull("need_face")
                      || body.hasNonNull("need_register"))
              ? StreamSubscription.V5R2.class
              : null),

  /** What a receiver answers: {@link AccessRecordAnswer}. */
  ACCESS_RECORD_ANSWER(
      "",
      body ->
          body.has("status") && body.hasNonNull("message") && !body.has("identity_id")
              ? AccessRecordAnswer.V2R2.class
              : null),

  /** None of the others: {@link UnknownEvent}. */
  UNKNOWN("", body -> UnknownEvent.class);

  private static final class Keys {
    static final Set<String> FOG_EXTENSION =
        Set.of("device_ip", "spot_pic", "person_type", "device_type");
  }

  private final String defaultPath;

  @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
  private final Function<JsonNode, @Nullable Class<? extends SophonEvent>> layoutOf;

  EventKind(
      String defaultPath, Function<JsonNode, @Nullable Class<? extends SophonEvent>> layoutOf) {
    this.defaultPath = defaultPath;
    this.layoutOf = layoutOf;
  }

  /** The path that the vendor's pages post it to, empty for what is not posted. */
  public String defaultPath() {
    return defaultPath;
  }

  /** The layout of the first kind that has these keys; the way is asked only where they tie. */
  static Class<? extends SophonEvent> layoutOf(JsonNode body, boolean posted) {
    for (EventKind kind : values()) {
      Class<? extends SophonEvent> layout = kind.layoutOf.apply(body);
      if (layout != null) {
        return posted && layout == StreamEvent.V5R2.class ? AccessRecord.V5R6.class : layout;
      }
    }
    throw new IllegalStateException("unreachable: UNKNOWN takes all");
  }

  private static boolean isStream(JsonNode body) {
    return body.has("identity_id")
        && body.hasNonNull("device_id")
        && body.hasNonNull("ext_data")
        && !body.hasNonNull("want_action");
  }

  private static boolean hasOnly(JsonNode object, Set<String> keys) {
    for (var name : (Iterable<String>) object::fieldNames) {
      if (!keys.contains(name)) {
        return false;
      }
    }
    return true;
  }
}
