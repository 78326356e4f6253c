package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks of the event stream: the first message on the connection, sent by it. */
public sealed interface StreamSubscription extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.STREAM_SUBSCRIPTION;
  }

  /** Whether to send the face picture; absent means no. */
  boolean wantsFaceImage();

  /** Whether to send the gallery picture; absent means no. */
  boolean wantsRegisteredImage();

  /** The capture devices whose events to send; none means no events. */
  List<String> deviceIds();

  /**
   * The subscription of the V5 generation.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R6, V5R2 to V5R7.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record V5R2(
      @JsonProperty("need_face") @Nullable Boolean needFace,
      @JsonProperty("need_register") @Nullable Boolean needRegister,
      @JsonProperty("event_list") @Nullable List<String> eventList,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields)
      implements StreamSubscription {
    public V5R2 {
      eventList = eventList == null ? null : List.copyOf(eventList);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** All pictures of these devices. */
    public static V5R2 withPictures(List<String> deviceIds) {
      return new V5R2(true, true, deviceIds, Map.of());
    }

    @Override
    public List<String> deviceIds() {
      return eventList == null ? List.of() : eventList;
    }

    @Override
    public boolean wantsFaceImage() {
      return Boolean.TRUE.equals(needFace);
    }

    @Override
    public boolean wantsRegisteredImage() {
      return Boolean.TRUE.equals(needRegister);
    }
  }
}
