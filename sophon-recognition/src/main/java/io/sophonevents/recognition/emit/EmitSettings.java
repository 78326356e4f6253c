package io.sophonevents.recognition.emit;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.DeviceType;

/**
 * Which box and camera the events say they are from, and the scales of their scores.
 *
 * <p>Immutable.
 *
 * @param licenceCode of the box, {@code dev_sno}
 * @param deviceId of the camera, the uuid that stream subscriptions name
 * @param deviceName of the camera
 * @param deviceIp of the camera; the endpoint id is made of it and the licence code
 * @param deviceType of the camera
 * @param galleryName what the gallery is called
 * @param realTimeScale for the SE3 real-time layout: {@link ScoreScale#SIMILARITY} as the SE3 has
 *     it
 * @param v5Scale for history and stream: {@link ScoreScale#v5} with the pack's threshold as its
 *     knee
 */
public record EmitSettings(
    String licenceCode,
    String deviceId,
    String deviceName,
    String deviceIp,
    DeviceType deviceType,
    String galleryName,
    ScoreScale realTimeScale,
    ScoreScale v5Scale) {
  public EmitSettings {
    requireNonNull(licenceCode, "licenceCode");
    requireNonNull(deviceId, "deviceId");
    requireNonNull(deviceName, "deviceName");
    requireNonNull(deviceIp, "deviceIp");
    requireNonNull(deviceType, "deviceType");
    requireNonNull(galleryName, "galleryName");
    requireNonNull(realTimeScale, "realTimeScale");
    requireNonNull(v5Scale, "v5Scale");
  }

  /**
   * A dynamic camera on gallery {@code default_group}, with the scales of the firmware.
   *
   * @param threshold of the model pack: the similarity that scores 82 on the scale of V5
   */
  public static EmitSettings of(
      String licenceCode, String deviceId, String deviceName, String deviceIp, double threshold) {
    return new EmitSettings(
        licenceCode,
        deviceId,
        deviceName,
        deviceIp,
        DeviceType.DYNAMIC_CAMERA,
        "default_group",
        ScoreScale.SIMILARITY,
        ScoreScale.v5(threshold));
  }

  /** {@code ep_id}: the licence code, two underscores, the address. */
  String endpointId() {
    return licenceCode + "__" + deviceIp;
  }
}
