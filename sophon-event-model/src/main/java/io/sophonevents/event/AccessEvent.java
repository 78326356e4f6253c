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

  /**
   * The best id of the capture device that the event has: a uuid, else an endpoint id, else an
   * address; an empty one is none.
   */
  @Nullable String captureDeviceId();

  /** The address of the capture device. */
  default @Nullable String captureDeviceIp() {
    return null;
  }

  /**
   * What kind of capture device it is, as far as can be told: a layout that says {@code photo},
   * {@code rtsp} and the like in its place does not tell a gate from a grabber.
   */
  default @Nullable DeviceType captureDeviceType() {
    return null;
  }

  /** The licence code of the box; may be empty. */
  default @Nullable String licenceCode() {
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

  /** The id of the picture in the gallery, where the event has one; may be empty. */
  default @Nullable String registeredImageId() {
    return null;
  }

  /** The id of the whole scene, which a stored event has in place of the picture. */
  default @Nullable String sceneImageId() {
    return null;
  }

  /** The id of the face that was cut out, where the event has one. */
  default @Nullable String faceImageId() {
    return null;
  }

  /** The id of the face in infrared light, which a stored event has in place of the picture. */
  default @Nullable String infraredImageId() {
    return null;
  }

  /** What was computed from the face: attributes, box, points, embedding. */
  default @Nullable FaceAttributes attributes() {
    return null;
  }

  /** Where the face is: corners x1, y1, x2, y2 in scene pixels. */
  default @Nullable FaceBox faceBox() {
    FaceAttributes attributes = attributes();
    FaceBox box = attributes == null ? null : attributes.box();
    return box == null || box.isEmpty() ? null : box;
  }

  /**
   * Eye, eye, nose, mouth corner, mouth corner, in scene pixels, image-left first: x1 to x5, then
   * y1 to y5, whatever order was sent.
   */
  default @Nullable FacePoints facePoints() {
    FaceAttributes attributes = attributes();
    FacePoints points = attributes == null ? null : attributes.points();
    return points == null || !points.isPresent() ? null : points.in(FacePoints.Order.PLANAR);
  }

  /** The vector of the face, of unit length only if the box made it so. */
  default @Nullable Embedding embedding() {
    FaceAttributes attributes = attributes();
    Embedding embedding = attributes == null ? null : attributes.embedding();
    return embedding == null || embedding.size() == 0 ? null : embedding;
  }

  /** The id of the event, which V6 alone sends; in every version that of an event asked for. */
  default @Nullable String eventId() {
    return null;
  }

  /**
   * What is the same each time that this event is sent, and differs from that of other events: the
   * event id if there is one, else a hash of box or device, time, person and kind of person. Fit to
   * log: the hash tells neither person nor name, and the event id, which is there as it was sent,
   * is a number that the box made.
   */
  default String idempotencyKey() {
    return IdempotencyKey.of(this);
  }

  /**
   * The same event in the layout of another kind or generation, as far as it goes: the result says
   * what was lost.
   *
   * <p>A score is never rescaled: it is lost where its range is unknown, or is not the one that the
   * other layout documents. That is 0 to 1 for real-time events and for {@link AccessRecord.V2R2},
   * 0 to 100 for all others but {@link HistoryEvent.V2R1}, which both generations send and which
   * takes either.
   *
   * <p>A stream event needs the uuid of the device. Where there is none, its place is taken by the
   * endpoint id or the address, and {@code deviceId} counts as lost. A picture for the stream of V6
   * has the prefix that says its format only if its first bytes say one.
   *
   * @throws IllegalArgumentException if the layout is not one that boxes and platforms push
   */
  default <T extends AccessEvent> Converted<T> convertTo(Class<T> layout) {
    return EventConversion.convert(this, layout);
  }
}
