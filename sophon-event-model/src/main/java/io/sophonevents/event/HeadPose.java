package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a head is turned, {@code headpose}, in degrees.
 *
 * <p>Immutable. Source: docs/protocol.md, sections 1.8 and 5.8.
 */
public record HeadPose(
    @JsonProperty("roll_angle") @Nullable SentNumber rollDegrees,
    @JsonProperty("pitch_angle") @Nullable SentNumber pitchDegrees,
    @JsonProperty("yaw_angle") @Nullable SentNumber yawDegrees,
    Map<String, @Nullable Object> unknownFields) {
  public HeadPose {
    unknownFields = UnknownFields.copyOf(unknownFields);
  }

  @Override
  public String toString() {
    return Layout.show(this);
  }
}
