package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a box, or one item of it: its answer when it is asked. What a program that
 * receives events needs is typed; the other items, about a hundred, are in {@code unknownFields()}.
 */
public sealed interface Configs extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.CONFIGS;
  }

  /** Where history events go; none if that was not asked, or nothing is set. */
  List<String> historyEventUrls();

  /** How often history events go. */
  @Nullable SentNumber historyPeriodSeconds();

  /** The score from which a comparison is a match. */
  @Nullable SentNumber threshold();

  /** For how long the same person is not reported again. */
  @Nullable SentNumber repeatInterval();

  /** The licence code of the box. */
  @Nullable String licenceCode();

  /** {@code mq} where a platform commands the box, {@code local}. */
  @Nullable Code workMode();

  /** {@code SE3}, {@code SE5} or {@code docker}. */
  @Nullable Code productType();

  /**
   * The answer of {@code /SophonConfig/api/Configs}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9.
   */
  record V5R7(
      @JsonProperty(value = "data", required = true) ItemsV5R7 items,
      Map<String, @Nullable Object> unknownFields)
      implements Configs {
    public V5R7 {
      requireNonNull(items, "items");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> historyEventUrls() {
      return AddressList.betweenCommas(items.commaSeparatedHistoryUrls());
    }

    @Override
    public @Nullable SentNumber historyPeriodSeconds() {
      return items.historyPeriodSeconds();
    }

    @Override
    public @Nullable SentNumber threshold() {
      return items.threshold();
    }

    @Override
    public @Nullable SentNumber repeatInterval() {
      return items.repeatInterval();
    }

    @Override
    public @Nullable String licenceCode() {
      return items.licenceCode();
    }

    @Override
    public @Nullable Code workMode() {
      return items.workMode();
    }

    @Override
    public @Nullable Code productType() {
      return items.productType();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The items of V5. Those that are not typed, among them secrets of the broker and the misspelt
   * {@code HISROTY_EVENT_NEED_REG_PIC}, are in {@code unknownFields()}.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.9 and row 2.40.
   *
   * @param applyMode {@code recognize} or {@code grab}
   * @param findsAttributes whether age, gender and the like are computed
   * @param macAddress in hexadecimal, {@code 0x} before it
   * @param deviceSyncUrl where {@link DeviceSync} goes
   * @param deviceMonitorUrl seen: empty
   * @param repeatInterval 1000 in the table, 6 on a box; the unit is not certain
   * @param controllerMode what a match does: {@code opendoor}
   * @param qualityLevel what a picture must reach: {@code low}, {@code middle} or {@code high}
   * @param firstScoreFactor below the knee the score is factor times similarity plus offset
   * @param historyContentType {@code json} or {@code form-data}
   * @param commaSeparatedHistoryUrls ends in a comma; see {@link V5R7#historyEventUrls()}
   * @param historyNeedsInfo whether history events carry attributes, box and embedding
   * @param loginStatus how the last login at the platform went
   * @param loginUrl of the platform
   * @param passMode {@code normal}, {@code allpass} or {@code allforbidden}
   * @param secondScoreFactor the same above the knee
   * @param supportsMasks whether faces with masks are recognised
   * @param threshold 0.5 in the table, 82 on a box
   * @param sentThresholdRange a text with two commas; see {@link #thresholdRange()}
   * @param monitorPeriodSeconds seen: 20
   * @param monitorUrl where {@link BoxStatus} goes
   */
  record ItemsV5R7(
      @JsonProperty("APPLY_MODE") @Nullable Code applyMode,
      @JsonProperty("ATTRIBUTE_DETECT") @Nullable SentFlag findsAttributes,
      @JsonProperty("BOX_MAC") @Nullable String macAddress,
      @JsonProperty("DEVICE_LIST_INFO_UPLOAD_ADDR") @Nullable String deviceSyncUrl,
      @JsonProperty("DEVICE_MONITOR_ADDR") @Nullable String deviceMonitorUrl,
      @JsonProperty("DEV_SNO") @Nullable String licenceCode,
      @JsonProperty("DUPLICATE_REMOVAL_TIMEOUT") @Nullable SentNumber repeatInterval,
      @JsonProperty("EVENT_WORK_MODE") @Nullable Code controllerMode,
      @JsonProperty("FIQA_LEVEL") @Nullable Code qualityLevel,
      @JsonProperty("FIRST_SCORE_FUNC_A") @Nullable SentNumber firstScoreFactor,
      @JsonProperty("FIRST_SCORE_FUNC_B") @Nullable SentNumber firstScoreOffset,
      @JsonProperty("HISTORY_CONTENT_TYPE") @Nullable Code historyContentType,
      @JsonProperty("HISTORY_EVENT_NEED_RECOGNIZE_FACE") @Nullable SentFlag historyNeedsFaceImage,
      @JsonProperty("HISTORY_EVENT_NEED_REG_PIC") @Nullable SentFlag historyNeedsRegisteredImage,
      @JsonProperty("HISTORY_EVENT_NEED_SPOT_PIC") @Nullable SentFlag historyNeedsSceneImage,
      @JsonProperty("HISTORY_UPLOAD_EVENT_URL") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("HISTORY_UPLOAD_NEED_INFO") @Nullable SentFlag historyNeedsInfo,
      @JsonProperty("LOGIN_STATUS") @Nullable LoginStatus loginStatus,
      @JsonProperty("LOGIN_URL") @Nullable String loginUrl,
      @JsonProperty("PASSMODE") @Nullable Code passMode,
      @JsonProperty("PRODUCT_TYPE") @Nullable Code productType,
      @JsonProperty("REPORTED_PEROID") @JsonAlias("REPORTED_PERIOD")
          @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("SECOND_SCORE_FUNC_A") @Nullable SentNumber secondScoreFactor,
      @JsonProperty("SECOND_SCORE_FUNC_B") @Nullable SentNumber secondScoreOffset,
      @JsonProperty("SUPPORT_MASK") @Nullable SentFlag supportsMasks,
      @JsonProperty("SUPPORT_STRANGER_GROUP") @Nullable SentFlag registersStrangers,
      @JsonProperty("THRESHOLD") @Nullable SentNumber threshold,
      @JsonProperty("THRESHOLD_RANGE") @Nullable Object sentThresholdRange,
      @JsonProperty("WEB_HEART_TIME") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("WEB_HEART_URL") @Nullable String monitorUrl,
      @JsonProperty("WORK_MODE") @Nullable Code workMode,
      Map<String, @Nullable Object> unknownFields) {
    public ItemsV5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** How scores are spread; null if it is not among the items or not three numbers. */
    public @Nullable ThresholdRange thresholdRange() {
      return ThresholdRange.of(sentThresholdRange);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * How the last login at the platform went.
   *
   * <p>Immutable. Source: docs/protocol.md, section 4.
   *
   * @param code 0 logged in, 600000 licence unknown, 600002 licence taken, 500001 broker not set up
   */
  record LoginStatus(
      @JsonProperty("chinese_message") @Nullable String chineseMessage,
      @JsonProperty("code") @Nullable Code code,
      @JsonProperty("message") @Nullable String message,
      Map<String, @Nullable Object> unknownFields) {
    public LoginStatus {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The answer of {@code /sophon/v2/face/getconfigs}, without a wrapper; that of {@code setconfigs}
   * too, with the items that were set.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.13, 1.14 and 5.9.
   *
   * @param commaSeparatedHistoryUrls see {@link #historyEventUrls()}
   * @param historyPeriodSeconds 5 unless it is set
   * @param deviceMonitorUrl where {@link MediaDeviceStatus} goes
   * @param monitorUrl the older name of the same in the chapter about the platform
   * @param threshold 82 unless it is set
   * @param repeatInterval seconds, 6 unless it is set; picture streams only
   * @param findsAttributes whether age, gender and the like are computed
   */
  record V6R1(
      @JsonProperty("HISTORY_EVENT_UPLOAD_URL") @Nullable String commaSeparatedHistoryUrls,
      @JsonProperty("HISTORY_REPORT_PEROID") @JsonAlias("HISTORY_REPORT_PERIOD")
          @Nullable SentNumber historyPeriodSeconds,
      @JsonProperty("MEDIA_DEVICE_MONITOR_URL") @Nullable String deviceMonitorUrl,
      @JsonProperty("MEDIA_DEVICE_MONITOR_REPORT_PEROID")
          @JsonAlias("MEDIA_DEVICE_MONITOR_REPORT_PERIOD")
          @Nullable SentNumber deviceMonitorPeriodSeconds,
      @JsonProperty("WEB_HEART_URL") @Nullable String monitorUrl,
      @JsonProperty("WEB_HEART_TIME") @Nullable SentNumber monitorPeriodSeconds,
      @JsonProperty("MATCH_THRESHOLD") @Nullable SentNumber threshold,
      @JsonProperty("GATE_DUPLICATE_REMOVAL_TIMEOUT") @Nullable SentNumber repeatInterval,
      @JsonProperty("MQ_LICENSE_KEY") @Nullable String licenceCode,
      @JsonProperty("GATE_WORK_MODE") @Nullable Code workMode,
      @JsonProperty("GATE_PRODUCT_TYPE") @Nullable Code productType,
      @JsonProperty("ALG_ATTRIBUTE_DETECT") @Nullable SentFlag findsAttributes,
      Map<String, @Nullable Object> unknownFields)
      implements Configs {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public List<String> historyEventUrls() {
      return AddressList.betweenCommas(commaSeparatedHistoryUrls);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
