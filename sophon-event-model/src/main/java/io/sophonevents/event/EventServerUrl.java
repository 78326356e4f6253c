package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a box where to post events as they happen, and which. */
public sealed interface EventServerUrl extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.EVENT_SERVER_URL;
  }

  /**
   * The body of every version that has it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.12: V2R1, V2R2 and branch {@code fog} of
   * V2R3.
   *
   * @param urls tried in this order, half a second each; {@code http}, {@code https}, perhaps
   *     {@code ftp}
   * @param needsRegisteredImage absent means yes, as with all that follow
   * @param needsSceneImage branch {@code fog} only
   * @param needsFaceImage branch {@code fog} only
   * @param needsAllPersonTypes whether to post strangers too; branch {@code fog} only
   * @param contentType {@code json} or {@code form-data}
   */
  record V2R1(
      @JsonProperty(value = "event_server_url", required = true) List<String> urls,
      @JsonProperty("real_need_reg_pic") @Nullable SentFlag needsRegisteredImage,
      @JsonProperty("real_need_spot_pic") @Nullable SentFlag needsSceneImage,
      @JsonProperty("real_need_recognize_face") @Nullable SentFlag needsFaceImage,
      @JsonProperty("real_need_send_all_person_type") @Nullable SentFlag needsAllPersonTypes,
      @JsonProperty("content-type") @Nullable Code contentType,
      Map<String, @Nullable Object> unknownFields)
      implements EventServerUrl {
    public V2R1 {
      requireNonNull(urls, "urls");
      urls = List.copyOf(urls);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** JSON to these addresses, with all that the box sends unless told otherwise. */
    public static V2R1 json(List<String> urls) {
      return new V2R1(urls, null, null, null, null, Code.of("json"), Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
