package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a box where to report its state and how often. */
public sealed interface MonitorServerUrl extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.MONITOR_SERVER_URL;
  }

  /** Where to report. */
  List<String> urls();

  /** How often. */
  @Nullable SentNumber reportPeriodSeconds();

  /**
   * The body of {@code /SophonFogSys/api/MonitorServerUrl}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14: V2R1 and V2R2.
   *
   * @param contentType only {@code json} works
   * @param reportPeriodSeconds the vendor does not name the unit; seconds as in the login's answer
   */
  record V2R1(
      @JsonProperty(value = "monitor_server_url", required = true) String url,
      @JsonProperty("content-type") @Nullable Code contentType,
      @JsonProperty("reported_peroid") @JsonAlias("reported_period")
          @Nullable SentNumber reportPeriodSeconds,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrl {
    public V2R1 {
      requireNonNull(url, "url");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return List.of(url);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The body of {@code /SophonSystem/api/monitor} on port 8888.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14.
   *
   * @param licenceCode what the reports are to carry
   */
  record V5R7(
      @JsonProperty(value = "monitor_address_list", required = true) List<String> urls,
      @JsonProperty("report_period") @Nullable SentNumber reportPeriodSeconds,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrl {
    public V5R7 {
      requireNonNull(urls, "urls");
      urls = List.copyOf(urls);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The body of {@code /sophon/v2/system/setsystemmonitorconfig} on port 8888.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.14.
   *
   * @param commaSeparatedUrls see {@link #urls()}
   * @param reporterId what the reports are to carry
   */
  record V6R1(
      @JsonProperty(value = "device_monitor_url", required = true) String commaSeparatedUrls,
      @JsonProperty("device_monitor_report_period") @Nullable SentNumber reportPeriodSeconds,
      @JsonProperty("reporter_id") @Nullable String reporterId,
      Map<String, @Nullable Object> unknownFields)
      implements MonitorServerUrl {
    public V6R1 {
      requireNonNull(commaSeparatedUrls, "commaSeparatedUrls");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> urls() {
      return AddressList.betweenCommas(commaSeparatedUrls);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
