package io.sophonevents.event;

import org.jspecify.annotations.Nullable;

/** Somebody was seen at a door: what all kinds and layouts of such an event share. */
public sealed interface AccessEvent extends SophonEvent
    permits RealTimeEvent, HistoryEvent, StreamEvent, AccessRecord {

  /** The name that the vendor gives a person whom the gallery does not know. */
  PersonName STRANGER = PersonName.of("stranger");

  /** Who, as the gallery numbers them; for a stranger empty or made by the box. */
  IdentityId identityId();

  /** The name in the gallery, {@link #STRANGER} for a stranger. */
  @Nullable PersonName identityName();

  /** When the face was seen. */
  EventTime time();

  /** How well the face matched, on the firmware's scale. */
  @Nullable Score score();

  /** What the person is; absent means an employee. */
  @Nullable PersonType personType();

  /** The best id of the capture device that the layout has: a uuid, an endpoint id, an address. */
  @Nullable String captureDeviceId();

  /** The picture in the gallery. */
  @Nullable EncodedImage registeredImage();

  /** The whole scene. */
  @Nullable EncodedImage sceneImage();

  /** The face, cut out of the scene. */
  @Nullable EncodedImage faceImage();
}
