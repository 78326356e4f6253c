package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ext_data} of an event, which the vendor calls open for additions. */
public sealed interface EventExtension {
  /** The address of the capture device. */
  @Nullable String captureDeviceIp();

  /** What kind of capture device it is. */
  @Nullable DeviceType captureDeviceType();

  /** What the person is; absent means an employee. */
  @Nullable PersonType personType();

  /** The whole scene; not sent by welcome screens. */
  @Nullable EncodedImage sceneImage();

  /**
   * That of the first SE3 and of SophonFog.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.1 and 1.2.
   *
   * @param endpointId the box's licence code, two underscores, the device's address; SE3 only
   */
  record V2R1(
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
      Map<String, @Nullable Object> unknownFields)
      implements EventExtension {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the later SE3, of the V5 stream and of access records.
   *
   * <p>Immutable. Source: docs/protocol.md, sections 1.1 and 1.5.
   *
   * @param endpointId the box's licence code, two underscores, the device's address; documented for
   *     the first SE3 only, never written by a builder or a conversion
   * @param faceImages the face, cut out of the scene
   * @param grabberQuality what a snapshot camera said of the picture, empty for other devices
   * @param boxQuality what the box said of the picture, empty where it did not look
   */
  record V2R2(
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("recognize_face") @Nullable EncodedImages faceImages,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
      @JsonProperty("grab_fiqa_info") @Nullable GrabberQuality grabberQuality,
      @JsonProperty("box_fiqa_info") @Nullable BoxQuality boxQuality,
      Map<String, @Nullable Object> unknownFields)
      implements EventExtension {
    public V2R2 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** A copy without pictures, for who does not want them. */
    V2R2 withoutPictures() {
      return new V2R2(
          captureDeviceIp,
          endpointId,
          null,
          null,
          personType,
          captureDeviceType,
          grabberQuality,
          boxQuality,
          unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the older history events.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.3.2, layout H-A.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address
   * @param faceImages the face, cut out of the scene
   * @param grabberQuality what a snapshot camera said of the picture, empty for other devices
   * @param boxQuality what the box said of the picture, empty where it did not look
   * @param licenceCode of the box
   * @param attributes age, gender and glasses; V5R2 only
   */
  record HistoryV2R1(
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("recognize_face") @Nullable EncodedImages faceImages,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
      @JsonProperty("grab_fiqa_info") @Nullable GrabberQuality grabberQuality,
      @JsonProperty("box_fiqa_info") @Nullable BoxQuality boxQuality,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("info") FaceAttributes.@Nullable V5R2 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements EventExtension {
    public HistoryV2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * That of the history events of V5R3.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.3.2, layout H-B.
   *
   * @param endpointId the box's id or licence code, two underscores, the device's address
   * @param faceImages the face, cut out of the scene
   * @param infraredImages infrared pictures of the face
   * @param licenceCode of the box
   * @param attributes age, gender and glasses, box and embedding
   */
  record HistoryV5R3(
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("ep_id") @Nullable String endpointId,
      @JsonProperty("spot_pic") @Nullable EncodedImage sceneImage,
      @JsonProperty("recognize_face") @Nullable EncodedImages faceImages,
      @JsonProperty("ir_pic") @Nullable EncodedImages infraredImages,
      @JsonProperty("person_type") @Nullable PersonType personType,
      @JsonProperty("device_type") @Nullable DeviceType captureDeviceType,
      @JsonProperty("dev_sno") @Nullable String licenceCode,
      @JsonProperty("info") FaceAttributes.@Nullable V5R2 attributes,
      Map<String, @Nullable Object> unknownFields)
      implements EventExtension {
    public HistoryV5R3 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
