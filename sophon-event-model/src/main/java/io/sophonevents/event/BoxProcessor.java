package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A processor of a box and how busy it is. */
public sealed interface BoxProcessor {
  /** From 0 to 1, all cores together. */
  @Nullable SentNumber usage();

  /**
   * {@code cpu_info} of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record V5R6(
      @JsonProperty("cpu_rate") @Nullable SentNumber usage,
      @JsonProperty("info") @Nullable Description description,
      Map<String, @Nullable Object> unknownFields)
      implements BoxProcessor {
    public V5R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What the processor is.
   *
   * <p>Immutable.
   *
   * @param type {@code A53}
   * @param frequency with its unit: {@code 2.3Ghz}; the table spells it {@code cpu_freg}
   * @param cores their number, as a text
   */
  record Description(
      @JsonProperty("cpu_type") @Nullable String type,
      @JsonProperty("cpu_freq") @JsonAlias("cpu_freg") @Nullable String frequency,
      @JsonProperty("cpu_count") @Nullable Code cores,
      Map<String, @Nullable Object> unknownFields) {
    public Description {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code cpu_info} of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param type {@code A53}
   * @param frequency with its unit: {@code 2.3Ghz}; the table spells it {@code cpu_freg}
   * @param cores their number, as a text
   */
  record V6R1(
      @JsonProperty("cpu_freq") @JsonAlias("cpu_freg") @Nullable String frequency,
      @JsonProperty("cpu_arch") @Nullable String type,
      @JsonProperty("cur_cpu_usage") @Nullable SentNumber usage,
      @JsonProperty("cpu_cores") @Nullable Code cores,
      Map<String, @Nullable Object> unknownFields)
      implements BoxProcessor {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code tpu_info} of V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   */
  record TensorV5R7(
      @JsonProperty("info") @Nullable TensorDescription description,
      @JsonProperty("tpu_rate") @Nullable SentNumber usage,
      Map<String, @Nullable Object> unknownFields)
      implements BoxProcessor {
    public TensorV5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * What the tensor processor can do.
   *
   * <p>Immutable.
   *
   * @param text {@code INT8 17.6TOP;FP32 2.2TFLOPS}
   */
  record TensorDescription(
      @JsonProperty("detail") @Nullable String text, Map<String, @Nullable Object> unknownFields) {
    public TensorDescription {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code tpu_info} of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15.
   *
   * @param description {@code INT817.6TOP;FP323.0TFLOPS}
   */
  record TensorV6R1(
      @JsonProperty("tpu_usage") @Nullable SentNumber usage,
      @JsonProperty("tpu_description") @Nullable String description,
      Map<String, @Nullable Object> unknownFields)
      implements BoxProcessor {
    public TensorV6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
