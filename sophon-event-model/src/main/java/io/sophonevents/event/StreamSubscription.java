package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks of the event stream: the first message on the connection, sent by it. */
public sealed interface StreamSubscription extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.STREAM_SUBSCRIPTION;
  }

  /** Whether to send the face picture; absent means no. */
  boolean wantsFaceImage();

  /** Whether to send the gallery picture; absent means no. */
  boolean wantsRegisteredImage();

  /** The capture devices whose events to send; none means no events. */
  List<String> deviceIds();

  /** The same for other devices. */
  StreamSubscription withDeviceIds(List<String> deviceIds);

  /**
   * The subscription of the V5 generation.
   *
   * <p>Immutable. Source: vendor page "7.1 real-time event", V2R6, V5R2 to V5R7.
   */
  record V5R2(
      @JsonProperty("need_face") @Nullable Boolean needFace,
      @JsonProperty("need_register") @Nullable Boolean needRegister,
      @JsonProperty("event_list") @Nullable List<String> eventList,
      Map<String, @Nullable Object> unknownFields)
      implements StreamSubscription {
    public V5R2 {
      eventList = eventList == null ? null : List.copyOf(eventList);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** All pictures of these devices. */
    public static V5R2 withPictures(List<String> deviceIds) {
      return new V5R2(true, true, deviceIds, Map.of());
    }

    @Override
    public V5R2 withDeviceIds(List<String> deviceIds) {
      return new V5R2(needFace, needRegister, deviceIds, unknownFields);
    }

    @Override
    public List<String> deviceIds() {
      return eventList == null ? List.of() : eventList;
    }

    @Override
    public boolean wantsFaceImage() {
      return Boolean.TRUE.equals(needFace);
    }

    @Override
    public boolean wantsRegisteredImage() {
      return Boolean.TRUE.equals(needRegister);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The subscription of V6.
   *
   * <p>Immutable. Source: vendor page "6 real-time event", V6R1.
   */
  record V6R1(
      @JsonProperty("with_face_image") @Nullable Boolean withFaceImage,
      @JsonProperty("with_register_image") @Nullable Boolean withRegisterImage,
      @JsonProperty("media_device_ids") @Nullable List<String> mediaDeviceIds,
      Map<String, @Nullable Object> unknownFields)
      implements StreamSubscription {
    public V6R1 {
      mediaDeviceIds = mediaDeviceIds == null ? null : List.copyOf(mediaDeviceIds);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** All pictures of these devices. */
    public static V6R1 withPictures(List<String> deviceIds) {
      return new V6R1(true, true, deviceIds, Map.of());
    }

    @Override
    public V6R1 withDeviceIds(List<String> deviceIds) {
      return new V6R1(withFaceImage, withRegisterImage, deviceIds, unknownFields);
    }

    @Override
    public List<String> deviceIds() {
      return mediaDeviceIds == null ? List.of() : mediaDeviceIds;
    }

    @Override
    public boolean wantsFaceImage() {
      return Boolean.TRUE.equals(withFaceImage);
    }

    @Override
    public boolean wantsRegisteredImage() {
      return Boolean.TRUE.equals(withRegisterImage);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
