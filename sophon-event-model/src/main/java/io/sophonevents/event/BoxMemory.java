package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memory of a box. Sizes are texts with their unit: {@code 11.51G}, {@code 0.14M}. */
public sealed interface BoxMemory {
  /** What is built in. */
  @Nullable String installed();

  /** What the three parts have together. */
  @Nullable String total();

  /** What is left of the total. */
  @Nullable String free();

  /** What is taken of the total. */
  @Nullable String used();

  /** From 0 to 1. */
  @Nullable SentNumber usage();

  /** The part of the processor. */
  @Nullable Part system();

  /** The part of the tensor processor. */
  @Nullable Part tensor();

  /** The part of the video decoder. */
  @Nullable Part video();

  /**
   * {@code memory_info} of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record V5R6(
      @JsonProperty("hardware_total_memory") @Nullable String installed,
      @JsonProperty("total_memory") @Nullable String total,
      @JsonProperty("total_free_memory") @Nullable String free,
      @JsonProperty("total_used_memory") @Nullable String used,
      @JsonProperty("total_memory_scale") @Nullable SentNumber usage,
      @JsonProperty("system") @Nullable Part system,
      @JsonProperty("tpu") @Nullable Part tensor,
      @JsonProperty("video") @Nullable Part video,
      Map<String, @Nullable Object> unknownFields)
      implements BoxMemory {
    public V5R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code memory_info} of V6, where {@code total_memory} is what is built in.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record V6R1(
      @JsonProperty("video") @Nullable Part video,
      @JsonProperty("svt_free_memory") @Nullable String free,
      @JsonProperty("svt_memory_usage") @Nullable SentNumber usage,
      @JsonProperty("svt_memory") @Nullable String total,
      @JsonProperty("total_memory") @Nullable String installed,
      @JsonProperty("svt_used_memory") @Nullable String used,
      @JsonProperty("system") @Nullable Part system,
      @JsonProperty("tpu") @Nullable Part tensor,
      Map<String, @Nullable Object> unknownFields)
      implements BoxMemory {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * One part of the memory.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param systemShare of {@code system} only, as the next two of the other parts
   */
  record Part(
      @JsonProperty("total") @Nullable String total,
      @JsonProperty("free") @Nullable String free,
      @JsonProperty("used") @Nullable String used,
      @JsonProperty("system_scale") @Nullable SentNumber systemShare,
      @JsonProperty("tpu_scale") @Nullable SentNumber tensorShare,
      @JsonProperty("video_scale") @Nullable SentNumber videoShare,
      Map<String, @Nullable Object> unknownFields) {
    public Part {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Its share of the total, from 0 to 1. */
    public @Nullable SentNumber share() {
      return systemShare != null ? systemShare : tensorShare != null ? tensorShare : videoShare;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
