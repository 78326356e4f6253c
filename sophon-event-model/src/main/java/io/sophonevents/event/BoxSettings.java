package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a box that a platform can change over RabbitMQ, or those that were changed. */
public sealed interface BoxSettings {
  /** Whether strangers are registered in a gallery of their own. */
  @Nullable SentFlag registersStrangers();

  /** The score from which a face matches, on the box's scale. */
  @Nullable SentNumber threshold();

  /** {@code normal}, {@code allpass} or {@code allforbidden}. */
  @Nullable Code passMode();

  /**
   * The names of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param thresholdRange start, best threshold and maximum of the scale
   * @param historyHasInfo whether history events have their {@code info} block
   * @param collectsInfrared {@code ir_collection}, not described by the vendor
   */
  record V2R1(
      @JsonProperty("support_stranger_group") @Nullable SentFlag registersStrangers,
      @JsonProperty("threshold") @Nullable SentNumber threshold,
      @JsonProperty("threshold_range") @Nullable List<SentNumber> thresholdRange,
      @JsonProperty("passmode") @Nullable Code passMode,
      @JsonProperty("history_upload_need_info") @Nullable SentFlag historyHasInfo,
      @JsonProperty("ir_collection") @Nullable SentFlag collectsInfrared,
      Map<String, @Nullable Object> unknownFields)
      implements BoxSettings {
    public V2R1 {
      thresholdRange = thresholdRange == null ? null : List.copyOf(thresholdRange);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The names of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V6R1(
      @JsonProperty("gate_support_stranger_group") @Nullable SentFlag registersStrangers,
      @JsonProperty("match_threshold") @Nullable SentNumber threshold,
      @JsonProperty("gate_pass_mode") @Nullable Code passMode,
      Map<String, @Nullable Object> unknownFields)
      implements BoxSettings {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
