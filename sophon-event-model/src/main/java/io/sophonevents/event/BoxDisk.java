package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A disk of a box. Sizes are texts with their unit: {@code 30.54G}. */
public sealed interface BoxDisk {
  /** What can be written to. */
  @Nullable String total();

  /** What is left. */
  @Nullable String free();

  /** What is taken. */
  @Nullable String used();

  /** From 0 to 1. */
  @Nullable SentNumber usage();

  /**
   * {@code disk_info} of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param installed what is built in
   */
  record V5R6(
      @JsonProperty("hardware_total_disk") @Nullable String installed,
      @JsonProperty("total_disk") @Nullable String total,
      @JsonProperty("free_disk") @Nullable String free,
      @JsonProperty("used_disk") @Nullable String used,
      @JsonProperty("disk_rate") @Nullable SentNumber usage,
      Map<String, @Nullable Object> unknownFields)
      implements BoxDisk {
    public V5R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code external_hard_drives_info} of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param state {@code 1} mounted, {@code 0} not
   */
  record ExternalV5R7(
      @JsonProperty("external_hard_state") @Nullable Code state,
      @JsonProperty("external_hard_disk_rate") @Nullable SentNumber usage,
      @JsonProperty("external_hard_total_disk") @Nullable String total,
      @JsonProperty("external_hard_free_disk") @Nullable String free,
      @JsonProperty("external_hard_used_disk") @Nullable String used,
      Map<String, @Nullable Object> unknownFields)
      implements BoxDisk {
    public ExternalV5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code emmc} and {@code hdd} of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param installed what is built in
   */
  record V6R1(
      @JsonProperty("total_disk") @Nullable String total,
      @JsonProperty("nominal_capacity") @Nullable String installed,
      @JsonProperty("free_disk") @Nullable String free,
      @JsonProperty("used_disk") @Nullable String used,
      @JsonProperty("mount_status") @Nullable SentFlag isMounted,
      @JsonProperty("disk_usage") @Nullable SentNumber usage,
      Map<String, @Nullable Object> unknownFields)
      implements BoxDisk {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
