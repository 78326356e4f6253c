package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box for the events that have the face of a picture; answered with a {@link
 * PictureSearchAnswer}. At most 50000 events are looked at and 1000 found; to look further, ask
 * again with the time at which the answer says that it ended.
 */
public sealed interface PictureSearchRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PICTURE_SEARCH_REQUEST;
  }

  /** The picture; its largest face counts. */
  @Nullable EncodedImage image();

  /** Not before it; absent means a day ago. */
  @Nullable EventTime from();

  /** Not after it; absent means now. */
  @Nullable EventTime to();

  /** Where the search before this one ended; absent means to begin anew. */
  @Nullable EventTime continuedFrom();

  /** How well a face must match; absent means 82. */
  @Nullable Score threshold();

  /** The capture devices whose events to look at; absent means all. */
  @Nullable List<String> deviceIds();

  /**
   * The request of the V5 generation.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10; vendor page "16 picture search", V2R6 and
   * V5R5 to V5R7.
   *
   * @param qualityLevel {@code no}, which absent means too, {@code low}, {@code middle} or {@code
   *     high}
   * @param to less than a month after {@code from}
   * @param latestFirst {@code reverse}, absent means yes
   * @param wantsDebugInfo whether to say how long it took, absent means no
   */
  record V2R6(
      @JsonProperty(value = "face_image_base64", required = true) EncodedImage image,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("starttime") @Nullable EventTime from,
      @JsonProperty("endtime") @Nullable EventTime to,
      @JsonProperty("last_end_timestamp") @Nullable EventTime continuedFrom,
      @JsonProperty("threshold") @Nullable Score threshold,
      @JsonProperty("device_id_list") @Nullable List<String> deviceIds,
      @JsonProperty("reverse") @Nullable SentFlag latestFirst,
      @JsonProperty("with_debug_info") @Nullable SentFlag wantsDebugInfo,
      Map<String, @Nullable Object> unknownFields)
      implements PictureSearchRequest {
    public V2R6 {
      requireNonNull(image, "image");
      deviceIds = deviceIds == null ? null : List.copyOf(deviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** In the events of a time, the latest first. */
    public static V2R6 between(EncodedImage image, EventTime from, EventTime to) {
      return new V2R6(image, null, from, to, null, null, null, null, null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The request of V6, times in milliseconds. One of picture and path is there.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.10; vendor page "16 search by image", V6R1.
   *
   * @param imagePath of a file on the box
   * @param qualityLevel {@code no}, {@code low}, which absent means too, {@code middle} or {@code
   *     high}
   * @param latestFirst {@code reverse}, absent means yes
   */
  record V6R1(
      @JsonProperty("face_image_base64") @Nullable EncodedImage image,
      @JsonProperty("face_image_path") @Nullable String imagePath,
      @JsonProperty("fiqa_level") @Nullable Code qualityLevel,
      @JsonProperty("starttime") @Nullable EventTime from,
      @JsonProperty("endtime") @Nullable EventTime to,
      @JsonProperty("last_end_timestamp") @Nullable EventTime continuedFrom,
      @JsonProperty("threshold") @Nullable Score threshold,
      @JsonProperty("media_device_ids") @Nullable List<String> deviceIds,
      @JsonProperty("reverse") @Nullable SentFlag latestFirst,
      Map<String, @Nullable Object> unknownFields)
      implements PictureSearchRequest {
    public V6R1 {
      deviceIds = deviceIds == null ? null : List.copyOf(deviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** In the events of a time, the latest first. */
    public static V6R1 between(EncodedImage image, EventTime from, EventTime to) {
      return new V6R1(image, null, null, from, to, null, null, null, null, Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
