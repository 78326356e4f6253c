package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Say how fit for use the face in a picture is: a question to a box that serves as FIQA server. */
public sealed interface QualityCommand extends BoxCommand {
  @Override
  default EventKind kind() {
    return EventKind.QUALITY_COMMAND;
  }

  /** The picture in question. */
  EncodedImage image();

  /** {@code high}, {@code middle}, {@code low}, {@code no} or {@code custom}. */
  @Nullable Code qualityLevel();

  /**
   * {@code fiqa} with an {@code info} object.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V2R1(
      @JsonProperty(value = "method", required = true) String method,
      @JsonProperty("messageId") @Nullable String messageId,
      @JsonProperty(value = "info", required = true) Subject subject,
      @JsonProperty("extend_params") @Nullable Parameters parameters,
      Map<String, @Nullable Object> unknownFields)
      implements QualityCommand {
    public V2R1 {
      requireNonNull(method, "method");
      requireNonNull(subject, "subject");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public EncodedImage image() {
      return subject.image();
    }

    @Override
    public @Nullable Code qualityLevel() {
      return subject.qualityLevel();
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code fiqa}, flat.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   */
  record V6R1(
      @JsonProperty(value = "message_key", required = true) String method,
      @JsonProperty("message_id") @Nullable String messageId,
      @JsonProperty("notify_path") @Nullable String resultUrl,
      @JsonProperty(value = "image_base64_str", required = true) EncodedImage image,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      Map<String, @Nullable Object> unknownFields)
      implements QualityCommand {
    public V6R1 {
      requireNonNull(method, "method");
      requireNonNull(image, "image");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The picture in question and how strictly to look.
   *
   * <p>Immutable.
   */
  record Subject(
      @JsonProperty(value = "image_base64_str", required = true) EncodedImage image,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      Map<String, @Nullable Object> unknownFields) {
    public Subject {
      requireNonNull(image, "image");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
