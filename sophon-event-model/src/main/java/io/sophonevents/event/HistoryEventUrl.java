package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a box where to post the events of its database, how often and with which pictures. */
public sealed interface HistoryEventUrl extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.HISTORY_EVENT_URL;
  }

  /**
   * The body of every version; V6 has configuration items besides it.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.13.
   *
   * @param urls all of them get each event
   * @param needsRegisteredImage absent means yes, as with the other two
   * @param needsSceneImage V2R6, V5R3 and later, and branch {@code fog}
   * @param needsFaceImage V2R6, V5R3 and later, and branch {@code fog}
   * @param contentType {@code json} or {@code form-data}
   * @param reportPeriodSeconds at least 1; the vendor's own code has 1, the box's page 5
   */
  record V2R1(
      @JsonProperty(value = "history_upload_event_url", required = true) List<String> urls,
      @JsonProperty("history_need_reg_pic") @Nullable SentFlag needsRegisteredImage,
      @JsonProperty("history_need_spot_pic") @Nullable SentFlag needsSceneImage,
      @JsonProperty("history_need_recognize_face") @Nullable SentFlag needsFaceImage,
      @JsonProperty("content-type") @Nullable Code contentType,
      @JsonProperty("reported_peroid") @JsonAlias("reported_period")
          @Nullable SentNumber reportPeriodSeconds,
      Map<String, @Nullable Object> unknownFields)
      implements HistoryEventUrl {
    public V2R1 {
      requireNonNull(urls, "urls");
      urls = List.copyOf(urls);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /**
     * JSON to these addresses with all pictures.
     *
     * @throws IllegalArgumentException if the period is less than a second
     */
    public static V2R1 json(List<String> urls, long reportPeriodSeconds) {
      if (reportPeriodSeconds < 1) {
        throw new IllegalArgumentException(
            "history event url: expected a period of at least 1 second but was "
                + reportPeriodSeconds);
      }
      return new V2R1(
          urls,
          SentFlag.TRUE,
          SentFlag.TRUE,
          SentFlag.TRUE,
          Code.of("json"),
          SentNumber.of(reportPeriodSeconds),
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
