package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A picture of a stream and the faces in it, from a box's preview socket. */
public sealed interface PreviewFrame extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PREVIEW_FRAME;
  }

  /**
   * The message of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   *
   * @param deviceId the capture device
   * @param time seconds with a fraction
   * @param regionOfInterest not described
   */
  record V6R1(
      @JsonProperty("media_device_id") @Nullable String deviceId,
      @JsonProperty("preview_id") @Nullable Code previewId,
      @JsonProperty("frame_id") @Nullable Code frameId,
      @JsonProperty("timestamp") @Described(as = Described.As.SECONDS) @Nullable EventTime time,
      @JsonProperty("frame_img") @Nullable Picture picture,
      @JsonProperty("preview_objs") @Nullable List<Face> faces,
      @JsonProperty("roi") @Nullable Object regionOfInterest,
      Map<String, @Nullable Object> unknownFields)
      implements PreviewFrame {
    public V6R1 {
      faces = faces == null ? null : List.copyOf(faces);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The picture.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   *
   * @param sceneImage a JPEG
   */
  record Picture(
      @JsonProperty("width") @Nullable SentNumber widthPixels,
      @JsonProperty("height") @Nullable SentNumber heightPixels,
      @JsonProperty("data") @Nullable EncodedImage sceneImage,
      Map<String, @Nullable Object> unknownFields) {
    public Picture {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A face in the picture.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.12.
   *
   * @param trackId the same as long as the face is followed
   * @param box corners x1, y1, x2, y2 in pixels of the picture
   * @param identityName the vendor's broken sample has {@code name}, which is read too
   * @param mask {@code yes} or {@code no}
   * @param age a class, as {@link FaceAttributes#age()} lists them
   * @param gender {@code male} or {@code female}
   * @param glasses {@code yes} or {@code no}
   */
  record Face(
      @JsonProperty("track_id") @Nullable Code trackId,
      @JsonProperty("detect_box") @Nullable FaceBox box,
      @JsonProperty("identity_name") @JsonAlias("name") @Nullable PersonName identityName,
      @JsonProperty("mask") @Nullable Code mask,
      @JsonProperty("age") @Nullable Code age,
      @JsonProperty("gender") @Nullable Code gender,
      @JsonProperty("glasses") @Nullable Code glasses,
      Map<String, @Nullable Object> unknownFields) {
    public Face {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
