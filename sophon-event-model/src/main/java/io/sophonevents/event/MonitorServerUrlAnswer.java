package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a box reports its state: its answer when that was set, or asked. */
public sealed interface MonitorServerUrlAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.MONITOR_SERVER_URL_ANSWER;
  }

  /** Where the box reports; none if the answer does not say. */
  List<String> urls();

  /**
   * The answer when it was asked.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14: V2R1 and V2R2.
   *
   * @param settings without a content type
   */
  record V2R1(
      @JsonProperty(value = "data", required = true) MonitorServerUrl.V2R1 settings,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrlAnswer {
    public V2R1 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return settings.urls();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer when it was set: a text in place of the settings.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14: V2R1 and V2R2.
   *
   * @param message {@code ok}
   */
  record DoneV2R1(
      @JsonProperty(value = "data", required = true) String message,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrlAnswer {
    public DoneV2R1 {
      requireNonNull(message, "message");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return List.of();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of {@code /SophonSystem/api/monitor}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14.
   */
  record V5R7(
      @JsonProperty(value = "data", required = true) MonitorServerUrl.V5R7 settings,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrlAnswer {
    public V5R7 {
      requireNonNull(settings, "settings");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return settings.urls();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of {@code /sophon/v2/system/setsystemmonitorconfig}, whose names differ between the
   * vendor's table and its sample.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14.
   *
   * @param sampleUrls under the name that the sample has
   * @param samplePeriodSeconds under the name that the sample has
   * @param tableUrls under the name that the table has
   * @param tablePeriodSeconds under the name that the table has
   */
  record V6R1(
      @JsonProperty("monitor_address_list") @Nullable List<String> sampleUrls,
      @JsonProperty("report_period") @Nullable SentNumber samplePeriodSeconds,
      @JsonProperty("device_monitor_url") @Nullable List<String> tableUrls,
      @JsonProperty("device_monitor_report_period") @Nullable SentNumber tablePeriodSeconds,
      @JsonProperty("reporter_id") @Nullable String reporterId,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrlAnswer {
    public V6R1 {
      sampleUrls = sampleUrls == null ? null : List.copyOf(sampleUrls);
      tableUrls = tableUrls == null ? null : List.copyOf(tableUrls);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return sampleUrls != null ? sampleUrls : tableUrls != null ? tableUrls : List.of();
    }

    /** How often the box reports. */
    public @Nullable SentNumber reportPeriodSeconds() {
      return samplePeriodSeconds != null ? samplePeriodSeconds : tablePeriodSeconds;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
