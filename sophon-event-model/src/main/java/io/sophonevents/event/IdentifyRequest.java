package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box whose face a picture shows, 1:N; answered with an {@link IdentifyAnswer}. The box
 * makes an event of it as if one of its capture devices had seen the face.
 */
public sealed interface IdentifyRequest extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.IDENTIFY_REQUEST;
  }

  /** The picture. */
  @Nullable EncodedImage image();

  /** The same face in infrared light. */
  @Nullable EncodedImage infraredImage();

  /** The address of the capture device that is said to have seen the face. */
  @Nullable String captureDeviceIp();

  /**
   * The request of V5. One of picture and path is there; the path goes first if both are.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.7; vendor page "5 picture match", V5R3 to
   * V5R7.
   *
   * @param imagePath of a file on the box
   * @param infraredImage if it is there, the box checks that the face is a live person's
   * @param captureDeviceIp of a device that the box knows, of type {@code photo}; V5R7 does without
   *     if there are gallery and permission group
   * @param permissionName of the permission group to search, with {@code galleryName}
   * @param time to put into the event, absent means now
   * @param wantsRegisteredImage absent means no, as with all flags but {@code enrolsStrangers}
   * @param grabberQuality what a snapshot camera said of the picture
   * @param minimumFaceSizePixels smaller faces are passed over; this and all that follow from V5R7
   *     on
   * @param livenessMode {@code liveness_off}, {@code liveness_rgb} or {@code liveness_rgb_ir}
   * @param enrolsStrangers whether to register a stranger, absent means as the box is set up
   * @param wantsRefusedMatch whether to say who was nearest also if that is not near enough
   */
  record V5R3(
      @JsonProperty("image_file_path") @Nullable String imagePath,
      @JsonProperty("rgb_image_base64") @Nullable EncodedImage image,
      @JsonProperty("ir_image_base64") @Nullable EncodedImage infraredImage,
      @JsonProperty("device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("group_name") @Nullable String galleryName,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("compare_time") @Nullable EventTime time,
      @JsonProperty("need_register_photo") @Nullable SentFlag wantsRegisteredImage,
      @JsonProperty("grab_fiqa_info") @Nullable GrabberQuality grabberQuality,
      @JsonProperty("min_face_size") @Nullable SentNumber minimumFaceSizePixels,
      @JsonProperty("liveness_mode") @Nullable Code livenessMode,
      @JsonProperty("support_stranger") @Nullable SentFlag enrolsStrangers,
      @JsonProperty("need_keep_info") @Nullable SentFlag wantsRefusedMatch,
      @JsonProperty("with_attribute") @Nullable SentFlag wantsAttributes,
      @JsonProperty("with_debug_info") @Nullable SentFlag wantsDebugInfo,
      Map<String, @Nullable Object> unknownFields)
      implements IdentifyRequest {
    public V5R3 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Whose face it is that the device at this address saw. */
    public static V5R3 of(EncodedImage image, String captureDeviceIp) {
      return new V5R3(
          null,
          image,
          null,
          captureDeviceIp,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The request of V6. One of picture and path is there; device or permission group say whom to
   * compare with.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.7; vendor page "5 face search", V6R1.
   *
   * @param imagePath of a file on the box
   * @param infraredImagePath of a file on the box
   * @param permissionName of the permission group to search, if not that of the device
   * @param minimumFaceSizePixels smaller faces are passed over
   * @param wantsRegisteredImage absent means no
   * @param livenessMode {@code liveness_off}, which absent means too, {@code liveness_rgb} or
   *     {@code liveness_rgb_ir}
   * @param hidesRefusedMatch {@code with_result_modification}: whether to leave out the picture of
   *     who was nearest but not near enough, absent means yes
   * @param searchesNoStrangers {@code with_default_group_only}: absent means that strangers are
   *     searched if the box registers them
   * @param wantsAttributes absent means no
   * @param wantsDebugInfo whether to say how long it took, absent means yes
   */
  record V6R1(
      @JsonProperty("rgb_image_base64") @Nullable EncodedImage image,
      @JsonProperty("rgb_image_path") @Nullable String imagePath,
      @JsonProperty("ir_image_base64") @Nullable EncodedImage infraredImage,
      @JsonProperty("ir_image_path") @Nullable String infraredImagePath,
      @JsonProperty("permission_name") @Nullable String permissionName,
      @JsonProperty("media_device_ip") @Nullable String captureDeviceIp,
      @JsonProperty("min_face_size") @Nullable SentNumber minimumFaceSizePixels,
      @JsonProperty("with_register_photo") @Nullable SentFlag wantsRegisteredImage,
      @JsonProperty("with_liveness_check") @Nullable Code livenessMode,
      @JsonProperty("with_result_modification") @Nullable SentFlag hidesRefusedMatch,
      @JsonProperty("with_default_group_only") @Nullable SentFlag searchesNoStrangers,
      @JsonProperty("with_attribute") @Nullable SentFlag wantsAttributes,
      @JsonProperty("with_debug_info") @Nullable SentFlag wantsDebugInfo,
      Map<String, @Nullable Object> unknownFields)
      implements IdentifyRequest {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Whose face it is that the device at this address saw. */
    public static V6R1 of(EncodedImage image, String captureDeviceIp) {
      return new V6R1(
          image,
          null,
          null,
          null,
          null,
          captureDeviceIp,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
