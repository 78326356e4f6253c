package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a box posts the events of its database: its answer when that was set, or asked. */
public sealed interface HistoryEventUrlAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.HISTORY_EVENT_URL_ANSWER;
  }

  /**
   * The answer of every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.13.
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) Settings settings,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEventUrlAnswer {
    public V2R1 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What is set now.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.13.
   *
   * @param message seen: empty
   * @param contentType {@code json} or {@code form-data}
   */
  record Settings(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("history_upload_event_url") @Nullable List<String> urls,
      @JsonProperty("history_need_reg_pic") @Nullable SentFlag needsRegisteredImage,
      @JsonProperty("history_need_spot_pic") @Nullable SentFlag needsSceneImage,
      @JsonProperty("history_need_recognize_face") @Nullable SentFlag needsFaceImage,
      @JsonProperty("content-type") @Nullable Code contentType,
      @JsonProperty("reported_peroid") @JsonAlias("reported_period")
          @Nullable SentNumber reportPeriodSeconds,
      Map<String, @Nullable Object> unknownFields) {
    public Settings {
      urls = urls == null ? null : List.copyOf(urls);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
