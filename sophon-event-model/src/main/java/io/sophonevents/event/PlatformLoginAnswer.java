package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the platform answers when a box logs in: where the box is to report, and its commands. */
public sealed interface PlatformLoginAnswer extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_LOGIN_ANSWER;
  }

  /** What the box's later requests to the platform must carry; a secret. */
  @Nullable String token();

  /** Where history events go: absolute addresses, or paths on the host that was logged in to. */
  List<String> historyEventUrls();

  /** How often history events go; absent means every 5 seconds. */
  @Nullable SentNumber historyPeriodSeconds();

  /** Where the state of the box goes: absolute addresses, or paths. */
  List<String> monitorUrls();

  /** How often the state of the box goes; absent means every 20 seconds. */
  @Nullable SentNumber monitorPeriodSeconds();

  /** Where commands come from; null where the platform sent none. */
  @Nullable MessageBroker broker();

  /**
   * The answer of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.17.
   *
   * @param deviceSyncUrl where {@link DeviceSync.V2R2} goes
   * @param deviceOperationUrl where {@link DeviceSync.V2R1} goes; V2R1 only
   * @param commaSeparatedHistoryUrls see {@link #historyEventUrls()}
   * @param sendsRegisteredImage 1 yes, 0 no, absent means yes; V2R3 and later, as the next two
   * @param sendsInfo 1 yes, 0 no, absent means no; V5R2 and later
   * @param commaSeparatedMonitorUrls see {@link #monitorUrls()}
   * @param message for people; in the sample only
   * @param imageServerUrl what photos with relative addresses are relative to
   */
  record V2R1(
      @JsonProperty("deviceListInfoAddr") @Nullable String deviceSyncUrl,
      @JsonProperty("deviceInfoAddr") @Nullable String deviceOperationUrl,
      @JsonProperty("recordAddr") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("recordUploadPeriod") @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("recordUploadReg") @Nullable Code sendsRegisteredImage,
      @JsonProperty("recordUploadSpotPic") @Nullable Code sendsSceneImage,
      @JsonProperty("recordUploadRecognizeFace") @Nullable Code sendsFaceImage,
      @JsonProperty("recordUploadInfo") @Nullable Code sendsInfo,
      @JsonProperty("deviceMonitorAddr") @Nullable String commaSeparatedMonitorUrls,
      @JsonProperty("deviceMonitorPeriod") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("imgServerAddr") @Nullable String imageServerUrl,
      @JsonProperty("rabbitmq") MessageBroker.@Nullable V2R1 broker,
      @JsonProperty(value = "token", required = true) String token,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformLoginAnswer {
    public V2R1 {
      requireNonNull(token, "token");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> historyEventUrls() {
      return AddressList.betweenCommas(commaSeparatedHistoryUrls);
    }

    @Override
    public List<String> monitorUrls() {
      return AddressList.betweenCommas(commaSeparatedMonitorUrls);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.17.
   *
   * @param status 0 logged in, 600000 licence unknown, 600002 licence taken, 500001 broker not set
   *     up; required by the table, missing in the sample
   * @param imageServerUrl what photos with relative addresses are relative to
   * @param commaSeparatedHistoryUrls see {@link #historyEventUrls()}
   * @param historyPeriodSeconds named as in the sample; the table's spelling is read too
   * @param commaSeparatedDeviceMonitorUrls see {@link #deviceMonitorUrls()}
   * @param deviceMonitorPeriodSeconds absent means every 20 seconds
   * @param commaSeparatedMonitorUrls see {@link #monitorUrls()}
   */
  record V6R1(
      @JsonProperty("mq_login_status") @Nullable Code status,
      @JsonProperty("mq_login_token") @Nullable String token,
      @JsonProperty("mq_img_server_addr") @Nullable String imageServerUrl,
      @JsonProperty("history_event_upload_url") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("history_report_peroid")
          @JsonAlias("history_report_period")
          @Described(namesRow = "2.49")
          @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("media_device_monitor_url") @Nullable String commaSeparatedDeviceMonitorUrls,
      @JsonProperty("media_device_monitor_report_period")
          @Nullable SentNumber deviceMonitorPeriodSeconds,
      @JsonProperty("device_monitor_url") @Nullable String commaSeparatedMonitorUrls,
      @JsonProperty("device_monitor_report_period") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("mq_server_configs") MessageBroker.@Nullable V6R1 broker,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformLoginAnswer {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> historyEventUrls() {
      return AddressList.betweenCommas(commaSeparatedHistoryUrls);
    }

    @Override
    public List<String> monitorUrls() {
      return AddressList.betweenCommas(commaSeparatedMonitorUrls);
    }

    /** Where the state of the capture devices goes: absolute addresses, or paths. */
    public List<String> deviceMonitorUrls() {
      return AddressList.betweenCommas(commaSeparatedDeviceMonitorUrls);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
