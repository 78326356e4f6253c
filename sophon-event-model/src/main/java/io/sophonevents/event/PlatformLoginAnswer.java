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
   * @param imageServerUrl what photos with relative addresses are relative to
   * @param commaSeparatedHistoryUrls see {@link #historyEventUrls()}
   * @param sendsRegisteredImage 1 yes, 0 no, absent means yes; V2R3 and later, as the next two
   * @param sendsInfo 1 yes, 0 no, absent means no; V5R2 and later
   * @param deviceSyncUrl where {@link DeviceSync.V2R2} goes
   * @param deviceOperationUrl where {@link DeviceSync.V2R1} goes; V2R1 only
   * @param commaSeparatedMonitorUrls see {@link #monitorUrls()}
   * @param message for people; in the sample only
   */
  record V2R1(
      @JsonProperty(value = "token", required = true) String token,
      @JsonProperty("imgServerAddr") @Nullable String imageServerUrl,
      @JsonProperty("recordAddr") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("recordUploadPeriod") @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("recordUploadReg") @Nullable Code sendsRegisteredImage,
      @JsonProperty("recordUploadSpotPic") @Nullable Code sendsSceneImage,
      @JsonProperty("recordUploadRecognizeFace") @Nullable Code sendsFaceImage,
      @JsonProperty("recordUploadInfo") @Nullable Code sendsInfo,
      @JsonProperty("deviceListInfoAddr") @Nullable String deviceSyncUrl,
      @JsonProperty("deviceInfoAddr") @Nullable String deviceOperationUrl,
      @JsonProperty("deviceMonitorAddr") @Nullable String commaSeparatedMonitorUrls,
      @JsonProperty("deviceMonitorPeriod") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("rabbitmq") MessageBroker.@Nullable V2R1 broker,
      @JsonProperty("message") @Nullable String message,
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

    /** Makes one by hand. */
    public static Builder builder(String token) {
      return new Builder(token);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String token;
      private @Nullable String imageServerUrl;
      private @Nullable String historyEventUrls;
      private @Nullable SentNumber historyPeriodSeconds;
      private @Nullable Code sendsRegisteredImage;
      private @Nullable Code sendsSceneImage;
      private @Nullable Code sendsFaceImage;
      private @Nullable Code sendsInfo;
      private @Nullable String deviceSyncUrl;
      private @Nullable String deviceOperationUrl;
      private @Nullable String monitorUrls;
      private @Nullable SentNumber monitorPeriodSeconds;
      private MessageBroker.@Nullable V2R1 broker;
      private @Nullable String message;

      private Builder(String token) {
        this.token = requireNonNull(token, "token");
      }

      public Builder imageServerUrl(String imageServerUrl) {
        this.imageServerUrl = imageServerUrl;
        return this;
      }

      public Builder historyEventUrls(List<String> historyEventUrls) {
        this.historyEventUrls = String.join(",", historyEventUrls);
        return this;
      }

      public Builder historyPeriodSeconds(long historyPeriodSeconds) {
        this.historyPeriodSeconds = SentNumber.of(historyPeriodSeconds);
        return this;
      }

      public Builder sendsRegisteredImage(boolean sendsRegisteredImage) {
        this.sendsRegisteredImage = Code.of(sendsRegisteredImage ? 1 : 0);
        return this;
      }

      public Builder sendsSceneImage(boolean sendsSceneImage) {
        this.sendsSceneImage = Code.of(sendsSceneImage ? 1 : 0);
        return this;
      }

      public Builder sendsFaceImage(boolean sendsFaceImage) {
        this.sendsFaceImage = Code.of(sendsFaceImage ? 1 : 0);
        return this;
      }

      public Builder sendsInfo(boolean sendsInfo) {
        this.sendsInfo = Code.of(sendsInfo ? 1 : 0);
        return this;
      }

      public Builder deviceSyncUrl(String deviceSyncUrl) {
        this.deviceSyncUrl = deviceSyncUrl;
        return this;
      }

      public Builder deviceOperationUrl(String deviceOperationUrl) {
        this.deviceOperationUrl = deviceOperationUrl;
        return this;
      }

      public Builder monitorUrls(List<String> monitorUrls) {
        this.monitorUrls = String.join(",", monitorUrls);
        return this;
      }

      public Builder monitorPeriodSeconds(long monitorPeriodSeconds) {
        this.monitorPeriodSeconds = SentNumber.of(monitorPeriodSeconds);
        return this;
      }

      public Builder broker(MessageBroker.V2R1 broker) {
        this.broker = broker;
        return this;
      }

      public Builder message(String message) {
        this.message = message;
        return this;
      }

      /** The whole. */
      public V2R1 build() {
        return new V2R1(
            token,
            imageServerUrl,
            historyEventUrls,
            historyPeriodSeconds,
            sendsRegisteredImage,
            sendsSceneImage,
            sendsFaceImage,
            sendsInfo,
            deviceSyncUrl,
            deviceOperationUrl,
            monitorUrls,
            monitorPeriodSeconds,
            broker,
            message,
            Map.of());
      }
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
   * @param commaSeparatedMonitorUrls see {@link #monitorUrls()}
   * @param commaSeparatedDeviceMonitorUrls see {@link #deviceMonitorUrls()}
   * @param deviceMonitorPeriodSeconds absent means every 20 seconds
   */
  record V6R1(
      @JsonProperty("mq_login_token") @Nullable String token,
      @JsonProperty("mq_login_status") @Nullable Code status,
      @JsonProperty("mq_img_server_addr") @Nullable String imageServerUrl,
      @JsonProperty("history_event_upload_url") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("history_report_peroid")
          @JsonAlias("history_report_period")
          @Described(namesRow = "2.49")
          @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("device_monitor_url") @Nullable String commaSeparatedMonitorUrls,
      @JsonProperty("device_monitor_report_period") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("media_device_monitor_url") @Nullable String commaSeparatedDeviceMonitorUrls,
      @JsonProperty("media_device_monitor_report_period")
          @Nullable SentNumber deviceMonitorPeriodSeconds,
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

    /** Makes one by hand. */
    public static Builder builder(String token) {
      return new Builder(token);
    }

    /** Makes one by hand. Not safe for use by many threads. */
    public static final class Builder {
      private final String token;
      private @Nullable Code status;
      private @Nullable String imageServerUrl;
      private @Nullable String historyEventUrls;
      private @Nullable SentNumber historyPeriodSeconds;
      private @Nullable String monitorUrls;
      private @Nullable SentNumber monitorPeriodSeconds;
      private @Nullable String deviceMonitorUrls;
      private @Nullable SentNumber deviceMonitorPeriodSeconds;
      private MessageBroker.@Nullable V6R1 broker;

      private Builder(String token) {
        this.token = requireNonNull(token, "token");
      }

      public Builder status(long status) {
        this.status = Code.of(status);
        return this;
      }

      public Builder imageServerUrl(String imageServerUrl) {
        this.imageServerUrl = imageServerUrl;
        return this;
      }

      public Builder historyEventUrls(List<String> historyEventUrls) {
        this.historyEventUrls = String.join(",", historyEventUrls);
        return this;
      }

      public Builder historyPeriodSeconds(long historyPeriodSeconds) {
        this.historyPeriodSeconds = SentNumber.of(historyPeriodSeconds);
        return this;
      }

      public Builder monitorUrls(List<String> monitorUrls) {
        this.monitorUrls = String.join(",", monitorUrls);
        return this;
      }

      public Builder monitorPeriodSeconds(long monitorPeriodSeconds) {
        this.monitorPeriodSeconds = SentNumber.of(monitorPeriodSeconds);
        return this;
      }

      public Builder deviceMonitorUrls(List<String> deviceMonitorUrls) {
        this.deviceMonitorUrls = String.join(",", deviceMonitorUrls);
        return this;
      }

      public Builder deviceMonitorPeriodSeconds(long deviceMonitorPeriodSeconds) {
        this.deviceMonitorPeriodSeconds = SentNumber.of(deviceMonitorPeriodSeconds);
        return this;
      }

      public Builder broker(MessageBroker.V6R1 broker) {
        this.broker = broker;
        return this;
      }

      /** The whole. */
      public V6R1 build() {
        return new V6R1(
            token,
            status,
            imageServerUrl,
            historyEventUrls,
            historyPeriodSeconds,
            monitorUrls,
            monitorPeriodSeconds,
            deviceMonitorUrls,
            deviceMonitorPeriodSeconds,
            broker,
            Map.of());
      }
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
