package io.sophonevents.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody was seen at a door: what all kinds and layouts of such an event share. What a layout
 * does not have is null.
 */
public sealed interface AccessEvent extends SophonEvent
    permits RealTimeEvent, HistoryEvent, StreamEvent, AccessRecord, StoredEvent {

  /** The name that the vendor gives a person whom the gallery does not know. */
  PersonName STRANGER = PersonName.of("stranger");

  /** Who, as the gallery numbers them; for a stranger empty or made by the box. */
  IdentityId identityId();

  /** The name in the gallery, {@link #STRANGER} for a stranger. */
  @Nullable PersonName identityName();

  /** When the face was seen. */
  EventTime time();

  /** How well the face matched, and on which range if that is known. */
  @Nullable Score score();

  /** What the person is; absent means an employee. */
  @Nullable PersonType personType();

  /** The best id of the capture device that the layout has: a uuid, an endpoint id, an address. */
  @Nullable String captureDeviceId();

  /** The address of the capture device. */
  default @Nullable String captureDeviceIp() {
    return null;
  }

  /** What kind of capture device it is. */
  default @Nullable DeviceType captureDeviceType() {
    return null;
  }

  /** The picture in the gallery. */
  @Nullable EncodedImage registeredImage();

  /** The whole scene. */
  @Nullable EncodedImage sceneImage();

  /** The face, cut out of the scene; the first one if there are more. */
  default @Nullable EncodedImage faceImage() {
    return null;
  }

  /** The face in infrared light; the first one if there are more. */
  default @Nullable EncodedImage infraredImage() {
    return null;
  }

  /** What was computed from the face: attributes, box, points, embedding. */
  default @Nullable FaceAttributes attributes() {
    return null;
  }

  /** The id of the event, which V6 alone sends; in every version that of an event asked for. */
  default @Nullable String eventId() {
    return null;
  }

  /**
   * What is the same each time that this event is sent, and differs from that of other events: the
   * event id if there is one, else a hash of box or device, time, person and kind of person. Fit to
   * log: neither person nor name can be read from it.
   */
  default String idempotencyKey() {
    return IdempotencyKey.of(this);
  }

  /**
   * The same event in the layout of another kind or generation, as far as it goes: the result says
   * what was lost. A score is never rescaled; where the other layout has another range, or the
   * range is unknown, it is lost.
   *
   * @throws IllegalArgumentException if the layout is not one that boxes and platforms push
   */
  default <T extends AccessEvent> Converted<T> convertTo(Class<T> layout) {
    return EventConversion.convert(this, layout);
  }
}
