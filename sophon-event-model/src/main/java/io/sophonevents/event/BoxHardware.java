package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Software, load, memory and disks of a box, {@code gateway_ext_data}. */
public sealed interface BoxHardware {
  /** The temperature of the board, of no human being. */
  @Nullable SentNumber boardTemperatureCelsius();

  /**
   * That of the oldest report.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R1.
   *
   * @param processorUsage the vendor names no unit
   * @param memoryUsage a ratio
   * @param diskUsage a ratio
   * @param status 0 for well, -1 for not
   * @param statusDescription typed as a number by the vendor
   */
  record V2R1(
      @JsonProperty("sw_version") @Nullable String softwareVersion,
      @JsonProperty("sdk_version") @Nullable String algorithmVersion,
      @JsonProperty("gateway_mac") @Nullable String macAddress,
      @JsonProperty("cpu_use") @Nullable SentNumber processorUsage,
      @JsonProperty("memory_size") @Nullable SentNumber memoryGigabytes,
      @JsonProperty("memory_use") @Nullable SentNumber memoryUsage,
      @JsonProperty("disk_size") @Nullable SentNumber diskGigabytes,
      @JsonProperty("disk_use") @Nullable SentNumber diskUsage,
      @JsonProperty("status") @Nullable Code status,
      @JsonProperty("status_desc") @Nullable Code statusDescription,
      Map<String, @Nullable Object> unknownFields)
      implements BoxHardware {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Null: it is not reported yet. */
    @Override
    public @Nullable SentNumber boardTemperatureCelsius() {
      return null;
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the report with load and sizes as numbers.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R2 to V5R5.
   *
   * @param softwareVersion may have several lines
   * @param memoryUsage from 0 to 1
   */
  record V2R2(
      @JsonProperty("sw_version") @Nullable String softwareVersion,
      @JsonProperty("sdk_version") @Nullable String algorithmVersion,
      @JsonProperty("gateway_mac") @Nullable String macAddress,
      @JsonProperty("temperature") @Nullable SentNumber boardTemperatureCelsius,
      @JsonProperty("cpu_usage") @Nullable SentNumber processorUsagePercent,
      @JsonProperty("memory_size") @Nullable SentNumber memoryGigabytes,
      @JsonProperty("memory_usage") @Nullable SentNumber memoryUsage,
      @JsonProperty("disk_size") @Nullable SentNumber diskGigabytes,
      @JsonProperty("disk_free_size") @Nullable SentNumber diskFreeGigabytes,
      Map<String, @Nullable Object> unknownFields)
      implements BoxHardware {
    public V2R2 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the report with an object each for processor, memory and disk.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, V2R6, V5R6 and V5R7.
   *
   * @param boxUsage null in the sample, in no table
   */
  record V5R6(
      @JsonProperty("sw_version") @Nullable String softwareVersion,
      @JsonProperty("sdk_version") @Nullable String algorithmVersion,
      @JsonProperty("gateway_mac") @Nullable String macAddress,
      @JsonProperty("temperature") @Nullable SentNumber boardTemperatureCelsius,
      @JsonProperty("cpu_info") BoxProcessor.@Nullable V5R6 processor,
      @JsonProperty("memory_info") BoxMemory.@Nullable V5R6 memory,
      @JsonProperty("disk_info") BoxDisk.@Nullable V5R6 disk,
      @JsonProperty("box_usage") @JsonInclude @Nullable Object boxUsage,
      Map<String, @Nullable Object> unknownFields)
      implements BoxHardware {
    public V5R6 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the host system's own report.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, {@code SYS} pages of V5R7.
   *
   * @param temperatureCelsius in older reports the board's
   * @param boxUsage null in the sample, in no table
   * @param fanSpeed with its unit: {@code 0r/min}
   * @param upTime for people: {@code 30 minutes}
   * @param runtimeVersion the neural network runtime
   */
  record V5R7(
      @JsonProperty("sw_version") @Nullable String softwareVersion,
      @JsonProperty("sdk_version") @Nullable String algorithmVersion,
      @JsonProperty("gateway_mac") @Nullable String macAddress,
      @JsonProperty("temperature") @Nullable SentNumber temperatureCelsius,
      @JsonProperty("cpu_info") BoxProcessor.@Nullable V5R6 processor,
      @JsonProperty("memory_info") BoxMemory.@Nullable V5R6 memory,
      @JsonProperty("disk_info") BoxDisk.@Nullable V5R6 disk,
      @JsonProperty("box_usage") @JsonInclude @Nullable Object boxUsage,
      @JsonProperty("board_temperature") @Nullable SentNumber boardTemperatureCelsius,
      @JsonProperty("fan_speed") @Nullable Code fanSpeed,
      @JsonProperty("uptime") @Nullable String upTime,
      @JsonProperty("tpu_info") BoxProcessor.@Nullable TensorV5R7 tensorProcessor,
      @JsonProperty("nnsdk_version") @Nullable String runtimeVersion,
      @JsonProperty("external_hard_drives_info") BoxDisk.@Nullable ExternalV5R7 externalDisk,
      Map<String, @Nullable Object> unknownFields)
      implements BoxHardware {
    public V5R7 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the host system's own report.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.15, {@code SYS} pages of V6.
   *
   * @param fanTurnsPerMinute 0 where there is no fan
   * @param upTime for people: {@code 2hours,40minutes}
   */
  record V6R1(
      @JsonProperty("fan_speed") @Nullable SentNumber fanTurnsPerMinute,
      @JsonProperty("core_temperature") @Nullable SentNumber coreTemperatureCelsius,
      @JsonProperty("board_temperature") @Nullable SentNumber boardTemperatureCelsius,
      @JsonProperty("uptime") @Nullable String upTime,
      @JsonProperty("cpu_info") BoxProcessor.@Nullable V6R1 processor,
      @JsonProperty("tpu_info") BoxProcessor.@Nullable TensorV6R1 tensorProcessor,
      @JsonProperty("memory_info") BoxMemory.@Nullable V6R1 memory,
      @JsonProperty("emmc") BoxDisk.@Nullable V6R1 internalDisk,
      @JsonProperty("hdd") BoxDisk.@Nullable V6R1 hardDisk,
      Map<String, @Nullable Object> unknownFields)
      implements BoxHardware {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
